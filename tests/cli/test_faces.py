"""What the person at the keyboard sees, and what no message may ever hold."""
import json

import harness
from harness import BAD_ROWS, DONE, FAILED, HEADINGS, Case, as_lines, person

ADMIN_KEYS = {"reasons", "findings", "repair", "rules", "region", "at"}
CANARIES = ["Канарейкин", "Канарейка", "Канареевич", "канарейка", "188-777-666", "188777666", "17.07.1977", "1977-07-17",
            "1000777777", "kanareika.login", "Канареечная"]


class Faces(Case):
    def ask(self, opened, *requests, options=()):
        return self.kto("resolve", *opened, "--at", "2024-10-01", *options, input=as_lines(requests), code=DONE).out

    def test_the_person_learns_nothing_about_others(self):
        """No such number, the number with another name, the name with another number: one answer."""
        rows = ["1;О;38;Соловьев;Петр;Семенович;276-488-905 42;01.01.1975;М;Родитель",
                "2;О;38;Кузьмин;Лев;Юрьевич;;21.12.1982;М;Родитель",
                "3;О;38;Иванов;Пётр;Семёнович;715-398-174 20;21.12.1982;М;Родитель"]
        opened = self.store("\n".join([HEADINGS, *rows]) + "\n")
        faces = {self.ask(opened, person(name, snils)) for name, snils in (
            (("Незнакомов", "Олег", "Павлович"), "176-543-298 00"),    # neither
            (("Незнакомов", "Олег", "Павлович"), "276-488-905 42"),    # the number alone
            (("Соловьёв", "Пётр", "Семёнович"), "176-543-298 00"),     # the name alone
            (("Соловьёва", "Пётр", "Семёнович"), "276-488-905 42"),    # nearly the name
            (("Кузьмин", "Лев", "Юрьевич"), "176-543-298 00"))}        # a card without a number
        self.assertEqual(len(faces), 1)
        self.assertIn(b'"verdict":"link"', faces.pop())

    def test_an_account_that_proves_nothing_sees_no_store(self):
        rows = ["1;О;38;Соловьев;Петр;Семенович;276-488-905 42;01.01.1975;М;Родитель"]
        full = self.store("\n".join([HEADINGS, *rows]) + "\n", name="full.db")
        other = self.store("\n".join([HEADINGS, "9;Д;29;Ким;Алексей;;342-932-447 76;01.01.1990;М;Учитель"]) + "\n", name="other.db")
        weak = person()
        weak["person"]["trusted"] = False
        requests = [weak, {"request_id": "e", "error": "access_denied", "error_description": "ESIA-007004: x"},
                    {**person(), "scope": "openid fullname"}, {"request_id": "x", "id_token": {}}, []]
        for options in ((), ("--admin",), ("--lang", "en", "--admin")):
            self.assertEqual(self.ask(full, *requests, options=options), self.ask(other, *requests, options=options))

    def test_the_administrators_face_shows_only_when_asked_for(self):
        opened = self.store()
        requests = [json.loads(line) for line in (harness.ROOT / "examples/data/signins.jsonl").read_text().splitlines()]
        plain = [json.loads(line) for line in self.ask(opened, *requests).splitlines()]
        admin = [json.loads(line) for line in self.ask(opened, *requests, options=("--admin",)).splitlines()]
        for shown, whole in zip(plain, admin):
            self.assertEqual(set(shown), {"request_id", "verdict", "code", "personas", "text", "ticket"})
            self.assertEqual(set(whole) - set(shown), ADMIN_KEYS)
            self.assertEqual(shown, {k: v for k, v in whole.items() if k not in ADMIN_KEYS})
        table = self.kto("resolve", *opened, "--at", "2024-10-01", "--table", input=as_lines(requests), code=DONE).text
        for answer in admin:
            for reason in answer["reasons"]:
                self.assertNotIn(reason + ":", table)

    def test_unverified_claims_are_refused(self):
        opened = self.store()
        answer = json.loads(self.ask(opened, person(), options=("--unverified", "--admin")))
        self.assertEqual((answer["verdict"], answer["reasons"]), ("refuse", ["claims_not_verified"]))
        self.assertEqual(json.loads(self.ask(opened, person()))["verdict"], "sign_in")

    def test_regions(self):
        opened = self.store()
        without = {k: v for k, v in person().items() if k != "region"}
        verdict = lambda request, *options: json.loads(self.ask(opened, request, options=options))["verdict"]
        self.assertEqual(verdict(without), "sign_in")  # the store's only region
        self.assertEqual(verdict(without, "--region", "38"), "sign_in")
        self.assertEqual(verdict(without, "--region", "29"), "link")
        self.assertEqual(verdict(person(), "--region", "29"), "sign_in")  # the request's own region comes first


