"""The public vectors, through the command."""
import csv
import json

import harness
from harness import BAD_ROWS, DONE, Case


def table(name):
    path = harness.ROOT / "tests" / "vectors" / name
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


class Vectors(Case):
    def test_snils(self):
        rows = table("snils.tsv")
        result = self.kto("snils", "--json", input="".join(r["input"] + "\n" for r in rows), code=DONE)
        self.assertEqual(len(result.objects), len(rows))
        self.assertIn("", [r["input"] for r in rows])
        for row, answer in zip(rows, result.objects):
            with self.subTest(row["input"]):
                self.assertEqual(answer, {"input": row["input"], "verdict": row["verdict"],
                                          "canonical": row["canonical"] or None,
                                          "recovered": (row["note"] or "").startswith("recovered")})

    def test_name_grades(self):
        rows = table("name_grades.tsv")
        codes = {"identical": 50, "equal": 40, "equivalent": 30, "similar": 20, "different": 10}
        for flip in (False, True):
            pairs = [(r["b"], r["a"]) if flip else (r["a"], r["b"]) for r in rows]
            result = self.kto("compare", "--json", input="".join(f"{a}\t{b}\n" for a, b in pairs), code=DONE)
            self.assertEqual(len(result.objects), len(rows))
            for row, (a, b), answer in zip(rows, pairs, result.objects):
                with self.subTest(f"{a} | {b}"):
                    self.assertEqual((answer["a"], answer["b"]), (a, b))
                    self.assertEqual((answer["grade"], answer["code"]), (row["grade"], codes[row["grade"]]))
                    self.assertEqual(answer["differences"] == [], row["grade"] == "identical")

    def test_signin(self):
        folder = harness.ROOT / "tests" / "vectors" / "signin"
        expected = table("signin/expected.tsv")
        opened = self.store((folder / "roster.csv").read_bytes())
        result = self.kto("resolve", *opened, "--rules", "ru-2024", "--at", "2024-10-01", folder / "requests.jsonl",
                          code=DONE)
        self.assertEqual([a["request_id"] for a in result.objects], [r["request_id"] for r in expected])
        for row, answer in zip(expected, result.objects):
            with self.subTest(row["request_id"]):
                self.assertEqual(answer["verdict"], row["verdict"])
                self.assertEqual(sorted(p["id"] for p in answer["personas"]), sorted(filter(None, (row["personas"] or "").split(","))))
                self.assertIsNone(answer["ticket"])
                self.assertTrue(answer["text"])

    def test_signin_roster_is_kept_whole(self):
        roster = harness.ROOT / "tests" / "vectors" / "signin" / "roster.csv"
        key = self.key()
        result = self.kto("import", "--store", "sqlite:s.db", "--key", key, "--json", roster, code=DONE)
        summary = result.objects[-1]["summary"]
        self.assertEqual((summary["rows"], summary["inserted"], summary["rejected"]), (22, 22, 0))
        flagged = [(i["line"], i["code"]) for i in result.objects[:-1] if i["code"].startswith("number_")]
        self.assertEqual(flagged, [(16, "number_missing"), (19, "number_unusable")])

    def test_the_order_of_lines_is_kept_around_broken_ones(self):
        opened = self.store()
        good = json.dumps(harness.person())
        lines = [good, "{", "", good.replace('"q"', '"last"')]
        result = self.kto("resolve", *opened, input="\n".join(lines) + "\n", code=BAD_ROWS)
        self.assertEqual([a["request_id"] for a in result.objects], ["q", None, "last"])
