"""kto suggest: for administrators, never a sign-in."""
import json

import harness
from harness import BAD_ROWS, DONE, FAILED, HEADINGS, Case, as_lines, person

ROWS = ["1;О;38;Соловьев;Петр;Семенович;276-488-905 42;01.01.1975;М;Родитель",
        "2;О;38;Соловев;Пётр;Семёнович;;01.01.1975;М;Учитель",
        "3;О;38;Иванов;Олег;Павлович;715-398-174 20;21.12.1982;М;Родитель"]


class Suggest(Case):
    def store_of(self, *rows):
        return self.store("\n".join([HEADINGS, *rows]) + "\n")

    def ask(self, opened, *requests, options=(), code=DONE):
        return self.kto("suggest", *opened, "--at", "2024-10-01", *options, input=as_lines(requests), code=code)

    def test_whom_the_request_may_enter_is_left_out(self):
        opened = self.store_of(*ROWS)
        ids = lambda *options: [one["id"] for one in self.ask(opened, person(), options=options).objects[0]["suggestions"]]
        self.assertEqual(ids(), ["2"])
        # Under rules that let nobody in by this account, the card itself is shown as well.
        weak = person()
        weak["person"]["trusted"] = False
        shown = [one["id"] for one in self.ask(opened, weak).objects[0]["suggestions"]]
        self.assertEqual(shown, ["1", "2"])
        accepting = self.file("rules.json", '{"format":1,"name":"lowered","version":1,"accept_unverified_number":true}')
        entered = self.ask(opened, weak, options=("--rules", accepting)).objects[0]["suggestions"]
        self.assertEqual([one["id"] for one in entered], ["2"])

    def test_the_waterfall_adds_up(self):
        opened = self.store_of(*ROWS)
        one = self.ask(opened, person()).objects[0]["suggestions"][0]
        self.assertEqual(sum(step["points"] for step in one["waterfall"]), one["score"])
        self.assertEqual(one["reasons"], ["letter_missing", "number_missing"])
        self.assertEqual((one["waterfall"][0]["position"], one["waterfall"][0]["a"], one["waterfall"][0]["b"]), (5, "ь", ""))

    def test_order_and_broken_lines(self):
        opened = self.store_of(*ROWS)
        lines = as_lines([person()]) + b"not json\n" + as_lines([[], {**person(), "region": "Irkutsk"}, person()])
        result = self.kto("suggest", *opened, "--at", "2024-10-01", input=lines, code=BAD_ROWS)
        kinds = [("error" if "error" in o else len(o["suggestions"])) for o in result.objects]
        self.assertEqual(kinds, [1, "error", 0, "error", 1])
        self.assertEqual(result.objects[3], {"request_id": "q", "error": {"code": "bad_region", "offset": None}})
        self.assertEqual(result.err, b"")

    def test_regions(self):
        opened = self.store_of(*ROWS, "4;О;29;Ким;Алексей;;342-932-447 76;01.01.1990;М;Учитель")
        without = {k: v for k, v in person().items() if k != "region"}
        self.assertEqual(self.ask(opened, without, code=BAD_ROWS).objects[0]["error"]["code"], "region_missing")
        self.assertEqual(len(self.ask(opened, without, options=("--region", "38")).objects[0]["suggestions"]), 1)
        self.assertEqual(self.ask(opened, without, options=("--region", "29")).objects[0]["suggestions"], [])
        self.assertEqual(self.ask(opened, without, options=("--region", "77")).objects[0]["suggestions"], [])

    def test_limit(self):
        opened = self.store_of(*(f"{i};О;38;Соловьев;Петр;Семенович;;01.01.1975;М;Родитель" for i in range(20)))
        count = lambda *options: len(self.ask(opened, person(), options=options).objects[0]["suggestions"])
        self.assertEqual([count(), count("--limit", "1"), count("--limit", "1000")], [5, 1, 20])

    def test_nothing_is_written_and_answers_repeat(self):
        opened = self.store_of(*ROWS)
        before = (self.folder / "s.db").read_bytes()
        first, second = (self.ask(opened, person()).out for _ in range(2))
        self.assertEqual(first, second)
        self.assertEqual((self.folder / "s.db").read_bytes(), before)

    def test_failures(self):
        opened = self.store_of(*ROWS)
        self.one_line_complaint(self.kto("suggest", *opened, "no.jsonl", code=FAILED), "no.jsonl", "file_not_found")
        self.one_line_complaint(self.kto("suggest", *opened[:2], input=b"", code=FAILED), "key_missing")
        hostile = person(("Соло\u001bвьёв", "Пётр", "x" * 5000))
        answer = self.ask(opened, hostile, {**person(), "person": json.loads("{}")}).objects
        self.assertEqual([o["suggestions"] for o in answer], [[], []])
