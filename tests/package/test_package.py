#!/usr/bin/env python3
"""Makes the Debian packages, installs them into a root of their own, builds the examples against them, removes them.

  test_package.py BUILD          with KTO_PACKAGE_TEST=1 or CI=true, and as root: also into the system, and out again

Nothing of this needs root but the last; dpkg keeps its lists in the same root, so the system's are not touched.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import old_and_new

ROOT, BUILD = Path(__file__).resolve().parents[2], Path(sys.argv[1]).resolve()
PACKAGES = ("libkto1", "libkto-dev", "kto")
LIBRARIES = {"libboost-locale1.74.0", "libc6", "libicu72", "libsodium23", "libsqlite3-0", "libstdc++6"}
# Every path of a package matches one of its patterns, and every pattern a path.
LIB = r"usr/lib/[^/]+"
CONTENTS = {
    "libkto1": [rf"{LIB}/libkto\.so\.\d+\.\d+\.\d+", rf"{LIB}/libkto\.so\.1"],
    "libkto-dev": [rf"{LIB}/libkto\.so", rf"{LIB}/libkto\.a", rf"{LIB}/pkgconfig/kto\.pc",
                   rf"{LIB}/cmake/kto/kto-(config|config-version|shared|shared-release)\.cmake",
                   r"usr/include/kto/\w+\.hpp", r"usr/include/kto/kto(_unstable)?\.h", r"usr/share/kto/api\.tsv",
                   r"usr/bin/kto-conformance"],
    "kto": [r"usr/bin/kto"],
}
faults, said = [], []


def sh(*command, **more):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, **more)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def make(folder):
    """name → file of the packages; their metadata and contents are judged."""
    sh("cpack", "-G", "DEB", "-B", folder, cwd=BUILD)
    field = lambda file, name: sh("dpkg-deb", "-f", file, name).strip()
    debs = {field(f, "Package"): f for f in sorted(folder.glob("*.deb"))}
    if set(debs) != set(PACKAGES):
        raise SystemExit(f"packages made: {', '.join(debs)}")
    version = re.search(r"project\(kto VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text(encoding="utf-8"))[1]
    for name, file in debs.items():
        depends = {d.split()[0]: d for d in field(file, "Depends").split(", ")}
        if field(file, "Version") != version:
            faults.append(f"{name}: version {field(file, 'Version')}, not {version}")
        if LIBRARIES - depends.keys():
            faults.append(f"{name}: does not depend on {', '.join(sorted(LIBRARIES - depends.keys()))}")
        if name == "libkto-dev" and depends.get("libkto1") != f"libkto1 (= {version})":
            faults.append(f"{name}: depends on {', '.join(depends.values())}")
        lines = [l.split(None, 5) for l in sh("dpkg-deb", "-c", file).splitlines()]
        if any(l[1] != "root/root" for l in lines):
            faults.append(f"{name}: somebody but root owns a file")
        paths = {l[5].split(" -> ")[0].removeprefix("./") for l in lines if not l[0].startswith("d")}
        patterns = CONTENTS[name] + [rf"usr/share/doc/{name}/copyright"]
        for pattern in patterns:
            if not any(re.fullmatch(pattern, p) for p in paths):
                faults.append(f"{name}: nothing in it is {pattern}")
        stray = [p for p in paths if not any(re.fullmatch(r, p) for r in patterns)]
        if stray:
            faults.append(f"{name}: holds {', '.join(sorted(stray))}")
    said.append(", ".join(f"{f.name} {f.stat().st_size // 1024} KiB" for f in debs.values()))
    return debs


def files_below(folder):
    return {p for p in folder.rglob("*") if not p.is_dir() and "var/lib/dpkg" not in str(p.relative_to(folder))}


def dpkg(root, *arguments):
    """dpkg in a root of its own: its lists are there; what the system's packages would give is forced aside. The
    scripts find an ldconfig that only notes its call, so that the system's cache is left alone."""
    return sh("dpkg", f"--root={root}", f"--log={root}/var/lib/dpkg/log", "--force-not-root", "--force-depends",
              "--force-script-chrootless", *arguments, env={**os.environ, "PATH": f"{root}.bin:{os.environ['PATH']}"})


def empty_root(root):
    for folder in ("updates", "info", "triggers"):
        (root / "var/lib/dpkg" / folder).mkdir(parents=True)
    (root / "var/lib/dpkg/status").touch()
    ldconfig = Path(f"{root}.bin/ldconfig")
    ldconfig.parent.mkdir()
    ldconfig.write_text(f"#!/bin/sh\necho called >>{root}.ldconfig\n")
    ldconfig.chmod(0o755)


def stripped(file):
    return ".debug_info" not in sh("readelf", "-S", file)


def check_installed(usr):
    """The command runs and says its version; the library has its name, and nothing carries debug information."""
    library = next(usr.glob("lib/*/libkto.so.1"))
    if "SONAME" not in (dynamic := sh("readelf", "-d", library)) or "[libkto.so.1]" not in dynamic:
        faults.append("the SONAME is not libkto.so.1")
    if "RPATH" in dynamic or "RUNPATH" in dynamic:
        faults.append("the library carries a run path")
    for file in (library, usr / "bin/kto", usr / "bin/kto-conformance", library.parent / "libkto.a"):
        if not stripped(file):
            faults.append(f"{file.name}: debug information is in the package")
    if not re.search(r"\d+\.\d+\.\d+", sh(usr / "bin/kto", "--version")):
        faults.append("kto --version says no version")
    return library.parent


