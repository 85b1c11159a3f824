"""A libkto without insides: each function of the headers answers zero. For tests of what can be seen from outside."""
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bindings/c/tools"))
import c_header  # noqa: E402


def source(items, more=""):
    lines = [f'#include "kto/{header}"' for header in dict.fromkeys(i.header for i in items)]
    for item in (i for i in items if i.kind == "function"):
        unused = " ".join(f"(void){name};" for _, name in item.members)
        answer = "" if item.type == "void" else f"static const {item.type.removeprefix('const ')} none = {{0}};"
        if item.type.endswith("*"):
            answer = "return NULL;"
        elif answer:
            answer += " return none;"
        lines.append(f"{item.declaration()} {{ {unused} {answer} }}")
    return "\n".join([*lines, more]) + "\n"


def build(tree, folder, compiler="cc", more=""):
    """libkto.so.1 in `folder` from the headers and the version script of `tree`; `more` is C at the end of it."""
    items = c_header.read_all(tree / "include/kto")
    code, library = folder / "stand_in.c", folder / "libkto.so.1"
    code.write_text(source(items, more), encoding="utf-8")
    subprocess.run([compiler, "-std=c11", "-g", "-O0", "-fPIC", "-shared", "-fvisibility=hidden", f"-I{tree}/include",
                    code, "-o", library, "-Wl,-soname,libkto.so.1",
                    f"-Wl,--version-script,{tree}/bindings/c/kto.map"], check=True)
    return library
