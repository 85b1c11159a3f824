#!/usr/bin/env python3
"""A header as Doxygen wants it: each constant and each member has words of its own.

The headers say once what holds for a group of constants, and nothing of a member whose name says it all. Here each
constant gets the words of its group, and each such member a standing phrase. Lines keep their numbers.

  doxygen_filter.py HEADER    to stdout
"""
import re
import sys

PHRASES = {"struct_size": "sizeof of this struct, set by the caller", "reserved": "zero"}
OBVIOUS = "as its name says"

group, first, comment, in_struct, documented = "", False, None, False, False
for line in open(sys.argv[1], encoding="utf-8"):
    line = line.rstrip("\n")
    stripped = line.strip()
    if comment is not None or stripped.startswith("/**") and not stripped.startswith("/**<"):
        comment = (comment + " " if comment is not None else "") + stripped
        if "*/" in stripped:
            text = re.sub(r"\s+", " ", re.sub(r"^/\*\*|\*/$|\s\*\s", " ", comment)).strip()
            group, first, documented, comment = ("" if "@{" in text or "@}" in text else text), True, True, None
        print(line)
        continue
    if stripped.startswith("#define "):
        if group and not first:
            own = re.search(r"/\*\*< (.*?) \*/", line)
            words = f"{own.group(1)}. {group}" if own else group
            line = re.sub(r"\s*/\*.*", "", line) + f" /**< {words} */"
        first = False
    elif in_struct and (member := re.fullmatch(r"\s+[\w *]+?(\w+)(?:\[\w+\])?;", line)) and not documented:
        line += f" /**< {PHRASES.get(member.group(1), OBVIOUS)} */"
    elif stripped:
        group = ""
    if re.match(r"typedef struct \w+ \{", line):
        in_struct = True
    elif line.startswith("}"):
        in_struct = False
    if stripped:
        documented = False
    print(line)
