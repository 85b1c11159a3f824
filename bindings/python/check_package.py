#!/usr/bin/env python3
"""The two ways of packaging, each into an empty virtual environment and used outside the source tree.

  check_package.py cmake CMAKE BUILD SITE      `cmake --install BUILD --component python`: wants no index
  check_package.py index                       sdist, a wheel from that sdist, `pip install` of the wheel

When no index answers, or KTO_NO_INDEX is set, the second says so and ends with 77 (ctest: skipped). Which index that
is, is pip's business (its configuration)."""
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
# What somebody does who has just installed it: -I keeps the folder and PYTHONPATH out.
SMOKE = '''
import importlib.metadata, pathlib, sys
import kto, kto.columns, kto.testing
here = pathlib.Path(kto.__file__).resolve()
assert pathlib.Path(sys.argv[1]).resolve() in here.parents, here
assert importlib.metadata.version("kto") == kto.__version__ == sys.argv[2], importlib.metadata.version("kto")
assert (here.parent / "py.typed").is_file() and (here.parent / "_kto.pyi").is_file()
rows = [{"id": "2004", "surname": "Соловьев", "given": "Петр", "snils": "276-488-905 42", "role": "Родитель"}]
claims = {"trusted": True, "lastName": "Соловьёв", "firstName": "Пётр", "snils": "276-488-905 42"}
folder = pathlib.Path(sys.argv[3])
kto.create_key(folder / "school.kto-key")
with kto.open(folder / "school.db", key_file=folder / "school.kto-key", create=True) as store:
    assert store.import_roster(rows, region=38, organisation="1").inserted == 1
    outcome = kto.Resolver(store, at="2024-10-01").resolve(kto.Identity.from_esia(claims, verified=True))
    assert outcome.verdict is kto.Verdict.SIGN_IN, outcome
    assert "вош" in outcome.text("ru").lower() or outcome.text("ru") != outcome.text("en")
for name in ("pandas", "polars", "arrow"):
    try:
        __import__("kto." + name)
    except ImportError as error:
        assert "not installed" in str(error), error
print("used from", here.parent.name, "version", kto.__version__)
'''


def run(*words, **more):
    done = subprocess.run([str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **more)
    if done.returncode != 0:
        sys.stdout.write(done.stdout.decode("utf-8", "replace"))
        sys.exit(f"package: {' '.join(str(word) for word in words[:4])} … ended with {done.returncode}")
    return done.stdout.decode("utf-8", "replace")


def clean_environment():
    gone = ("PYTHONPATH", "PYTHONHASHSEED", "KTO_KEY_FILE")
    return {name: value for name, value in os.environ.items() if name not in gone}


def version():
    text = (SOURCE / "CMakeLists.txt").read_text(encoding="utf-8")
    return text.split("project(kto VERSION ")[1].split()[0]


def use(python, inside, work):
    """The smoke test, every example of every docstring, and the command."""
    work.mkdir()
    environment = clean_environment()
    print(run(python, "-I", "-c", SMOKE, inside, version(), work, cwd=work, env=environment).strip())
    print(run(python, "-I", HERE / "tests" / "run_doctests.py", cwd=work, env=environment).strip())
    told = run(python, "-I", "-m", "kto", "--version", cwd=work, env=environment)
    assert version() in told, told


def python_of(folder):
    return folder / "bin" / "python"


def without_index(work, cmake, build, site_below):
    venv.create(work / "venv", with_pip=False, symlinks=True)
    run(cmake, "--install", build, "--component", "python", "--prefix", work / "prefix")
    site = work / "prefix" / site_below
    [packages] = (work / "venv" / "lib").glob("python*/site-packages")
    (packages / "kto-of-the-test.pth").write_text(f"{site}\n", encoding="utf-8")
    top = {path.name for path in site.iterdir()}
    assert top == {"kto", f"kto-{version()}.dist-info"}, top
    same_metadata(site / f"kto-{version()}.dist-info" / "METADATA")
    use(python_of(work / "venv"), site, work / "elsewhere")
    return 0


def same_metadata(path):
    """What pyproject.toml says of the project, the metadata of the other way says as well."""
    try:
        import tomllib
    except ImportError:  # before Python 3.11
        return
    project = tomllib.loads((SOURCE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = path.read_text(encoding="utf-8").splitlines()
    wanted = [f"Name: {project['name']}", f"Summary: {project['description']}", f"License: {project['license']['text']}",
              f"Requires-Python: {project['requires-python']}"]
    wanted += [f"Classifier: {classifier}" for classifier in project["classifiers"]]
    assert [line for line in lines if not line.startswith(("Metadata-Version:", "Version:"))] == wanted


def index_answers(work):
    """Asks pip for one small package, and waits for no more than a few seconds."""
    if os.environ.get("KTO_NO_INDEX"):
        return "KTO_NO_INDEX is set"
    if subprocess.run([sys.executable, "-c", "import ensurepip"], stderr=subprocess.DEVNULL).returncode != 0:
        return "this Python has no ensurepip (Debian: python3-venv)"
    venv.create(work / "builder", with_pip=True, symlinks=True)
    try:
        asked = subprocess.run([python_of(work / "builder"), "-m", "pip", "download", "-q", "--no-deps", "--timeout", "5",
                                "--retries", "0", "--disable-pip-version-check", "-d", work / "probe", "pybind11>=2.13"],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60, env=clean_environment())
    except subprocess.TimeoutExpired:
        return "no package index answers"
    return None if asked.returncode == 0 else "no package index answers"


def with_index(work):
    why_not = index_answers(work)
    if why_not is not None:
        print(f"did not run: sdist and wheel ({why_not})")
        return 77
    environment = clean_environment()
    environment.setdefault("CMAKE_BUILD_PARALLEL_LEVEL", "2")
    # The archive is unpacked below `work`; there ccache may know what it compiled in the source tree.
    environment.update(TMPDIR=str(work), CCACHE_BASEDIR=str(work))
    pip = [python_of(work / "builder"), "-m", "pip", "--disable-pip-version-check", "-q"]
    run(*pip, "install", "build", env=environment)
    # Warnings are errors here, as in every other build of ours (and ccache knows those objects).
    run(python_of(work / "builder"), "-m", "build", "--outdir", work / "dist", SOURCE,
        "-Ccmake.define.KTO_WERROR=ON", env=environment)
    [wheel] = (work / "dist").glob("kto-*.whl")
    assert len(list((work / "dist").glob("kto-*.tar.gz"))) == 1
    venv.create(work / "wheel-venv", with_pip=False, symlinks=True)
    run(*pip, "--python", python_of(work / "wheel-venv"), "install", "--no-deps", "--no-index", wheel, env=environment)
    print(wheel.name.split("-")[-1])
    use(python_of(work / "wheel-venv"), work / "wheel-venv", work / "elsewhere")
    return 0


def main(way, *arguments):
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder).resolve()
        return {"cmake": without_index, "index": with_index}[way](work, *arguments)


sys.exit(main(*sys.argv[1:]))
