#!/usr/bin/env python3
"""Compiles each C header alone, and all together, in every language that a caller may speak, with warnings as errors.

  test_headers.py gcc|clang [INCLUDE]     ends with 77, "skipped", where the compiler is missing
"""
import shutil
import subprocess
import sys
from pathlib import Path

PAIRS = {"gcc": ("gcc", "g++"), "clang": ("clang-14", "clang++-14")}
include = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).resolve().parents[2] / "include"
c, cxx = PAIRS[sys.argv[1]]
if not shutil.which(c) or not shutil.which(cxx):
    print(f"skipped: {c} or {cxx} is missing")
    sys.exit(77)

headers = sorted(h.name for h in (include / "kto").glob("*.h"))
if "kto.h" not in headers:
    sys.exit(f"no kto.h below {include}")
# Each alone, twice; all of them, in both orders.
groups = [[h, h] for h in headers] + ([headers, headers[::-1]] if len(headers) > 1 else [])
warnings = "-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wundef -Werror".split()
languages = [(c, s, ["-Wstrict-prototypes", "-x", "c"]) for s in ("c99", "c11", "c17")]
languages += [(cxx, s, ["-Wold-style-cast", "-x", "c++"]) for s in ("c++11", "c++14", "c++17", "c++20")]

faults, count = [], 0
for compiler, standard, more in languages:
    for group in groups:
        code = "".join(f'#include "kto/{h}"\n' for h in group) + "kto_status use(void);\n"
        code += "kto_status use(void) { return kto_version_number() == KTO_VERSION_NUMBER ? KTO_OK : KTO_E_INTERNAL; }\n"
        done = subprocess.run([compiler, f"-std={standard}", *warnings, *more, f"-I{include}", "-c", "-o", "/dev/null", "-"],
                              input=code, capture_output=True, text=True)
        count += 1
        if done.returncode != 0:
            faults.append(f"{compiler} -std={standard}, {' + '.join(group)}:\n{done.stderr}")
print("\n".join(faults) if faults else f"{count} compilations of {', '.join(headers)}")
sys.exit(1 if faults else 0)
