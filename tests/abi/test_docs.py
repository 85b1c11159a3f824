#!/usr/bin/env python3
"""Holds docs/c-abi.md to the header: every status with its number and meaning, every handle, no name that is none."""
import re
import sys

import stand_in

items = stand_in.c_header.read_all(stand_in.ROOT / "include/kto")
header = (stand_in.ROOT / "include/kto/kto.h").read_text(encoding="utf-8")
page = (stand_in.ROOT / "docs/c-abi.md").read_text(encoding="utf-8")
faults = []

meant = re.findall(r"#define (KTO_OK|KTO_E_\w+) (\d+) */\*\*< (.*?) \*/", header)
statuses = [i.name for i in items if i.kind == "constant" and re.match(r"KTO_(OK$|E_)", i.name)]
if [n for n, _, _ in meant] != statuses:
    faults.append("kto.h: a status without its meaning behind it")
told = re.findall(r"^\| (\d+) \| `(KTO_\w+)` \| ([^|]*) \| ([^|]*) \|$", page, re.M)
if [(n, v, m) for v, n, m, _ in told] != meant:
    only = lambda a, b: ", ".join(" ".join(x) for x in a if x not in b) or "the order"
    there = [(n, v, m) for v, n, m, _ in told]
    faults.append(f"the table of statuses: not in the header: {only(there, meant)}; not on the page: {only(meant, there)}")
faults += [f"{n}: nothing is said of what to do" for _, n, _, todo in told if len(todo) < 10]

table = "\n".join(l for l in page.splitlines() if l.startswith("| `kto_"))
faults += [f"{i.name}: its owner and threads are not told" for i in items
           if i.kind == "handle" and i.header == "kto.h" and f"`{i.name}`" not in table]

known = {i.name for i in items} | {"KTO_UNSTABLE", "kto_unstable"}
named = set(re.findall(r"(?<!kto::)\b(?:kto|KTO)_[A-Za-z]\w*", page))
# `KTO_VERDICT_…` names a group; a block that shows somebody's program names its own things.
groups = set(re.findall(r"\b(KTO_\w+_)…", page))
faults += [f"{name}: the headers have no such name" for name in sorted(named - known - groups)]
faults += [f"{g}…: no such group" for g in sorted(groups) if not any(n.startswith(g) for n in known)]

print("\n".join(faults) if faults else f"c-abi.md: {len(told)} statuses, {len(named)} names")
sys.exit(1 if faults else 0)
