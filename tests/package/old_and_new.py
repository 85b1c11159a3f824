"""An old program on a new library, and a new program on an old library.

The new library is made of the installed archive and one function more, in a node of its own as the next minor version
would have it. The old program does not see it; the new one is told by the loader that the old library has no such
version, before a line of it runs.
"""
import os
import subprocess

NEXT = """#include "kto/kto.h"
__attribute__((visibility("default"))) int32_t kto_next(void);
int32_t kto_next(void) { return KTO_VERSION_NUMBER + 1; }
"""
OLD_PROGRAM = """#include <stdio.h>
#include "kto/kto.h"
int main(void) {
  kto_name* name = NULL;
  kto_text line = {"Soloviov Piotr", 14};
  if (kto_name_parse(line, &name, NULL) != KTO_OK) return 1;
  printf("%d notes\\n", (int)kto_name_note_count(name) >= 0);
  kto_name_free(name);
  return 0;
}
"""
NEW_PROGRAM = """#include <stdio.h>
#include "kto/kto.h"
int32_t kto_next(void);
int main(void) {
  puts("begun");
  return kto_next() == KTO_VERSION_NUMBER + 1 ? 0 : 1;
}
"""


def run(program, library_folder):
    environment = {**os.environ, "LD_LIBRARY_PATH": str(library_folder), "LC_ALL": "C"}
    return subprocess.run([program], capture_output=True, text=True, env=environment)


def check(folder, include, library_folder, version_script, private_libraries, compiler="cc"):
    """Faults, as text; `private_libraries` are those of pkg-config --static."""
    newer = folder / "newer"
    newer.mkdir(parents=True)
    (folder / "next.c").write_text(NEXT)
    (folder / "old.c").write_text(OLD_PROGRAM)
    (folder / "new.c").write_text(NEW_PROGRAM)
    script = folder / "newer.map"
    script.write_text(version_script.read_text(encoding="utf-8") + "\nKTO_0.2 { global: kto_next; } KTO_0.1;\n")
    build = lambda *arguments: subprocess.run([compiler, "-std=c11", f"-I{include}", *arguments], check=True)
    build("-fPIC", "-shared", folder / "next.c", "-o", newer / "libkto.so.1", "-Wl,-soname,libkto.so.1",
          f"-Wl,--version-script,{script}", "-Wl,--whole-archive", library_folder / "libkto.a",
          "-Wl,--no-whole-archive", *private_libraries)
    build(folder / "old.c", "-o", folder / "old", library_folder / "libkto.so.1")
    build(folder / "new.c", "-o", folder / "new", newer / "libkto.so.1")

    faults = []
    for where in (library_folder, newer):
        done = run(folder / "old", where)
        if (done.returncode, done.stdout) != (0, "1 notes\n"):
            faults.append(f"the old program on {where.name}: {done.returncode}\n{done.stdout}{done.stderr}")
    done = run(folder / "new", newer)
    if (done.returncode, done.stdout) != (0, "begun\n"):
        faults.append(f"the new program on the new library: {done.returncode}\n{done.stdout}{done.stderr}")
    done = run(folder / "new", library_folder)
    if done.returncode == 0 or "begun" in done.stdout or "KTO_0.2" not in done.stderr:
        faults.append(f"the new program on the old library was not told so: {done.returncode}\n{done.stderr}")
    return faults
