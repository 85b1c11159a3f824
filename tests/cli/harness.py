"""Runs the command kto in an empty folder and holds its output to golden files. Everybody here is invented."""
import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

KTO = ROOT = None  # set by run.py
WRITE_GOLDEN = False
DONE, BAD_ROWS, USAGE, FAILED = 0, 1, 2, 3

HEADINGS = "ID;Организация;Регион;Фамилия;Имя;Отчество;СНИЛС;Дата рождения;Пол;Роль"
ROW = "1;МБОУ СОШ №900;38;Соловьев;Петр;Семенович;276-488-905 42;01.01.1975;М;Родитель"


def person(name=("Соловьёв", "Пётр", "Семёнович"), snils="276-488-905 42", oid=1000500001, **more):
    """A confirmed person's request."""
    fields = dict(zip(("lastName", "firstName", "middleName"), name), snils=snils, trusted=True, status="REGISTERED")
    token = {"iss": "http://esia.gosuslugi.ru/", "sub": oid,
             "urn:esia:sbj": {"urn:esia:sbj:oid": oid, "urn:esia:sbj:typ": "P", "urn:esia:sbj:is_tru": True}}
    return {"request_id": "q", "region": "38", "person": fields, "id_token": token, "scope": "fullname snils", **more}


def as_lines(requests):
    return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in requests).encode()


class Result:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    @property
    def text(self):
        return self.out.decode()

    @property
    def complaint(self):
        return self.err.decode()

    @property
    def objects(self):
        """Standard output as JSON lines."""
        lines = self.out.decode().split("\n")
        assert lines.pop() == "", "the last line has no end"
        return [json.loads(line) for line in lines]


class Case(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="kto-cli-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def environment(self, **more):
        # LC_ALL=C on purpose: the command must not depend on the locale of its user.
        known = {k: v for k, v in os.environ.items() if k not in ("KTO_KEY_FILE", "LANG", "LC_ALL", "LANGUAGE")}
        return {**known, "LC_ALL": "C", **more}

    def kto(self, *arguments, input=b"", env=None, code=None, **more):
        if isinstance(input, str):
            input = input.encode()
        done = subprocess.run([str(KTO), *map(str, arguments)], input=input, capture_output=True, cwd=self.folder,
                              env=self.environment(**(env or {})), timeout=300, **more)
        result = Result(done.returncode, done.stdout, done.stderr)
        if code is not None:
            self.assertEqual(result.code, code, f"{arguments}: {result.err!r} {result.out[:2000]!r}")
        return result

    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    def key(self, name="a.kto-key"):
        self.kto("key", "create", name, code=DONE)
        return name

    def store(self, content=None, name="s.db", **options):
        """A sealed store with one roster in it: the arguments that open it."""
        key = self.key(f"{name}.kto-key")
        opened = ["--store", f"sqlite:{name}", "--key", key]
        roster = self.file(f"{name}.csv", content if content is not None else f"{HEADINGS}\n{ROW}\n")
        self.kto("import", *opened, roster, code=options.get("code", DONE))
        return opened

    def golden(self, name, actual):
        path = ROOT / "tests" / "cli" / "golden" / name
        if WRITE_GOLDEN:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(actual)
        self.assertEqual(actual.decode(), path.read_bytes().decode(), f"golden/{name}: see run.py --write-golden")

    def one_line_complaint(self, result, *words):
        """Standard error is one line, and says these words."""
        self.assertRegex(result.complaint, r"\Akto: [^\n]+\n\Z")
        for word in words:
            self.assertIn(word, result.complaint)
