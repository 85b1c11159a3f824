"""What --json prints, letter for letter: these are formats that others read (docs/formats-cli.md)."""
import json
import shutil

import harness
from harness import BAD_ROWS, DONE, Case, as_lines, person

NAMES = """Соловьёв Пётр Семёнович
Гавриил Давидович Леви
АЛИЕВ РАШАД ВАГИФ-ОГЛЫ
Cергеева 0льга -
Салтыкова – Щедрина  Мария
Ким Алексей

О’Коннор Шон
""".encode()


class Golden(Case):
    def test_name(self):
        lines = NAMES + b"\xd0\x98\xd0\xb2\xff\n" + "Иванов\u202e Иван\n".encode() + "Без конца строки".encode()
        self.golden("name.jsonl", self.kto("name", "--json", input=lines, code=BAD_ROWS).out)

    def test_compare(self):
        lines = ("Соловьёв Пётр\tСоловьев Петр\nИванов Иван\tИванов Иван\nКим Алексей\tПак Алексей\n"
                 "Белова Наталия Геннадиевна\tБелова Наталья Геннадьевна\nодно\nраз\tдва\tтри\n"
                 "Ким\u202e Ли\tКим\u202e Ли\n").encode() + b"\xff\tb\n"
        self.golden("compare.jsonl", self.kto("compare", "--json", input=lines, code=BAD_ROWS).out)

    def test_snils(self):
        lines = "112-233-445 95\r\n8765430300\n\n123-123-123 44\n000-000-000 00\n000-000-600 06\n".encode() + b"\xff\n12\x0034\n"
        self.golden("snils.jsonl", self.kto("snils", "--json", input=lines, code=DONE).out)

    def demo_store(self):
        for name in ("school38.csv", "signins.jsonl"):
            shutil.copy(harness.ROOT / "examples" / "data" / name, self.folder)
        return ["--store", "sqlite:school.db", "--key", self.key("school.kto-key")]

    def test_import(self):
        opened = self.demo_store()
        for lang in ("ru", "en"):
            dry = self.kto("import", *opened, "--dry-run", "--lang", lang, "--json", "school38.csv", code=BAD_ROWS)
            self.golden(f"import-dry-{lang}.jsonl", dry.out)
        self.assertFalse((self.folder / "school.db").exists())
        first = self.kto("import", *opened, "--json", "school38.csv", code=BAD_ROWS)
        self.golden("import.jsonl", first.out)
        again = self.kto("import", *opened, "--json", "school38.csv", code=BAD_ROWS)
        self.golden("import-again.jsonl", again.out)
        self.assertEqual(again.objects[-1]["summary"]["inserted"] + again.objects[-1]["summary"]["updated"], 0)

    def test_resolve(self):
        opened = self.demo_store()
        self.kto("import", *opened, "school38.csv", code=BAD_ROWS)
        ask = ["resolve", *opened, "--at", "2024-10-01"]
        for lang in ("ru", "en"):
            self.golden(f"resolve-{lang}.jsonl", self.kto(*ask, "--lang", lang, "signins.jsonl", code=DONE).out)
            admin = self.kto(*ask, "--admin", "--lang", lang, "signins.jsonl", code=DONE)
            self.golden(f"resolve-admin-{lang}.jsonl", admin.out)
            table = self.kto(*ask, "--admin", "--table", "--lang", lang, "signins.jsonl", code=DONE)
            self.golden(f"resolve-table-{lang}.txt", table.out)

    def test_resolve_broken_lines(self):
        opened = self.store()
        deep = b'{"person":' + b"[" * 100 + b"]" * 100 + b"}\n"
        lines = (b"\xef\xbb\xbf" + b"not json\n" + as_lines([person()]) + b'{"request_id":"\xff"}\n' + b"[]\n" + b"  \t\r\n" + b"\r\r\n" +
                 deep + b'{"request_id":17,"request_id":18}\n' + b"x" * (1 << 20) + b"x\n" +
                 b"\xef\xbb\xbf" + as_lines([person()]) +  # a byte order mark has its place in the first line only
                 b'{"request_id":"end"')
        self.golden("resolve-broken.jsonl", self.kto("resolve", *opened, "--at", "2024-10-01", input=lines, code=BAD_ROWS).out)

    def test_suggest(self):
        opened = self.demo_store()
        self.kto("import", *opened, "school38.csv", code=BAD_ROWS)
        ask = ["suggest", *opened, "--at", "2024-10-01", "signins.jsonl"]
        for lang in ("ru", "en"):
            self.golden(f"suggest-{lang}.jsonl", self.kto(*ask, "--lang", lang, code=DONE).out)
            self.golden(f"suggest-table-{lang}.txt", self.kto(*ask, "--table", "--lang", lang, code=DONE).out)

    def test_check(self):
        opened = self.store()
        self.golden("check.jsonl", self.kto("check", *opened, "--json", code=DONE).out)

    def test_every_golden_file_is_used(self):
        texts = [p.read_text(encoding="utf-8") for p in (harness.ROOT / "tests" / "cli").glob("test_*.py")]
        for path in (harness.ROOT / "tests" / "cli" / "golden").iterdir():
            stem = path.name.replace("-ru.", "-{lang}.").replace("-en.", "-{lang}.")
            self.assertTrue(any(f'"{stem}"' in text or f'"{path.name}"' in text for text in texts), path.name)

    def test_texts_are_utf8_and_not_escaped(self):
        out = self.kto("name", "--json", input="Соловьёв Пётр\n", code=DONE).text
        self.assertIn('"input":"Соловьёв Пётр"', out)
        self.assertEqual(json.loads(out)["display"], "Соловьёв Пётр")

    def test_one_object_is_one_line_for_every_reader(self):
        """str.splitlines() knows more ends of lines than JSON lines do."""
        words = "а\u2028б\tв\u0085г\t\u2029\x0b\x0c\x1c\x7f\u202e\ufeff"
        for word in words.split("\t"):
            result = self.kto("name", "--json", input=word + "\n")
            self.assertEqual(len(result.text.splitlines()), 1)
            self.assertEqual(result.objects[0]["input"], word)
        result = self.kto("snils", "--json", input='\\"\b\x01/\U0001f600\n', code=DONE)
        self.assertEqual(result.objects[0]["input"], '\\"\b\x01/\U0001f600')
