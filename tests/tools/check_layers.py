#!/usr/bin/env python3
"""Layering: a room includes itself and rooms above it (src/rooms.txt); ICU and Boost.Locale are seen
by text/ only, SQLite by store/sqlite only, libsodium by seal/ only; include/ shows no type of theirs."""
import re
import sys
from pathlib import Path

root = Path(sys.argv[1])
rooms = [l.strip() for l in (root / "src/rooms.txt").read_text().splitlines() if re.match(r"[a-z]", l)]
rank = {room: i for i, room in enumerate(rooms)}
# Who may include a foreign header: pattern → path prefixes.
foreign = [
    (re.compile(r"^(unicode/|boost/locale)"), ("src/text/",)),
    (re.compile(r"^sqlite3"), ("src/store/sqlite/",)),
    (re.compile(r"^sodium"), ("src/seal/",)),
    (re.compile(r"^CLI/"), ("src/cli/",)),
    (re.compile(r"^nlohmann/"), ("src/esia/", "src/persona/", "src/store/", "src/signin/", "src/cli/")),
]
include = re.compile(r'^\s*#\s*include\s+[<"]([^>"]+)[>"]')
faults = []
seen = 0


def room_of_header(path: str):
    """The room an include path belongs to, or None for system headers."""
    match = re.match(r"kto/(\w+)\.hpp$", path)
    if match:
        return None if match.group(1) == "kto" else match.group(1)
    head = path.split("/")[0]
    return head if "/" in path and head in rank else None


for file in sorted([*root.glob("src/**/*.[ch]pp"), *root.glob("include/kto/*.hpp")]):
    relative = file.relative_to(root).as_posix()
    if relative == "include/kto/kto.hpp":
        continue
    room = file.stem if relative.startswith("include/") else relative.split("/")[1]
    if room not in rank:
        faults.append(f"{relative}: room '{room}' is not in src/rooms.txt")
        continue
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        found = include.match(line)
        if not found:
            continue
        seen += 1
        path = found.group(1)
        if path == "kto/kto.hpp":
            faults.append(f"{relative}:{number}: the umbrella header is for users, not for rooms")
        target = room_of_header(path)
        if target and target not in rank:
            faults.append(f"{relative}:{number}: {path} belongs to no room")
        elif target and rank[target] > rank[room]:
            faults.append(f"{relative}:{number}: {room}/ may not know {target}/ (below it in src/rooms.txt)")
        for pattern, allowed in foreign:
            if pattern.match(path) and not relative.startswith(allowed):
                faults.append(f"{relative}:{number}: {path} may be seen by {', '.join(allowed)} only")

if seen == 0:
    faults.append("no include was found: the check looks at the wrong folder")
print("\n".join(faults) if faults else f"layers: {seen} includes in order")
sys.exit(1 if faults else 0)
