#!/usr/bin/env python3
"""What the C interface promises, written down and held to the headers.

  abi.py check            bindings/c/api.tsv and bindings/c/abi/layout.c are what the headers say
  abi.py names LIBRARY    headers, version script and the library's dynamic symbols name the same, in the same versions
  abi.py renew            writes both files anew; refuses when something that stood there would change or go
  abi.py renew --breaking … and does it all the same: only together with a new SONAME (docs/c-abi.md)

  --root DIR  another copy of the tree (include/kto, bindings/c)   --cc CC  compiler that measures offsets (cc)
"""
import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from c_header import Fault, read_all

COLUMNS = "kind\tname\tsince\theader\tdeclaration"


def list_text(items):
    rows = [f"{i.kind}\t{i.name}\t{i.since}\t{i.header}\t{i.declaration()}" for i in items]
    return "\n".join([COLUMNS, *rows]) + "\n"


def undated(items):
    return [f"{i.header}: {i.name} does not say @since" for i in items if not i.since]


# ---- layout ----


def stable(items):
    """What the layout file pins: the stable header, but for the version, which changes with every release."""
    return [i for i in items if i.header == "kto.h" and not i.name.startswith("KTO_VERSION_")]


def measure(items, include, compiler):
    """(struct, member) → (offset, size); (struct, "") → (0, size). Asked of the compiler."""
    lines = [f'#include "kto/{header}"' for header in dict.fromkeys(i.header for i in items)]
    lines += ["#include <stdio.h>", "int main(void) {"]
    for item in (i for i in items if i.kind == "struct"):
        lines.append(f'printf("{item.name} . 0 %zu\\n", sizeof({item.name}));')
        for _, name, _ in item.members:
            lines.append(f'printf("{item.name} {name} %zu %zu\\n", offsetof({item.name}, {name}),'
                         f" sizeof((({item.name}*)0)->{name}));")
    with tempfile.TemporaryDirectory() as folder:
        source, program = Path(folder) / "measure.c", Path(folder) / "measure"
        source.write_text("\n".join([*lines, "return 0;", "}"]) + "\n")
        subprocess.run([compiler, "-std=c11", f"-I{include}", source, "-o", program], check=True)
        output = subprocess.run([program], check=True, capture_output=True, text=True).stdout
    measured = {}
    for line in output.splitlines():
        struct, name, offset, size = line.split()
        measured[struct, "" if name == "." else name] = (int(offset), int(size))
    return measured


def holes(items, measured):
    """Padding is a fault: what a caller leaves in it is not zero, and a new member could slip into it unseen."""
    faults = []
    for item in (i for i in items if i.kind == "struct"):
        expected = 0
        for _, name, _ in item.members:
            offset, size = measured[item.name, name]
            if offset != expected:
                faults.append(f"{item.name}: a hole before {name}")
            expected = offset + size
        if measured[item.name, ""][1] != expected:
            faults.append(f"{item.name}: a hole at its end")
    return faults


def decayed(kind, array):
    return kind + "*" if array else kind


def layout_text(items, measured):
    out = ["/*", " * The layout lock: every value, offset, size and type of kto.h, as it was promised (x86-64, LP64). Compiled as",
           " * C11; a change of the header that breaks old programs does not compile here. Written by scripts/abi-baseline;",
           " * docs/c-abi.md tells what a reviewed change is.", " */", "/* clang-format off */",
           '#include "kto/kto.h"', "",
           "#define SAME(expression, ...) _Static_assert(_Generic((expression), __VA_ARGS__: 1, default: 0), #expression)",
           "", "/* Values. */"]
    out += [f'_Static_assert({i.name} == {i.type}, "{i.name}");' for i in items if i.kind == "constant"]
    out += ["", "/* Types. */"]
    for i in items:
        if i.kind == "type":
            out.append(f"SAME(({i.name})0, {i.type});")
        elif i.kind == "callback":
            types = ", ".join(t for t, _ in i.members) or "void"
            out.append(f"SAME(({i.name})0, {i.type} (*)({types}));")
    out += ["", "/* Structs: sizes, offsets, types of members. */", "#if defined(__x86_64__) && defined(__LP64__)"]
    for i in (i for i in items if i.kind == "struct"):
        out.append(f'_Static_assert(sizeof({i.name}) == {measured[i.name, ""][1]}, "{i.name}");')
        for kind, name, array in i.members:
            offset, size = measured[i.name, name]
            out.append(f'_Static_assert(offsetof({i.name}, {name}) == {offset}, "{i.name}.{name}");')
            if array:
                out.append(f'_Static_assert(sizeof((({i.name}*)0)->{name}) == {size}, "{i.name}.{name}");')
    out.append("#endif")
    for i in (i for i in items if i.kind == "struct"):
        out += [f"SAME((({i.name}*)0)->{name}, {decayed(kind, array)});" for kind, name, array in i.members]
    out += ["", "/* Functions: each has exactly this type. */"]
    for i in (i for i in items if i.kind == "function"):
        types = ", ".join(t for t, _ in i.members) or "void"
        out.append(f"SAME(&{i.name}, {i.type} (*)({types}));")
    return "\n".join(out) + "\n"