class Canaries(Case):
    """Bad input full of what must never be repeated."""

    def no_canary(self, text, where):
        for canary in CANARIES:
            self.assertNotIn(canary.lower(), text.lower(), where)

    def test_rosters(self):
        rows = ["1;Канареечная;38;Канарейкин;Канарейка;Канареевич;188-777-666 99;17.07.1977;Х;Канарейка",
                "1;Канареечная;38;Канарейкин;Канарейка;Другой;188-777-666 99;17.07.1977;М;Родитель",
                ";Канареечная;38;Канарейкин;Канарейка;;188777666;32.13.1977;М;Родитель",
                "3;Канареечная;Канарейка;Канарейкин;;;;17.07.1977;М;Родитель",
                "4;Канареечная;38;Канарейкин\u202e;Канарейка;;188-777-666 99;17.07.1977;М;Родитель",
                "5;Канареечная;38;Канарейкин;Канарейка;;188-777-666 99;17.07.1977;М;Родитель;лишняя;Канарейка",
                "6;Канареечная;38", '7;"Канарейкин;Канарейка;188-777-666 99']
        bodies = ["\n".join([HEADINGS, *rows[:-1]]), "\n".join([HEADINGS, *rows]), "\n".join(rows),
                  f"{HEADINGS};Канарейка;СНИЛС\n" + rows[0], HEADINGS.replace("ID", "Канарейка") + "\n" + rows[0],
                  '{"id":"1","surname":"Канарейкин","surname":"Канарейка"}\n{"Канарейкин":1}\n{Канарейкин\n']
        opened = self.store()
        for body in bodies:
            for encoding in ("utf-8", "utf-16-le"):
                data = (b"\xff\xfe" if encoding != "utf-8" else b"") + body.encode(encoding)
                for end in (b"\n", b"\xff"):
                    roster = self.file("bad.csv", data + end)
                    for options in ((), ("--json",), ("--lang", "en"), ("--match-by", "number"), ("--region", "29"), ("--require-consent",)):
                        result = self.kto("import", *opened, "--dry-run", *options, roster)
                        self.assertIn(result.code, (DONE, BAD_ROWS, FAILED))
                        self.no_canary(result.complaint, options)
                        self.no_canary(result.text, options)  # issues name places and codes, never content

    def test_requests(self):
        opened = self.store()
        whole = json.dumps(person(("Канарейкин", "Канарейка", "Канареевич"), "188-777-666 99", 1000777777), ensure_ascii=False).encode()
        broken = [whole[:cut] for cut in range(1, len(whole), 23)]
        broken += [whole.replace("Канарейка".encode(), b"\xff\xfe"), whole.replace(b'"snils"', b'"lastName"'),
                   whole.replace(b"1000777777", b'"Kanareika"', 1), whole.replace("Канарейкин".encode(), "Канарейкин\\u202e".encode()),
                   whole.replace("Канарейкин".encode(), "Канарейкин".encode() * 500), whole + whole, b"[" * 5000]
        for options in ((), ("--admin",), ("--table", "--admin")):
            result = self.kto("resolve", *opened, "--at", "2024-10-01", *options, input=b"\n".join(broken) + b"\n", code=BAD_ROWS)
            self.assertEqual(result.err, b"")
            self.no_canary(result.text, options)

    def test_rules(self):
        opened = self.store()
        for body in ('{"Канарейкин": 1}', '{"name": "Канарейкин", "name": "x"}', '{"name": "x", "regions": ["Канарейка"]}', "Канарейка",
                     '{"name": 5, "from": "17.07.1977"}'):
            result = self.kto("resolve", *opened, "--rules", self.file("rules.json", body), code=FAILED)
            self.no_canary(result.complaint, body)

    def test_lines(self):
        text = "Канарейкин\u202e Канарейка\nКанарейкин\tКанарейка\tКанареевич\n188-777-666 99\n".encode() + b"\xff\n"
        for call in (["name"], ["name", "--json"], ["compare"], ["compare", "--json"], ["snils"], ["snils", "--json"]):
            self.no_canary(self.kto(*call, input=text).complaint, call)
