#!/usr/bin/env python3
"""Holds the documentation to the truth.

  check_docs.py ROOT KTO EXAMPLES_DIR

- Every ```cpp or ```c block after a line `<!-- examples/cpp/NAME.cpp -->` (c: examples/c/NAME.c) is that file, letter for
  letter, or, after `<!-- from examples/… -->`, whole lines of it (a folder may stand between); a ```text block that
  follows is what the built example prints. A ```cpp or ```c block without such a line is a fault.
- Every ```console block is run with bash in one empty folder a page (kto is on the PATH, examples/data is linked as
  `data`): lines that begin with `$ ` are commands, the others their output, stdout and stderr together. A line `…` stands
  for any lines; `… ` inside a line for any text; `# exit N` for the exit code of the command above when it is not 0.
- Every relative link leads to something that is there.
"""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

root, kto, examples = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(), Path(sys.argv[3]).resolve()
pages = sorted([*root.glob("*.md"), *root.glob("src/*.md"), *root.glob("bench/*.md"), *root.glob("docs/**/*.md")])
faults, checked = [], {"cpp": 0, "c": 0, "console": 0, "link": 0}
fence = re.compile(r"^```(\w*)\s*$")


def blocks(lines):
    """(language, first line number, text, line before the block) for each fenced block."""
    inside = None
    for number, line in enumerate(lines, 1):
        match = fence.match(line)
        if inside is None and match:
            before = next((l for l in reversed(lines[: number - 1]) if l.strip()), "")
            inside = (match.group(1), number, [], before)
        elif inside is not None and line.rstrip() == "```":
            yield inside[0], inside[1], "\n".join(inside[2]) + "\n", inside[3]
            inside = None
        elif inside is not None:
            inside[2].append(line)
    if inside is not None:
        faults.append(f"line {inside[1]}: a block without an end")


def matches(expected, actual):
    """Expected output lines against actual ones; `…` alone on a line stands for any number of lines."""
    pattern = ""
    for line in expected:
        if line.strip() == "…":
            pattern += r"(?:.*\n)*?"
        else:
            pattern += ".*".join(re.escape(piece) for piece in line.rstrip().split("…")) + r"[ \t]*\n"
    return re.fullmatch(pattern, "".join(l.rstrip() + "\n" for l in actual)) is not None


def run_console(page, number, text, folder):
    environment = {**os.environ, "PATH": f"{kto.parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    environment.pop("KTO_KEY_FILE", None)
    commands, current = [], None
    for line in text.splitlines():
        if line.startswith("$ "):
            current = [line[2:], [], 0]
            commands.append(current)
        elif current is None:
            faults.append(f"{page}:{number}: output before a command")
            return
        elif re.match(r"^# exit \d+$", line):
            current[2] = int(line.split()[-1])
        elif current[0].endswith("\\"):
            current[0] = current[0][:-1] + line
        else:
            current[1].append(line)
    for command, expected, code in commands:
        done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
        actual = done.stdout.decode("utf-8", "replace").splitlines()
        checked["console"] += 1
        if done.returncode != code:
            faults.append(f"{page}:{number}: `{command}` ended with {done.returncode}, not {code}:\n  " + "\n  ".join(actual))
        elif not matches(expected, actual):
            faults.append(f"{page}:{number}: `{command}` printed\n  " + "\n  ".join(actual))


for path in pages:
    page = path.relative_to(root).as_posix()
    lines = path.read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as folder:
        if (root / "examples/data").is_dir():
            os.symlink(root / "examples/data", Path(folder) / "data")
        example = None
        for language, number, text, before in blocks(lines):
            named = re.match(rf"^<!-- (from )?(examples/{language}/(?:\w+/)?(\w+)\.{language}) -->$", before.strip())
            if language in ("cpp", "c"):
                checked[language] += 1
                example = None
                whole = (root / named.group(2)).read_text(encoding="utf-8") if named else ""
                if not named:
                    faults.append(f"{page}:{number}: a block of {language} that names no file of examples/{language}/")
                elif whole != text if not named.group(1) else "\n" + text not in "\n" + whole:
                    faults.append(f"{page}:{number}: differs from {named.group(2)}")
                else:
                    example = named.group(3) if language == "cpp" else f"c_{named.group(3)}"
            elif language == "text" and example:
                done = subprocess.run([examples / f"example_{example}"], capture_output=True, timeout=120)
                if done.returncode != 0 or done.stdout.decode("utf-8") != text:
                    faults.append(f"{page}:{number}: example_{example} printed\n{done.stdout.decode('utf-8', 'replace')}")
                example = None
            elif language == "console":
                run_console(page, number, text, folder)
    inside = False
    for number, line in enumerate(lines, 1):
        if line.startswith("```"):
            inside = not inside
        if inside:
            continue
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", line):
            if re.match(r"^[a-z]+:", target):
                continue
            checked["link"] += 1
            if not (path.parent / target).exists():
                faults.append(f"{page}:{number}: the link {target} leads nowhere")

for name, count in checked.items():
    if count == 0:
        faults.append(f"no {name} was found to check: the check looks at the wrong folder")
print("\n".join(faults) if faults else "docs: " + ", ".join(f"{count} {name}" for name, count in checked.items()))
sys.exit(1 if faults else 0)
