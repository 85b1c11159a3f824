"""Help, version, wrong calls, and the examples that the help shows."""
import re
import shutil
import subprocess

import harness
from harness import BAD_ROWS, DONE, FAILED, USAGE, Case, as_lines, person

COMMANDS = ["name", "compare", "snils", "key", "key create", "import", "resolve", "suggest", "check"]


class Usage(Case):
    def test_version(self):
        self.assertRegex(self.kto("--version", code=DONE).text, r"\Akto \d+\.\d+\.\d+\n\Z")

    def test_help_in_both_languages(self):
        for command in ["", *COMMANDS]:
            for lang, word in (("ru", "Вызов"), ("en", "Usage")):
                result = self.kto(*command.split(), "--help", "--lang", lang, code=DONE)
                self.assertIn(word, result.text)
                self.assertEqual(result.err, b"")
                if lang == "en":
                    self.assertFalse(re.search("[а-яё]", re.sub(r"Examples:[\s\S]*", "", result.text)), command)
        self.assertIn("Вызов", self.kto("--help", env={"LANG": "en_US.UTF-8"}, code=DONE).text)

    def examples(self, command, lang):
        text = self.kto(*command.split(), "--help", "--lang", lang, code=DONE).text
        return [line.strip() for line in re.split("Примеры:|Examples:", text)[1].splitlines() if line.strip()]

    def test_the_examples_of_the_help_run(self):
        for name in ("school38.csv", "signins.jsonl"):
            shutil.copy(harness.ROOT / "examples" / "data" / name, self.folder)
        (self.folder / "bin").mkdir()
        (self.folder / "bin" / "kto").symlink_to(harness.KTO)
        path = f"{self.folder / 'bin'}:/usr/bin:/bin"
        # In the order in which a newcomer would type them; the demo's roster has one bad row.
        order = ["name", "compare", "snils", "key", "import", "resolve", "suggest", "check"]
        for command in order:
            shown = self.examples(command, "ru")
            self.assertEqual(shown, self.examples(command, "en"))
            self.assertGreaterEqual(len(shown), 1)
            for line in shown:
                with self.subTest(line):
                    done = subprocess.run(["sh", "-c", line], cwd=self.folder, capture_output=True, timeout=300,
                                          env=self.environment(PATH=path))
                    self.assertEqual(done.returncode, BAD_ROWS if command == "import" else DONE, done.stderr.decode())
                    self.assertNotEqual(done.stdout, b"")

    def test_wrong_calls(self):
        calls = [[], ["nonsense"], ["name", "Иванов"], ["name", "--nope"], ["import"], ["import", "--store", "sqlite:x"],
                 ["import", "x.csv"], ["resolve"], ["check"], ["key"], ["key", "create"], ["--lang", "de", "name"],
                 ["snils", "--lang"], ["check", "--store"], ["check", "--store", "sqlite:a", "--store", "sqlite:b"],
                 ["check", "--store", "postgresql://x"], ["check", "--store", ""], ["check", "--store", "sqlite:"],
                 ["resolve", "--store", "memory:", "--at", "yesterday"], ["resolve", "--store", "memory:", "--region", "Irkutsk"],
                 ["resolve", "--store", "memory:", "--rules", "ru-1917"], ["resolve", "--store", "memory:", "a", "b"], ["suggest"], ["suggest", "--store", "memory:", "--admin"],
                 ["suggest", "--store", "memory:", "--limit", "0"], ["suggest", "--store", "memory:", "--limit", "1001"],
                 ["suggest", "--store", "memory:", "--limit", "five"], ["suggest", "--store", "memory:", "--rules", "ru-1917"]]
        imports = [["--region", "138"], ["--full"], ["--yes"], ["--match-by", "name"], ["--format", "xlsx"], ["--separator", "x"],
                   ["--encoding", "koi8-r"], ["--issuer", "me"], ["--column", "snils"], ["--column", "shoe=1"],
                   ["--column", "snils="], ["--column", "snils=1", "--column", "snils=2"], ["--unsealed", "--key", "k"], ["-", "-"]]
        self.file("r.csv", f"{harness.HEADINGS}\n{harness.ROW}\n")
        calls += [["import", "--store", "memory:", *more, "r.csv"] for more in imports]
        for call in calls:
            for lang in ("ru", "en"):
                with self.subTest(f"{call} {lang}"):
                    result = self.kto(*(call if "--lang" in call else [*call, "--lang", lang]), code=USAGE)
                    self.assertEqual(result.out, b"")
                    lines = result.complaint.splitlines()
                    if "memory:" in call:
                        lines = [line for line in lines if "memory:" not in line]
                    self.assertEqual(len(lines), 1, lines)
                    if lang == "en" and "--lang" not in call:
                        self.assertFalse(re.search("[а-яё]", result.complaint))
        self.assertEqual({p.name for p in self.folder.iterdir()}, {"r.csv"})

    def test_wrong_calls_repeat_no_word_of_the_caller(self):
        for call in (["name", "Канарейкина"], ["name", "--Канарейкина"], ["Канарейкина"], ["compare", "--json=Канарейкина"],
                     ["resolve", "--store", "memory:", "--region", "Канарейкина"], ["resolve", "--store", "memory:", "--at", "Канарейкина"],
                     ["name", "--oid=1000987654"]):
            result = self.kto(*call, code=USAGE)
            self.assertNotIn("Канарейкина", result.complaint)
            self.assertNotIn("1000987654", result.complaint)

    def test_rules_by_name_and_by_file(self):
        opened = self.store()
        result = self.kto("resolve", *opened, "--rules", "ru-1917", code=USAGE)
        self.one_line_complaint(result, "irkutsk-2018", "ru-2024")
        self.one_line_complaint(self.kto("resolve", *opened, "--rules", "no/such.json", code=FAILED), "no/such.json", "file_not_found")
        self.file("bad.json", '{"name": "x", "name": "y"}')
        self.one_line_complaint(self.kto("resolve", *opened, "--rules", "bad.json", code=FAILED), "bad.json", "repeated_key")
        self.file("big.json", " " * (256 * 1024 + 1))
        self.one_line_complaint(self.kto("resolve", *opened, "--rules", "big.json", code=FAILED), "too_long")
        self.one_line_complaint(self.kto("resolve", *opened, "--rules", ".", code=FAILED), "file_read")

    def test_both_spellings_of_a_date(self):
        opened = self.store()
        ask = lambda at: self.kto("resolve", *opened, "--admin", "--at", at, input=harness.as_lines([harness.person()]), code=DONE).out
        self.assertEqual(ask("2024-10-01"), ask("01.10.2024"))
        self.assertNotEqual(ask("2024-10-01"), ask("2024-10-02"))

    def test_tables_for_people(self):
        for lang, heading in (("ru", "Фамилия"), ("en", "Surname")):
            result = self.kto("name", "--lang", lang, input="Соловьёв Пётр Семёнович\nКим Алексей\n", code=DONE)
            self.assertIn(heading, result.text.splitlines()[0])
            self.assertEqual(len(result.text.splitlines()), 3)
        self.assertIn("112-233-445 95", self.kto("snils", input="11223344595\n", code=DONE).text)
        table = self.kto("compare", input="Соловьёв Пётр\tСоловьев Петр\n", code=DONE).text
        self.assertEqual(len(table.splitlines()), 2)

    def test_ids_of_requests_are_one_column(self):
        opened = self.store()
        ids = ["q", "заявка-0001", "6f1c2a52-6f0e-4c5e-9d0b-0d3a6f6f6b11", "й" * 40, "n"]
        wide, hostile = "w" * 65, "a\u202e\nb"  # the one pushes its own row only, neither reaches the terminal whole
        asked = self.file("asked.jsonl", as_lines([person(request_id=i) for i in [*ids, wide, hostile]]))
        out = self.kto("resolve", *opened, "--at", "2024-10-01", "--table", asked, code=DONE).text
        self.assertEqual([line for line in out.splitlines() if line.endswith(" sign_in")],
                         [f"{i:<48} sign_in" for i in [*ids, "w" * 64 + "…", "a\\u{202E}\\u{A}b"]])

    def test_tables_are_harmless_for_a_terminal(self):
        hostile = "Ки\x1b[2Jм Алексей\nКи\u202eм Алексей\nКи\x00м Алексей\n"
        for command in (["name"], ["snils"]):
            out = self.kto(*command, input=hostile).out
            self.assertFalse(set(out) & (set(range(32)) - {10}), out)
            self.assertNotIn("\u202e".encode(), out)
        out = self.kto("compare", input="Ки\x1b[2Jм Алексей\tКи\u202eм Алексей\n").out
        self.assertFalse(set(out) & (set(range(32)) - {10}), out)

    def test_prompt_answers_on_a_pipe(self):
        """A line is answered before the next one is sent."""
        opened = self.store()
        ask = harness.as_lines([harness.person()])
        for call, line in ((["name", "--json"], "Ким Алексей\n".encode()), (["snils"], b"1\n"),
                           (["compare", "--json"], b"a\tb\n"), (["resolve", *opened], ask), (["suggest", *opened], ask)):
            process = subprocess.Popen([str(harness.KTO), *call], cwd=self.folder, stdin=subprocess.PIPE,
                                       stdout=subprocess.PIPE, env=self.environment())
            for _ in range(3):
                process.stdin.write(line)
                process.stdin.flush()
                self.assertNotEqual(process.stdout.readline(), b"")
            process.stdin.close()
            process.stdout.read()
            process.stdout.close()
            self.assertEqual(process.wait(), DONE)

    def test_long_lines(self):
        long = b"x" * (1 << 20)
        for call in (["name", "--json"], ["snils", "--json"], ["compare", "--json"]):
            result = self.kto(*call, input=b"1\t1\n" + long + b"x\n" + long * 3 + b"\n1\t1\n" + long + b"x", code=BAD_ROWS)
            self.assertEqual(len(result.objects), 5)
            self.assertEqual([o.get("error", {}).get("code") for o in result.objects][1:3], ["too_long"] * 2)
            self.assertEqual(result.objects[0], result.objects[3])
        fits = self.kto("snils", "--json", input=long + b"\r\n", code=DONE).objects
        self.assertEqual(len(fits[0]["input"]), 1 << 20)
