"""What people really feed to a command: other encodings, broken files, other keys, folders that cannot be written."""
import os
import shutil
import sqlite3
import struct
import subprocess
import unittest
import zlib

import harness
from harness import BAD_ROWS, DONE, FAILED, HEADINGS, ROW, USAGE, Case

ROSTER = f"{HEADINGS}\r\n{ROW}\r\n2;МБОУ СОШ №900;38;Ким;Алексей;;342-932-447 76;15.04.1988;М;Родитель\r\n"


def picture():
    """A small PNG, made by hand."""
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + bytes((x * y) % 256 for x in range(192)) for y in range(64))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b""))


class Rosters(Case):
    def imported(self, content, *options, code=DONE):
        """A new store and the summary of the import into it."""
        name = f"s{len(list(self.folder.iterdir()))}"
        key = self.key(f"{name}.kto-key")
        opened = ["--store", f"sqlite:{name}.db", "--key", key]
        result = self.kto("import", *opened, "--json", *options, self.file(f"{name}.csv", content), code=code)
        return opened, result

    def test_encodings(self):
        answers = set()
        for encoding, bom, name in (("cp1251", b"", "windows-1251"), ("utf-8", b"", "UTF-8"), ("utf-8", b"\xef\xbb\xbf", "UTF-8"),
                                    ("utf-16-le", b"\xff\xfe", "UTF-16LE"), ("utf-16-be", b"\xfe\xff", "UTF-16BE"),
                                    ("utf-16-le", b"", "UTF-16LE")):
            with self.subTest(f"{encoding} {bom!r}"):
                opened, result = self.imported(bom + ROSTER.encode(encoding))
                summary = result.objects[-1]["summary"]
                self.assertEqual((summary["inserted"], summary["rejected"]), (2, 0))
                self.assertEqual(summary["files"][0]["encoding"].lower(), name.lower())
                answers.add(self.kto("resolve", *opened, "--at", "2024-10-01", input=harness.as_lines([harness.person()]), code=DONE).out)
        self.assertEqual(len(answers), 1)
        self.assertIn(b'"verdict":"sign_in"', answers.pop())

    def test_stated_shape(self):
        table = ROSTER.replace(";", "\t").replace("СНИЛС", "Номер карточки").encode("cp1251")
        _, result = self.imported(table, "--encoding", "windows-1251", "--separator", "tab", "--format", "csv",
                                  "--column", "snils=Номер карточки")
        self.assertIn("snils", result.objects[-1]["summary"]["files"][0]["fields"])
        _, result = self.imported(table, "--column", "snils=7")
        self.assertIn("snils", result.objects[-1]["summary"]["files"][0]["fields"])

    def test_files_that_are_no_roster(self):
        other = b"PK\x03\x04" + os.urandom(4000)
        for name, content in (("empty", b""), ("picture", picture()), ("archive", other), ("zeros", bytes(5000)),
                              ("prose", "Просто письмо, а не таблица.\nС уважением\n".encode("cp1251")),
                              ("headings only", f"{HEADINGS}\n".encode()),
                              ("cut utf-16", b"\xff\xfe" + ROSTER.encode("utf-16-le")[:-1])):
            with self.subTest(name):
                opened = self.store(name=f"{name.replace(' ', '-')}.db")
                bad = self.file("bad.csv", content)
                result = self.kto("import", *opened, "--json", bad, code=FAILED)
                self.one_line_complaint(result, "bad.csv", "ничего не изменено")
                self.assertNotIn('"summary"', result.text)
                self.assertEqual(self.kto("check", *opened, "--json", code=DONE).objects[0]["personas"], 1)
                # One bad file of two: nothing of the good one is kept.
                good = self.file("good.csv", ROSTER)
                self.kto("import", *opened, good, bad, code=FAILED)
                self.assertEqual(self.kto("check", *opened, "--json", code=DONE).objects[0]["personas"], 1)

    def test_a_bad_row_among_good_ones(self):
        bad = "3;МБОУ СОШ №900;38;;;;153-321-545 98;01.01.1990;М;Родитель\n"
        opened, result = self.imported(ROSTER + bad, code=BAD_ROWS)
        issue = [o for o in result.objects if o.get("rejected")]
        self.assertEqual([(i["line"], i["code"]) for i in issue], [(4, "name_missing")])
        self.assertEqual(result.objects[-1]["summary"]["inserted"], 2)
        human = self.kto("import", *opened, self.file("again.csv", ROSTER + bad), code=BAD_ROWS).text
        self.assertRegex(human, r"(?m)^again\.csv:4:\d+ name_missing ")

    def test_standard_input_and_several_files(self):
        key = self.key()
        first = self.file("first.csv", f"{HEADINGS}\n{ROW}\n")
        second = ROSTER.split("\r\n")
        result = self.kto("import", "--store", "sqlite:s.db", "--key", key, "--json", first, "-",
                          input=f"{HEADINGS}\n{second[2]}\n", code=DONE)
        self.assertEqual(result.objects[-1]["summary"]["inserted"], 2)
        self.assertEqual([f["file"] for f in result.objects[-1]["summary"]["files"]], ["first.csv", "-"])

    def test_json_lines(self):
        line = '{"id":"7","organisation":"МБОУ СОШ №900","region":"38","surname":"Ким","given":"Алексей","snils":"342-932-447 76"}\n'
        _, result = self.imported(line)
        summary = result.objects[-1]["summary"]
        self.assertEqual((summary["inserted"], summary["files"][0]["format"], summary["files"][0]["separator"]), (1, "jsonl", None))

    def test_missing_files(self):
        opened = self.store()
        for call in (["import", *opened, "no.csv"], ["resolve", *opened, "no.csv"]):
            self.one_line_complaint(self.kto(*call, code=FAILED), "no.csv", "file_not_found")
        for call in (["import", *opened, "."], ["resolve", *opened, "."]):
            self.one_line_complaint(self.kto(*call, code=FAILED), "file_read")

    def test_full(self):
        rows = [f"{i};О;38;Ким;Алексей{'а' * i};;;01.01.1990;М;Родитель" for i in range(1, 11)]
        opened = self.store("\n".join([HEADINGS, *rows]) + "\n")
        seven, nine = (self.file(f"{n}.csv", "\n".join([HEADINGS, *rows[:n]]) + "\n") for n in (7, 9))
        result = self.kto("import", *opened, "--full", "--organisation", "О", "--json", seven, code=USAGE)
        self.one_line_complaint(result, "--yes", "needs_confirmation", "3", "10")
        self.assertEqual([o["archive"]["id"] for o in result.objects if "archive" in o], ["10", "8", "9"])
        summary = lambda *call: self.kto("import", *opened, "--json", *call, code=DONE).objects[-1]["summary"]
        self.assertEqual(summary("--dry-run", "--full", "--organisation", "О", nine)["archived"], 1)
        self.assertEqual(summary("--full", "--organisation", " О\u00a0 ", nine)["archived"], 1)  # as a cell of the file
        for nothing in ("", " \t", "О\u202e", "О" * 257, "\udcff"):
            self.kto("import", *opened, "--full", "--organisation", nothing, nine, code=USAGE)
        self.assertEqual(summary("--full", "--organisation", "О", "--yes", seven)["archived"], 2)
        self.assertEqual(summary(seven)["archived"], 0)
        # Not more than a fifth, but a rejected row may be one of those whom the file lacks.
        opened = self.store("\n".join([HEADINGS, *rows]) + "\n", name="ten.db")
        bad = self.file("bad.csv", "\n".join([HEADINGS, *rows[:8], "9;О;38;;;;;;;"]) + "\n")
        result = self.kto("import", *opened, "--full", "--organisation", "О", "--lang", "en", bad, code=USAGE)
        self.one_line_complaint(result, "2 of 10", "rows that were rejected", "needs_confirmation")

    def test_the_file_that_is_at_fault_is_named(self):
        opened = self.store()
        good, bad = self.file("good.csv", ROSTER), self.file("bad.csv", picture())
        self.one_line_complaint(self.kto("import", *opened, good, bad, code=FAILED), "kto: bad.csv:")
        self.one_line_complaint(self.kto("import", *opened, bad, good, code=FAILED), "kto: bad.csv:")

    def test_match_by_number(self):
        table = "Фамилия;Имя;СНИЛС;Дата рождения;Роль\nКим;Алексей;342-932-447 76;01.01.1990;Родитель\n"
        _, result = self.imported(table, "--match-by", "number", "--region", "38", "--organisation", "О")
        given = [o["new_id"] for o in result.objects if "new_id" in o]
        self.assertEqual(len(given), 1)
        self.assertEqual((given[0]["line"], given[0]["region"], given[0]["organisation"]), (2, "38", "О"))
        self.assertTrue(given[0]["id"])

    def test_require_consent(self):
        _, result = self.imported(ROSTER, "--require-consent", code=BAD_ROWS)
        self.assertEqual({o["code"] for o in result.objects if o.get("rejected")}, {"consent_required"})


