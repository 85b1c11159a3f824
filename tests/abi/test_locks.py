#!/usr/bin/env python3
"""Proves the locks: each break of the C interface below is made in a copy of the tree, and the locks that must catch
it, and no others, fail. The libraries are stand-ins built from the broken headers; CMake runs the locks on the true one.

  test_locks.py CC
"""
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import stand_in

ROOT, CC = stand_in.ROOT, sys.argv[1]
TYPES = shutil.which("abidw") is not None
faults = []


def replaced(path, before, after):
    def edit(tree):
        file = tree / path
        text = file.read_text(encoding="utf-8")
        changed = re.sub(before, after, text, count=1, flags=re.S)
        if changed == text:
            raise SystemExit(f"{path}: nothing matches {before}; the test is out of date")
        file.write_text(changed, encoding="utf-8")

    return edit


header = lambda before, after: replaced("include/kto/kto.h", before, after)
script = lambda before, after: replaced("bindings/c/kto.map", before, after)
NEW = "/** Says nothing. @since 0.1 */\nKTO_API kto_status kto_new(int32_t answer) KTO_NOEXCEPT;\n\nKTO_END"

# What is broken: how; the locks that must fail. `list` is the machine-read list (and what it demands of a header),
# `layout` the compiled golden file, `names` headers = version script = library, `types` abidiff.
BREAKS = {
    "nothing": ([], set()),
    # abidiff alone would let these two pass: macros leave no trace in a library.
    "a constant renumbered": ([header(r"(KTO_E_BAD_UTF8) 20", r"\1 21")], {"list", "layout"}),
    "a constant dropped": ([header(r"#define KTO_GRADE_SIMILAR [^\n]*\n", "")], {"list", "layout"}),
    "a function dropped from the header": (
        [header(r"KTO_API kto_text kto_grade_name\(int32_t grade\) KTO_NOEXCEPT;", "")],
        {"list", "layout", "names", "types"}),
    "a function dropped from the version script": ([script(r"\n *kto_grade_name;", "")], {"names", "types"}),
    "a member of another sign": (
        [header(r"(typedef struct kto_note \{.*?)int32_t part", r"\1uint32_t part")], {"list", "layout", "types"}),
    "a member of another size": (
        [header(r"(typedef struct kto_number_query \{.*?)int32_t region;", r"\1int64_t region;"),
         header(r"(typedef struct kto_number_query \{.*?)uint32_t number;", r"\1uint64_t number;")],
        {"list", "layout", "types"}),
    "two members changed round": (
        [header(r"(typedef struct kto_snils \{.*?)int32_t verdict;(.*?)int32_t recovered;",
                r"\1int32_t recovered;\2int32_t verdict;")], {"list", "layout", "types"}),
    "a member in the middle": (
        [header(r"(typedef struct kto_note \{.*?)(uint64_t position)", r"\1uint64_t more; \2")],
        {"list", "layout", "types"}),
    "a member that leaves a hole": (
        [header(r"(typedef struct kto_basis \{.*?int32_t store_asked;[^\n]*)", r"\1 int32_t more;")],
        {"list", "layout", "types"}),
    "a parameter of another type": (
        [header(r"kto_snils_control\(uint32_t", "kto_snils_control(uint64_t")], {"list", "layout", "types"}),
    "a result of another type": (
        [header(r"int32_t kto_snils_control\(", "uint32_t kto_snils_control(")], {"list", "layout", "types"}),
    "a status of another width": ([header(r"typedef int32_t kto_status", "typedef int64_t kto_status")],
                                  {"list", "layout", "types"}),
    "a function that no script shows": ([header("KTO_END\n\n#endif", NEW + "\n\n#endif")], {"list", "names"}),
    "a function that no header has": ([script(r"\n *kto_grade_name;", "\n kto_grade_name; kto_secret;")], {"names"}),
    "a name in another node": (
        [script(r"\n *kto_grade_name;", ""), script(r"\Z", "KTO_0.2 { global: kto_grade_name; } KTO_0.1;\n")],
        {"names", "types"}),
    "a pattern in the version script": ([script(r"\n *kto_grade_name;", "\n kto_grade_nam*;")], {"names"}),
    "an unstable function dropped": (  # which is no break: the list alone is out of date
        [replaced("include/kto/kto_unstable.h", r"KTO_API void kto_ledger_free\(kto_ledger\* ledger\) KTO_NOEXCEPT;", ""),
         script(r"\n *kto_ledger_free;", "")], {"list"}),
    "a function without @since": (
        [header(r" @since 0\.1 \*/\nKTO_API kto_text kto_version", " */\nKTO_API kto_text kto_version")],
        {"list", "names"}),
}
# Symbols that a library shows though no script of ours lists them.
LEAKS = {"a leaked name": "int leaked(void) { return 0; }", "a leaked table": "const int leaked_table[2] = {1, 2};"}