# ---- names ----


def read_map(path):
    """name → node of a version script; a pattern among the names is a fault."""
    text = re.sub(r"/\*.*?\*/|#[^\n]*", "", Path(path).read_text(encoding="utf-8"), flags=re.S)
    nodes, faults = {}, []
    for node, body in re.findall(r"([\w.]+)\s*\{(.*?)\}[^;]*;", text, re.S):
        section = "global"
        for word in re.findall(r"[^\s;]+", body):
            if word in ("global:", "local:"):
                section = word[:-1]
            elif section == "local":
                if word != "*":
                    faults.append(f"{node}: a local name, {word}")
            elif not re.fullmatch(r"\w+", word):
                faults.append(f"{node}: a pattern, {word}")
            elif word in nodes:
                faults.append(f"{word}: in two nodes")
            else:
                nodes[word] = node
    return nodes, faults


def read_library(path):
    """name → version of the dynamic symbols that a library defines."""
    output = subprocess.run(["nm", "-D", "--defined-only", path], check=True, capture_output=True, text=True).stdout
    symbols, nodes = {}, set()
    for line in output.splitlines():
        kind, name = line.split()[-2:]
        if kind == "A":
            nodes.add(name.split("@")[0])
        else:
            name, _, version = name.partition("@@") if "@@" in name else name.partition("@")
            symbols[name] = version
    return {n: v for n, v in symbols.items() if n not in nodes}


def node_of(item):
    return "KTO_UNSTABLE" if item.header == "kto_unstable.h" else f"KTO_{item.since}"


def differences(wanted, found, place):
    faults = [f"{n}: missing in {place}" for n in wanted if n not in found]
    faults += [f"{n}: {place} has it, the headers do not" for n in found if n not in wanted]
    faults += [f"{n}: in {found[n] or 'no version'} of {place}, should be {wanted[n]}"
               for n in wanted if n in found and found[n] != wanted[n]]
    return faults


def check_names(items, version_script, library):
    wanted = {i.name: node_of(i) for i in items if i.kind == "function"}
    in_map, faults = read_map(version_script)
    faults += differences(wanted, in_map, "the version script")
    faults += differences(wanted, read_library(library), "the library")
    faults += [f"{n}: a name of ours begins with kto_" for n in wanted if not n.startswith("kto_")]
    return faults


# ---- renewal ----


def rows(text):
    return {tuple(r.split("\t")[:2]): r.split("\t") for r in text.splitlines()[1:]}


def broken(before, after):
    """What a new list changes or takes away of an old one. Growing at the end is no break, nor is what is unstable."""
    faults, new = [], rows(after)
    for key, row in rows(before).items():
        kind, name, since, header, declared = row
        if header != "kto.h" or name.startswith("KTO_VERSION_"):
            continue
        now = new.get(key)
        grows = kind == "struct" and declared.startswith("size_t struct_size;")
        if now is None:
            faults.append(f"{name}: gone")
        elif now[2:4] != [since, header] or now[4] != declared and not (grows and now[4].startswith(declared + " ")):
            faults.append(f"{name}: was `{declared}` (since {since}), is `{now[4]}` (since {now[2]})")
    return faults


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("command", choices=["check", "names", "renew"])
    parser.add_argument("library", nargs="?")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[3])
    parser.add_argument("--cc", default="cc")
    parser.add_argument("--breaking", action="store_true")
    options = parser.parse_args()
    include, binding = options.root / "include", options.root / "bindings/c"
    api, layout = binding / "api.tsv", binding / "abi/layout.c"
    if (options.command == "names") != bool(options.library):
        parser.error("names takes a library, the others take none")

    items = read_all(include / "kto")
    if options.command == "names":
        faults = check_names(items, binding / "kto.map", options.library)
    else:
        faults = undated(items)
        measured = measure(items, include, options.cc)
        faults += holes(items, measured)
        texts = {api: list_text(items), layout: layout_text(stable(items), measured)}
        if options.command == "renew":
            if not options.breaking and api.exists():
                faults += broken(api.read_text(encoding="utf-8"), texts[api])
            if not faults:
                for path, text in texts.items():
                    path.write_text(text, encoding="utf-8")
        else:
            faults += [f"{path.name} is not what the headers say: scripts/abi-baseline renews it"
                       for path, text in texts.items()
                       if not path.exists() or path.read_text(encoding="utf-8") != text]
    kinds = ", ".join(f"{sum(i.kind == k for i in items)} {k}s" for k in ("function", "struct", "handle", "constant"))
    print("\n".join(faults) if faults else f"{options.command}: {kinds}")
    return 1 if faults else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Fault as fault:
        print(fault)
        sys.exit(1)