def expect_answer(what, command, **more):
    answer = sh(*command, **more)
    if not re.fullmatch(r"sign_in: [^\n]+\npersona 1005\n", answer):
        faults.append(f"{what} answered:\n{answer}")


def use_cmake(folder, usr):
    """find_package(kto): C and C++, shared and archive; and a project that knows no C++."""
    examples = folder / "examples"
    shutil.copytree(ROOT / "examples/c", examples / "c")
    shutil.copytree(ROOT / "examples/cpp", examples / "cpp")
    for kind, programs in (("all", ("c_shared", "c_static", "cpp_core")), ("c_only", ("c_shared",))):
        build = folder / kind
        sh("cmake", "-G", "Ninja", "-S", ROOT / "tests/package/consumer", "-B", build, f"-DCMAKE_PREFIX_PATH={usr}",
           f"-DEXAMPLES={examples}", f"-DC_ONLY={'ON' if kind == 'c_only' else 'OFF'}")
        found = re.search(r"^kto_DIR:PATH=(.*)$", (build / "CMakeCache.txt").read_text(), re.M)[1]
        if not Path(found).is_relative_to(usr):
            raise SystemExit(f"another kto was found, in {found}")
        sh("cmake", "--build", build, "-j", "2")
        for program in programs:
            expect_answer(f"find_package, {program}", [build / program])


def pkg_config(lib, *arguments):
    environment = {**os.environ, "PKG_CONFIG_PATH": str(lib / "pkgconfig")}
    return sh("pkg-config", *arguments, "kto", env=environment).split()


def use_pkg_config(folder, lib):
    """pkg-config and a bare C compiler: shared, and with the archive."""
    source = ROOT / "examples/c/first_answer.c"
    cc = ["cc", "-std=c11", "-Wall", "-Wextra", "-Werror", *pkg_config(lib, "--cflags"), source, "-o"]
    sh(*cc, folder / "shared", *pkg_config(lib, "--libs"))
    expect_answer("pkg-config", [folder / "shared"], env={**os.environ, "LD_LIBRARY_PATH": str(lib)})
    static = ["-l:libkto.a" if word == "-lkto" else word for word in pkg_config(lib, "--static", "--libs")]
    sh(*cc, folder / "static", *static)
    expect_answer("pkg-config --static", [folder / "static"])
    if "libkto" in sh("readelf", "-d", folder / "static"):
        faults.append("pkg-config --static: the program still needs libkto.so")


def into_the_system(folder, debs):
    """The same once more for real, where somebody asked for it; whatever happens, the packages go again."""
    asked = os.environ.get("KTO_PACKAGE_TEST") == "1" or os.environ.get("CI") == "true"
    installed = lambda: [p for p in PACKAGES if "install ok" in subprocess.run(
        ["dpkg-query", "-W", "-f=${Status}", p], capture_output=True, text=True).stdout]
    if not asked or os.geteuid() != 0 or installed():
        why = f"{', '.join(installed())} is installed" if installed() else "it wants KTO_PACKAGE_TEST=1 and root"
        said.append(f"not installed into the system: {why}")
        return
    try:
        sh("dpkg", "-i", *debs.values())
        sh("kto", "--version")
        sh("cc", "-std=c11", ROOT / "examples/c/first_answer.c", "-o", folder / "system", "-lkto")
        expect_answer("installed into the system", [folder / "system"])
    finally:
        subprocess.run(["dpkg", "--purge", *PACKAGES], capture_output=True)
    left = [p for p in ("/usr/include/kto", "/usr/bin/kto", "/usr/share/kto") if Path(p).exists()]
    if installed() or left:
        faults.append(f"left in the system: {', '.join(installed() + left)}")
    said.append("installed into the system and removed")


with tempfile.TemporaryDirectory() as top:
    top = Path(top)
    debs = make(top / "debs")
    root = top / "root"
    empty_root(root)
    dpkg(root, "-i", *debs.values())
    lib = check_installed(root / "usr")
    for name, work in (("cmake", lambda f: use_cmake(f, root / "usr")), ("pkg-config", lambda f: use_pkg_config(f, lib))):
        (top / name).mkdir()
        work(top / name)
    private = [w for w in pkg_config(lib, "--static", "--libs") if w != "-lkto" and not w.startswith("-L")]
    faults += old_and_new.check(top / "versions", root / "usr/include", lib, ROOT / "bindings/c/kto.map", private)
    dpkg(root, "--purge", *PACKAGES)
    if left := files_below(root):
        faults.append(f"left after removal: {', '.join(sorted(map(str, left)))}")
    if Path(f"{root}.ldconfig").read_text().splitlines() != ["called", "called"]:
        faults.append("ldconfig was not called once by installing and once by removing the library")
    into_the_system(top, debs)

print("\n".join(faults) if faults else "package: " + "; ".join(said))
sys.exit(1 if faults else 0)