def copy_tree(folder):
    for part in ("include/kto/kto.h", "include/kto/kto_unstable.h", "bindings/c/kto.map", "bindings/c/api.tsv",
                 "bindings/c/abi/layout.c"):
        if (ROOT / part).exists():
            (folder / part).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / part, folder / part)


def tool(name, *arguments):
    return subprocess.run([sys.executable, ROOT / "bindings/c/tools" / name, *arguments], capture_output=True, text=True)


def locks(tree, library):
    """lock → what it printed, for the locks that fail."""
    root = ("--root", tree)
    ran = {"list": tool("abi.py", "check", "--cc", CC, *root), "names": tool("abi.py", "names", library, *root),
           "layout": subprocess.run([CC, "-std=c11", "-Wall", "-Werror", "-fsyntax-only", f"-I{tree}/include",
                                     tree / "bindings/c/abi/layout.c"], capture_output=True, text=True)}
    if TYPES:
        ran["types"] = tool("abi_types.py", "check", library, *root)
    return {lock: done.stdout + done.stderr for lock, done in ran.items() if done.returncode != 0}


def expect(what, failed, wanted):
    wanted = wanted & ({"list", "names", "layout", "types"} if TYPES else {"list", "names", "layout"})
    for lock in wanted - failed.keys():
        faults.append(f"{what}: the lock `{lock}` did not notice")
    for lock in failed.keys() - wanted:
        faults.append(f"{what}: the lock `{lock}` failed and should not:\n{failed[lock]}")


with tempfile.TemporaryDirectory() as top:
    top = Path(top)
    whole = top / "whole"
    copy_tree(whole)
    library = stand_in.build(whole, whole, CC)
    if TYPES and (made := tool("abi_types.py", "renew", library, "--root", whole)).returncode:
        sys.exit(f"no baseline of the stand-in:\n{made.stdout}{made.stderr}")

    for number, (what, (edits, wanted)) in enumerate(BREAKS.items()):
        tree = top / str(number)
        shutil.copytree(whole, tree)
        for edit in edits:
            edit(tree)
        failed = locks(tree, stand_in.build(tree, tree, CC))
        expect(what, failed, wanted)
        # Renewing the baseline must not become a way around the locks for what old programs stand on.
        if "layout" in wanted and tool("abi.py", "renew", "--cc", CC, "--root", tree).returncode == 0:
            faults.append(f"{what}: scripts/abi-baseline would have written it down without a word")

    for what, code in LEAKS.items():
        tree = top / what.replace(" ", "-")
        shutil.copytree(whole, tree)
        script(r"\n *kto_grade_name;", "\n kto_grade_name; leaked; leaked_table;")(tree)
        leaking = stand_in.build(tree, tree, CC, f'__attribute__((visibility("default"))) {code}')
        shutil.copy(whole / "bindings/c/kto.map", tree / "bindings/c/kto.map")
        expect(what, locks(tree, leaking), {"names", "types"})

    # Growth is no break: a member at the end of a growable struct and a new function are renewed without --breaking.
    grown = top / "grown"
    shutil.copytree(whole, grown)
    header(r"(typedef struct kto_note \{.*?kto_text after;)", r"\1 uint64_t more;")(grown)
    header("KTO_END\n\n#endif", NEW + "\n\n#endif")(grown)
    script(r"\n *kto_name_parse;", "\n kto_name_parse; kto_new;")(grown)
    library = stand_in.build(grown, grown, CC)
    expect("growth before it is written down", locks(grown, library), {"list", "layout", "types"})
    for name, arguments in (("abi.py", ("renew", "--cc", CC)), ("abi_types.py", ("renew", library))):
        done = tool(name, *arguments, "--root", grown)
        if done.returncode not in (0, 77):
            faults.append(f"growth: {name} refuses it:\n{done.stdout}{done.stderr}")
    expect("growth after it was written down", locks(grown, library), set())

print("\n".join(faults) if faults else f"locks: {len(BREAKS) + len(LEAKS)} breaks and one growth"
      + ("" if TYPES else "; abidw is missing, so `types` was not proven"))
sys.exit(1 if faults else 0)
