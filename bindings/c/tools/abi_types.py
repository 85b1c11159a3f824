#!/usr/bin/env python3
"""The third lock: libabigail reads the types from a library's debug information and compares them with the baseline.

  abi_types.py check LIBRARY             nothing differs from the newest bindings/c/abi/libkto-*.abi, and nothing that an
                                         older one promises is gone or incompatible
  abi_types.py renew LIBRARY             writes the baseline of the header's version; refuses what is incompatible
  abi_types.py renew LIBRARY --breaking  … and does it all the same (docs/c-abi.md)

  --root DIR  another copy of the tree. Ends with 77, "skipped", where abidw is missing or the machine is no x86-64.
"""
import argparse
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SKIPPED = 77
INCOMPATIBLE = 8  # a bit of abidiff's exit code; 4 is any change, 1 and 2 are errors of its own

# abidw 2.2 leaves no function out, whatever suppressions say: what stands for them is cut from its text.
UNSTABLE = re.compile(r" *<elf-symbol [^\n]*version='KTO_UNSTABLE'[^\n]*\n"
                      r"| *<function-decl [^\n]*@KTO_UNSTABLE'>.*?</function-decl>\n", re.S)


def describe(library, header, folder):
    """The interface of a library as abidw tells it: exported functions, and of the types those of the stable header."""
    headers, described = folder / "headers", folder / "libkto.abi"
    headers.mkdir()
    shutil.copy(header, headers)
    subprocess.run(
        ["abidw", "--exported-interfaces-only", "--headers-dir", headers, "--drop-private-types",
         "--drop-undefined-syms", "--no-elf-needed", "--no-corpus-path", "--no-comp-dir-path", "--no-show-locs",
         "--no-parameter-names", "--out-file", described, library], check=True)
    text = UNSTABLE.sub("", described.read_text(encoding="utf-8"))
    described.write_text(text, encoding="utf-8")
    if "<function-decl" not in text:
        sys.exit(f"{library}: no types were found; was it built without -g?")
    return described


def compare(before, after, *more):
    done = subprocess.run(["abidiff", *more, before, after], capture_output=True, text=True)
    if done.returncode & 3:
        sys.exit(f"abidiff failed:\n{done.stdout}{done.stderr}")
    return done.returncode, f"{before.name}:\n{done.stdout}"


def version(path):
    return tuple(int(n) for n in re.findall(r"\d+", path.stem))


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("command", choices=["check", "renew"])
    parser.add_argument("library", type=Path)
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[3])
    parser.add_argument("--breaking", action="store_true")
    options = parser.parse_args()
    if platform.machine() != "x86_64" or not shutil.which("abidw"):
        print("skipped: abidw (Debian: abigail-tools) is missing, or this is no x86-64")
        return SKIPPED

    header = options.root / "include/kto/kto.h"
    major, minor = (re.search(rf"define KTO_VERSION_{n} (\d+)", header.read_text(encoding="utf-8"))[1]
                    for n in ("MAJOR", "MINOR"))
    abi = options.root / "bindings/c/abi"
    baselines = sorted(abi.glob("libkto-*.abi"), key=version)
    with tempfile.TemporaryDirectory() as folder:
        described = describe(options.library, header, Path(folder))
        if options.command == "renew":
            if baselines and not options.breaking:
                code, text = compare(baselines[-1], described)
                if code & INCOMPATIBLE:
                    print(text + "this breaks old programs")
                    return 1
            shutil.copy(described, abi / f"libkto-{major}.{minor}.abi")
            return 0
        if not baselines:
            print("there is no baseline to compare with: scripts/abi-baseline makes it")
            return 1
        faults = []
        code, text = compare(baselines[-1], described)
        if code:
            faults.append(text)
        for older in baselines[:-1]:
            code, text = compare(older, described, "--no-added-syms")
            if code & INCOMPATIBLE:
                faults.append(text)
    print("\n".join(faults) if faults else f"types: as in {', '.join(b.name for b in baselines)}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