class Stores(Case):
    def test_no_key_for_a_new_store(self):
        roster = self.file("r.csv", ROSTER)
        result = self.kto("import", "--store", "sqlite:s.db", roster, code=FAILED)
        self.one_line_complaint(result, "kto key create", "--unsealed")
        self.assertEqual({p.name for p in self.folder.iterdir()}, {"r.csv"})

    def test_unsealed(self):
        roster = self.file("r.csv", ROSTER)
        result = self.kto("import", "--store", "sqlite:s.db", "--unsealed", "--json", roster, code=DONE)
        self.one_line_complaint(result, "sqlite:s.db")
        self.assertEqual(result.objects[-1]["summary"]["sealed"], False)
        again = self.kto("import", "--store", "sqlite:s.db", "--json", roster, code=DONE)
        self.assertEqual((again.objects[-1]["summary"]["unchanged"], again.err), (2, b""))
        self.one_line_complaint(self.kto("check", "--store", "sqlite:s.db", "--key", self.key(), code=FAILED), "key_not_wanted")

    def test_keys(self):
        opened = self.store()
        store = opened[:2]
        other = self.key("other.kto-key")
        ask = harness.as_lines([harness.person()])
        before = (self.folder / "s.db").read_bytes()
        for call in (["check"], ["resolve"], ["import", "r.csv"]):
            self.file("r.csv", ROSTER)
            self.one_line_complaint(self.kto(*call, *store, input=ask, code=FAILED), "key_missing", "--key", "KTO_KEY_FILE")
            self.one_line_complaint(self.kto(*call, *store, "--key", other, input=ask, code=FAILED), "key_wrong")
            self.one_line_complaint(self.kto(*call, *store, "--key", "none", input=ask, code=FAILED), "file_not_found", "none")
            self.one_line_complaint(self.kto(*call, *store, "--key", "r.csv", input=ask, code=FAILED), "key_file_bad")
            self.one_line_complaint(self.kto(*call, *store, env={"KTO_KEY_FILE": other}, input=ask, code=FAILED), "key_wrong")
            # --key outranks the variable.
            self.kto(*call, *opened, env={"KTO_KEY_FILE": other}, input=ask, code=DONE)
            if call == ["check"]:
                self.assertEqual((self.folder / "s.db").read_bytes(), before)

    def test_key_create(self):
        name = self.key()
        path = self.folder / name
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        before = path.read_bytes()
        self.one_line_complaint(self.kto("key", "create", name, code=FAILED), name, "file_exists")
        self.assertEqual(path.read_bytes(), before)
        self.one_line_complaint(self.kto("key", "create", "no/such/folder", code=FAILED), "no/such/folder")
        self.assertNotEqual((self.folder / self.key("b.kto-key")).read_bytes(), before)

    def test_a_key_that_others_may_read(self):
        opened = self.store()
        (self.folder / opened[3]).chmod(0o644)
        self.one_line_complaint(self.kto("check", *opened, code=DONE), opened[3], "chmod 600")

    def test_a_secret_is_never_printed(self):
        opened = self.store()
        secret = (self.folder / opened[3]).read_text().split()[1]
        for result in (self.kto("check", *opened), self.kto("key", "create", opened[3]), self.kto("key", "create", "n")):
            self.assertNotIn(secret, result.text + result.complaint)

    def test_what_is_no_database(self):
        key = self.key()
        other = sqlite3.connect(self.folder / "other.db")
        other.execute("CREATE TABLE notes (text)")
        other.commit()
        other.close()
        roster = self.file("r.csv", ROSTER)
        for name, content in (("text.db", b"Just some text. " * 100), ("picture.db", picture()), ("other.db", None)):
            if content is not None:
                self.file(name, content)
            before = (self.folder / name).read_bytes()
            for call in (["check"], ["resolve"], ["import", roster]):
                result = self.kto(*call, "--store", f"sqlite:{name}", "--key", key, code=FAILED)
                self.one_line_complaint(result, f"sqlite:{name}", "not_a_database")
            self.assertEqual((self.folder / name).read_bytes(), before)
        self.file("empty.db", b"")  # a dry run makes no store of it, although an import would
        self.kto("import", "--dry-run", roster, "--store", "sqlite:empty.db", "--key", key, code=FAILED)
        self.assertEqual((self.folder / "empty.db").read_bytes(), b"")
        self.kto("import", roster, "--store", "sqlite:empty.db", "--key", key, code=DONE)
        for call in (["check"], ["resolve"]):
            self.one_line_complaint(self.kto(*call, "--store", "sqlite:none.db", "--key", key, code=FAILED), "file_not_found")
        self.assertFalse((self.folder / "none.db").exists())

    def test_a_damaged_store(self):
        opened = self.store()
        connection = sqlite3.connect(self.folder / "s.db")
        tables = {row[0]: row[1] for row in connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")}
        table = next(name for name, sql in tables.items() if "blob" in sql.lower() and "persona" in name.lower())
        column = next(row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] in ("blob", "sealed", "record", "body"))
        connection.execute(f"UPDATE {table} SET {column} = zeroblob(length({column}))")
        connection.commit()
        connection.close()
        result = self.kto("check", *opened, "--json", code=FAILED)
        self.assertEqual((result.objects[0]["good"], result.objects[0]["blobs_bad"]), (False, 1))
        self.assertIn("повреждена", self.kto("check", *opened, code=FAILED).text)
        asked = self.file("asked.jsonl", b"\n" + harness.as_lines([harness.person()] * 3))
        answer = self.kto("resolve", *opened, "--lang", "en", asked, code=FAILED)
        self.one_line_complaint(answer, "kto check", "lines from 2 on have no answer")
        self.assertEqual(answer.out, b"")

    def test_a_link_in_the_ledger_is_told(self):
        long = "МБОУ СОШ №900 " + "и" * 90
        self.kto("import", "--store", "sqlite:open.db", "--unsealed", self.file("r.csv", ROSTER.replace("МБОУ СОШ №900", long)), code=DONE)
        connection = sqlite3.connect(self.folder / "open.db")
        connection.execute("INSERT INTO links VALUES (38, ?, '2', 1, 1000500001, 1, 0, '', '')", [long])
        connection.commit()
        connection.close()
        asked = ["resolve", "--store", "sqlite:open.db", "--lang", "en"]
        answer = self.kto(*asked, input=harness.as_lines([harness.person()]), code=DONE).objects[0]
        self.assertEqual({p["id"]: p["linked"] for p in answer["personas"]}, {"1": False, "2": True})
        table = self.kto(*asked, "--table", input=harness.as_lines([harness.person()]), code=DONE).text
        self.assertNotIn(long, " ".join(table.split()))  # a name without end takes no screen
        self.assertIn("и" * 66 + "…", table)

    def test_folders_that_cannot_be_written(self):
        key, roster = self.key(), self.file("r.csv", ROSTER)
        # /proc refuses new files even to root.
        result = self.kto("import", "--store", "sqlite:/proc/kto-test.db", "--key", key, roster, code=FAILED)
        self.one_line_complaint(result, "/proc/kto-test.db")
        self.one_line_complaint(self.kto("key", "create", "/proc/kto-test.key", code=FAILED), "/proc/kto-test.key")
        self.one_line_complaint(self.kto("import", "--store", "sqlite:no/such/folder/s.db", "--key", key, roster, code=FAILED), "no/such/folder")

    def test_a_read_only_store(self):
        if os.geteuid() == 0 and not shutil.which("setpriv"):
            self.skipTest("root may write everywhere, and there is no setpriv to become somebody else")
        opened = self.store()
        roster = self.file("r.csv", ROSTER)
        for path in self.folder.iterdir():
            path.chmod(0o444)
        self.folder.chmod(0o555)
        self.addCleanup(self.folder.chmod, 0o755)
        # The key must stay readable for the other user.
        other = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"] if os.geteuid() == 0 else []
        run = lambda *call: subprocess.run([*other, str(harness.KTO), *call], cwd=self.folder, capture_output=True,
                                           env=self.environment(), input=harness.as_lines([harness.person()]), timeout=60)
        if other and run("--version").returncode != 0:
            self.skipTest("another user cannot run the command from here")
        result = run("import", *opened, roster)
        self.assertEqual(result.returncode, FAILED, result.stderr.decode())
        self.assertIn("store_read_only", result.stderr.decode())
        answer = run("resolve", *opened, "--at", "2024-10-01")
        self.assertEqual((answer.returncode, b"sign_in" in answer.stdout), (DONE, True), answer.stderr.decode())

    def test_a_full_disk(self):
        opened = self.store()
        rows = "\n".join(f"{i};О;38;Ким;Алексей;;;01.01.1990;М;Родитель" for i in range(20000))
        big = self.file("big.csv", f"{HEADINGS}\n{rows}\n")
        # No file may outgrow 256 KiB: like a disk without room.
        call = " ".join(["ulimit -f 512; exec", str(harness.KTO), "import", *opened, big])
        done = subprocess.run(["sh", "-c", call], cwd=self.folder, capture_output=True, env=self.environment(), timeout=300)
        self.assertEqual(done.returncode, FAILED, done.stderr.decode())
        self.assertRegex(done.stderr.decode(), r"\Akto: [^\n]+\n\Z")
        self.assertIn("ничего не изменено", done.stderr.decode())
        self.assertEqual(self.kto("check", *opened, "--json", code=DONE).objects[0]["personas"], 1)
        self.kto("import", *opened, big, code=DONE)
        self.assertEqual(self.kto("check", *opened, "--json", code=DONE).objects[0]["personas"], 20001)

    def test_memory_says_that_it_keeps_nothing(self):
        result = self.kto("import", "--store", "memory:", "--json", self.file("r.csv", ROSTER), code=DONE)
        self.one_line_complaint(result, "memory:")
        self.assertEqual(result.objects[-1]["summary"]["inserted"], 2)
        answer = self.kto("resolve", "--store", "memory:", "--at", "2024-10-01", input=harness.as_lines([harness.person()]), code=DONE)
        self.one_line_complaint(answer, "memory:")
        self.assertEqual(answer.objects[0]["verdict"], "link")

    def test_issuer(self):
        key, roster = self.key(), self.file("r.csv", ROSTER)
        opened = ["--store", "sqlite:s.db", "--key", key]
        self.kto("import", *opened, "--issuer", "test_stand", roster, code=DONE)
        self.one_line_complaint(self.kto("import", *opened, "--issuer", "production", roster, code=USAGE), "test_stand")
        ask = lambda url: self.kto("resolve", *opened, "--at", "2024-10-01", code=DONE, input=harness.as_lines(
            [harness.person()]).replace(b"esia.gosuslugi.ru", url)).objects[0]["verdict"]
        self.assertEqual((ask(b"esia-portal1.test.gosuslugi.ru"), ask(b"esia.gosuslugi.ru")), ("sign_in", "refuse"))
