"""From a sign-in request to a persona that was entered, and everything that must not lead there."""
import threading

import harness
from harness import as_lines, person
from portal import ADMIN, CLIENT, WAIT, PortalCase

OPENING = ("sign_in", "choose")  # the verdicts that give a session


class SigningIn(PortalCase):
    def test_faces_are_those_of_the_command(self):
        """Both faces of every public vector, held to `kto resolve`; only two verdicts give a cookie."""
        backend, requests = self.start(), self.vectors()
        lines, options = as_lines(requests.values()), ("--at", "2024-10-01")
        for_person = self.kto("resolve", *self.opened, *options, input=lines, code=0).objects
        for_admin = self.kto("resolve", *self.opened, *options, "--admin", input=lines, code=0).objects
        seen = set()
        for request, shown, whole in zip(requests.values(), for_person, for_admin, strict=True):
            answer = backend.sign_in(request)
            self.assertEqual((answer.status, answer.json), (200, shown))
            self.assertEqual(answer.cookie is not None, shown["verdict"] in OPENING, shown["request_id"])
            explained = backend.explain(request)
            self.assertEqual((explained.status, explained.json, explained.cookie), (200, whole, None))
            seen.add(shown["verdict"])
        self.assertEqual(len(seen), 12)  # every verdict there is

    def test_one_persona(self):
        backend = self.start()
        answer = backend.sign_in(self.vectors()["r01"])
        self.assertEqual([p["id"] for p in answer.json["personas"]], ["1001"])
        self.assertRegex(answer.header("Set-Cookie"),
                         r"\A__Host-portal=[0-9a-f]{64}; Path=/; Secure; HttpOnly; SameSite=Lax\Z")
        entered = {"entered": {"id": "1001", "organisation": "МАОУ Гимназия №2", "region": "38"}}
        self.assertEqual(backend.ask("GET", "/me", cookie=answer.cookie).json, entered)
        self.assertEqual(backend.ask("GET", "/me", cookie=f"x=1; {answer.cookie}; y=2").json, entered)
        self.assertIn("МАОУ Гимназия №2", backend.ask("GET", "/me", cookie=answer.cookie, html=True).body.decode())
        left = backend.ask("POST", "/signout", b"", cookie=answer.cookie)
        self.assertEqual(left.status, 204)
        self.assertIn("Max-Age=0", left.header("Set-Cookie"))
        self.refused(backend.ask("GET", "/me", cookie=answer.cookie), 401, "no_session")

    def test_choosing(self):
        backend = self.start()
        for html in (False, True):
            answer = backend.sign_in(self.vectors()["r02"], html=html)
            if html:
                page = answer.body.decode()
                self.assertIn("<button>МАОУ Гимназия №2, родитель</button>", page)
                self.assertIn("<button>МБОУ СОШ №7, учитель</button>", page)
                self.assertEqual(page.count("<form "), 2)
            self.refused(backend.ask("GET", "/me", cookie=answer.cookie), 401, "no_session")
            offered = backend.ask("GET", "/choose", cookie=answer.cookie).json["personas"]
            self.assertEqual([p["id"] for p in offered], ["1003", "1004"])
            chosen = backend.choose(offered[1], cookie=answer.cookie, html=html)
            self.assertEqual((chosen.status, chosen.header("Location")), (303, "/me") if html else (200, None))
            self.assertNotEqual(chosen.cookie, answer.cookie)
            self.assertEqual(backend.ask("GET", "/me", cookie=chosen.cookie).json["entered"]["id"], "1004")
            # The cookie from before the choice is worth nothing, and one sign-in is one choice.
            self.refused(backend.ask("GET", "/choose", cookie=answer.cookie), 401, "no_session")
            self.refused(backend.choose(offered[0], cookie=answer.cookie), 401, "no_session")
            self.refused(backend.choose(offered[0], cookie=chosen.cookie), 403, "not_offered")

    def test_only_what_was_offered(self):
        """Foreign sessions and forged personas: every member of the key is held to the session's own list."""
        backend = self.start()
        mine = backend.sign_in(self.vectors()["r02"])
        offered = mine.json["personas"][0]
        theirs = backend.sign_in(self.vectors()["r01"]).json["personas"][0]
        forged = [theirs, {**offered, "id": "1001"}, {**offered, "id": "1003\0"}, {**offered, "id": ""},
                  {**offered, "organisation": "МБОУ СОШ №7"}, {**offered, "region": "29"}, {**offered, "region": "x"},
                  {**offered, "id": "1003 "}, {**offered, "organisation": "%"}, {**offered, "id": "9" * 4000}]
        for persona in forged:
            self.refused(backend.choose(persona, cookie=mine.cookie), 403, "not_offered")
        for cookie in (None, "__Host-portal=", "__Host-portal=" + "0" * 64, "portal" + mine.cookie, mine.cookie[:-1],
                       mine.cookie.upper(), mine.cookie.replace("__Host-", "")):
            self.refused(backend.choose(offered, cookie=cookie), 401, "no_session")
            self.refused(backend.ask("GET", "/choose", cookie=cookie), 401, "no_session")
        self.assertEqual(backend.choose(offered, cookie=mine.cookie).json["entered"]["id"], "1003")

    def test_a_form_of_another_site(self):
        backend = self.start()
        mine = backend.sign_in(self.vectors()["r02"])
        offered = mine.json["personas"][0]
        for site, status in (("cross-site", 403), ("same-site", 403), ("same-origin", 200)):
            answer = backend.choose(offered, cookie=mine.cookie, headers={"Sec-Fetch-Site": site})
            self.assertEqual(answer.status, status, site)

    def test_personas_to_activate_are_not_entered(self):
        backend = self.start()
        answer = backend.sign_in(self.vectors()["r25"])
        self.assertEqual((answer.json["verdict"], answer.cookie), ("activate", None))
        self.refused(backend.choose(answer.json["personas"][0], cookie="__Host-portal="), 401, "no_session")

    def test_the_next_person_at_the_same_browser(self):
        """Every sign-in, a refused one too, ends the session that was there; a cookie that was sent is never taken."""
        backend, first = self.start(), self.vectors()["r01"]
        old = backend.sign_in(first).cookie
        refused = backend.sign_in(self.vectors()["r11"], cookie=old)
        self.assertEqual((refused.json["verdict"], refused.cookie), ("link", None))
        self.refused(backend.ask("GET", "/me", cookie=old), 401, "no_session")
        fixed = "__Host-portal=" + "f" * 64
        self.assertNotEqual(backend.sign_in(first, cookie=fixed).cookie, fixed)
        self.refused(backend.ask("GET", "/me", cookie=fixed), 401, "no_session")

    def test_sessions_are_limited(self):
        backend = self.start("--sessions", "1")
        first = backend.sign_in(self.vectors()["r01"]).cookie
        second = backend.sign_in(self.vectors()["r01"]).cookie
        self.refused(backend.ask("GET", "/me", cookie=first), 401, "no_session")
        self.assertEqual(backend.ask("GET", "/me", cookie=second).status, 200)

    def test_a_refusal_tells_nothing_about_others(self):
        """No such number, the number with another name, the name with another number: one answer, byte for byte."""
        backend = self.start()
        andreeva, number = ("Андреева", "Кармела", "Егоровна"), "143-210-987 28"
        stranger, free = ("Незнакомов", "Олег", "Павлович"), "176-543-298 00"
        self.assertEqual(backend.sign_in(person(andreeva, number)).json["verdict"], "sign_in")
        for html in (False, True):
            answers = {repr(backend.sign_in(person(name, snils), html=html).whole) for name, snils in (
                (stranger, free), (stranger, number), (andreeva, free), (("Андреевна", *andreeva[1:]), number))}
            self.assertEqual(len(answers), 1, answers)

    def test_many_at_once(self):
        backend, requests = self.start("--threads", "4"), self.vectors()
        expected = {key: backend.sign_in(requests[key]).json for key in requests}
        faults = []

        def browser(number):
            keys = list(requests)
            try:
                for key in keys[number % len(keys):] + keys[: number % len(keys)]:
                    answer = backend.sign_in(requests[key])
                    assert answer.json == expected[key], key
                    if answer.json["verdict"] != "choose":
                        continue
                    wanted = answer.json["personas"][number % 2]
                    chosen = backend.choose(wanted, cookie=answer.cookie)
                    assert backend.ask("GET", "/me", cookie=chosen.cookie).json["entered"]["id"] == wanted["id"]
            except Exception as fault:
                faults.append(repr(fault))

        threads = [threading.Thread(target=browser, args=(i,)) for i in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(WAIT)
            self.assertFalse(thread.is_alive())
        self.assertEqual(faults, [])
        self.assertEqual(backend.stop(), 0)


class Tokens(PortalCase):
    def test_claims_are_taken_from_the_esia_client_only(self):
        backend = self.start()
        body = harness.as_lines([person()])
        for token in (None, "c" * 39, "c" * 41, "C" * 40, ADMIN, ""):
            answer = backend.ask("POST", "/signin", body, token=token)
            self.refused(answer, 401, "no_token")
            self.assertIsNone(answer.cookie)
        self.refused(backend.ask("POST", "/signin", body, {"Authorization": CLIENT}), 401, "no_token")
        self.refused(backend.ask("POST", "/signin", body, {"Authorization": f"Basic {CLIENT}"}), 401, "no_token")

    def test_the_administrators_face_needs_its_token(self):
        backend, request = self.start(), self.vectors()["r11"]
        self.assertTrue(backend.explain(request).json["findings"])
        for token in (None, CLIENT, "a" * 39, "a" * 41, ""):
            self.refused(backend.explain(request, token=token), 401, "no_token")
        self.refused(backend.ask("GET", "/admin/anything"), 401, "no_token")
        self.refused(backend.ask("GET", "/admin/anything", token=ADMIN), 404, "not_found")
        nobody = self.start(admin="")
        for token in (None, ADMIN, ""):
            self.refused(nobody.explain(request, token=token), 401, "no_token")

    def test_short_tokens_do_not_start(self):
        for tokens in ({"client": ""}, {"client": "c" * 31}, {"admin": "a"}):
            with self.assertRaisesRegex(AssertionError, "at least 32 characters"):
                self.start(**tokens)
