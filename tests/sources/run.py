#!/usr/bin/env python3
"""The tests of the example sources (examples/c/sources): run.py CONFORMANCE RESOLVE_WITH PLUGINS KTO ROOT

Both sources, loaded with the suite's people, must pass kto-conformance; over the public vectors' roster both must give
the expected verdicts, and the very answers of `kto resolve`. What is broken is told by its code when it is opened."""
import contextlib
import csv
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import load

CONFORMANCE, RESOLVE_WITH, PLUGINS, KTO, ROOT = (Path(a).resolve() for a in sys.argv[1:6])
VECTORS = ROOT / "tests/vectors/signin"
KINDS = {"sqlite": ("source_sqlite", load.load_sqlite), "sorted": ("source_sorted_file", load.load_sorted)}
DAY = "2024-10-01"


class Sources(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="kto-sources-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def run_in_folder(self, *words, stdin=b""):
        return subprocess.run([str(word) for word in words], cwd=self.folder, input=stdin, capture_output=True, timeout=300)

    def loaded(self, kind, roster):
        path = self.folder / f"people.{kind}"
        path.unlink(missing_ok=True)
        KINDS[kind][1](load.people(KTO, roster), path)
        return path

    def conformance(self, kind, path):
        return self.run_in_folder(CONFORMANCE, "source", PLUGINS / f"example_{KINDS[kind][0]}.so", path)

    def resolve(self, kind, path):
        return self.run_in_folder(RESOLVE_WITH, f"{kind}:{path}", DAY, stdin=(VECTORS / "requests.jsonl").read_bytes())

    def test_conformance(self):
        roster = self.folder / "roster.csv"
        roster.write_bytes(self.run_in_folder(CONFORMANCE, "roster").stdout)
        for kind in KINDS:
            with self.subTest(kind):
                path = self.loaded(kind, roster)
                done = self.conformance(kind, path)
                self.assertEqual((done.returncode, done.stderr), (0, b""), done.stdout.decode())
                self.assertIn(b"kept", done.stdout)
                # With one guardian lost it is told.
                if kind == "sqlite":
                    with contextlib.closing(sqlite3.connect(path)) as db:
                        db.execute("DELETE FROM keeper WHERE place = 1")
                        db.commit()
                else:
                    path.write_bytes(path.read_bytes().replace(b"1001\x1e1003\x1e", b"1001\x1e"))
                self.assertRegex(self.conformance(kind, path).stdout, rb"BROKEN persona\.guardians")

    def test_vectors(self):
        with open(VECTORS / "expected.tsv", encoding="utf-8") as table:
            expected = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
        key, store = self.folder / "k", f"sqlite:{self.folder / 's.db'}"
        self.assertEqual(self.run_in_folder(KTO, "key", "create", key).returncode, 0)
        self.assertEqual(self.run_in_folder(KTO, "import", "--store", store, "--key", key, VECTORS / "roster.csv").returncode, 0)
        ours = self.run_in_folder(KTO, "resolve", "--store", store, "--key", key, "--at", DAY, VECTORS / "requests.jsonl").stdout
        for kind in KINDS:
            with self.subTest(kind):
                done = self.resolve(kind, self.loaded(kind, VECTORS / "roster.csv"))
                self.assertEqual((done.returncode, done.stderr), (0, b""))
                answers = [load.json.loads(line) for line in done.stdout.splitlines()]
                self.assertEqual([(a["request_id"], a["verdict"], ",".join(p["id"] for p in a["personas"])) for a in answers],
                                 [(e["request_id"], e["verdict"], e["personas"] or "") for e in expected])
                self.assertEqual(done.stdout, ours)

    def opened(self, kind, path, code):
        done = self.resolve(kind, path)
        self.assertEqual((done.returncode, done.stdout, done.stderr.decode()), (3, b"", f"resolve_with: the source: {code}\n"))

    def test_sorted_files_that_are_none(self):
        path = self.loaded("sorted", VECTORS / "roster.csv")
        good = path.read_bytes()
        lines = good.splitlines(keepends=True)
        for content, code in ((good[:-1], "file_truncated"), (b"".join(reversed(lines)), "store_corrupt"),
                              (b"".join([lines[0], *lines]), "store_corrupt"), (lines[0] + b"\n", "store_corrupt"),
                              (good.replace(b"\t", b" ", 1), "store_corrupt"), (good.replace(b"\t", b"\t\t", 1), "store_corrupt"),
                              (b"x" + good[1:], "store_corrupt"), (b"\n", "store_corrupt"), (b"\0" * 4096, "file_truncated")):
            path.write_bytes(content)
            self.opened("sorted", path, code)
        self.opened("sorted", self.folder / "none", "file_not_found")
        self.opened("sorted", self.folder, "file_read")
        self.opened("sorted", "", "bad_argument")
        path.write_bytes(b"")  # nobody is no error
        self.assertEqual(self.resolve("sorted", path).returncode, 0)

    def test_tables_that_are_none(self):
        path = self.loaded("sqlite", VECTORS / "roster.csv")
        self.opened("sqlite", self.folder / "none", "file_not_found")
        self.opened("sqlite", "", "bad_argument")
        path.write_bytes(b"x" * 8192)
        self.opened("sqlite", path, "not_a_database")
        path.unlink()
        with contextlib.closing(sqlite3.connect(path)) as db:
            db.execute("CREATE TABLE person(person_id INTEGER)")
            db.commit()
        self.opened("sqlite", path, "store_failed")

    def test_a_row_that_is_none_fails_the_question(self):
        """Nobody is signed in around a broken row, and nothing of it is told."""
        for change, code in (("UPDATE person SET fam = '', im = ''", "empty"), ("UPDATE person SET born = '1.1.1980'", "store_corrupt"),
                             ("UPDATE person SET fam = 'Канарейкин' || char(8238)", "bidi_control"),
                             ("UPDATE post SET since = '2024-13-01'", "bad_date"), ("UPDATE keeper SET card = ''", None)):
            path = self.loaded("sqlite", VECTORS / "roster.csv")
            with contextlib.closing(sqlite3.connect(path)) as db:
                db.execute(change)
                db.commit()
            done = self.resolve("sqlite", path)
            expected = (0, "") if code is None else (3, f"resolve_with: a request: {code}\n")
            self.assertEqual((done.returncode, done.stderr.decode()), expected, change)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[6:]], verbosity=2)
