"""Bodies nobody should send, a store that fails, signals, and what the log says."""
import contextlib
import json
import re
import signal
import socket
import sqlite3

import harness
from harness import person
from portal import CLIENT, WAIT, PortalCase

CANARIES = ["Канарейкин", "канарейка", "188-777-666", "188777666", "17.07.1977", "1000777777", "kanareika"]
CANARY = {**person(("Канарейкин", "Канарейка", "Канареевич"), "188-777-666 99", oid=1000777777)}
CANARY["person"]["birthDate"] = "17.07.1977"


class Hostile(PortalCase):
    def raw(self, backend, head, body=b""):
        """Status and code of an answer to bytes that no client library would send."""
        with socket.create_connection(("127.0.0.1", backend.port), timeout=WAIT) as connection:
            connection.sendall(head.encode() + b"\r\n")
            answer = b""
            while b'"}}' not in answer:  # the end of every such answer
                piece = connection.recv(65536)
                self.assertTrue(piece, answer)
                answer += piece
            with contextlib.suppress(ConnectionError):  # it is closed by now, or will answer what is hidden here
                connection.sendall(body)
                answer += b"".join(iter(lambda: connection.recv(65536), b""))
        head, _, body = answer.partition(b"\r\n\r\n")
        self.assertEqual(answer.count(b"HTTP/1.1 "), 1, answer)
        return int(head.split()[1]), json.loads(body)["error"]["code"]

    def test_bodies_that_are_not_read(self):
        """Answered from the head alone: the body never comes, or would be a second request."""
        backend = self.start()
        head = f"POST /signin HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {CLIENT}\r\n"
        hidden = b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n"
        self.assertEqual(self.raw(backend, head + "Content-Length: 65537\r\n"), (413, "too_long"))
        self.assertEqual(self.raw(backend, head + "Content-Length: 1000000000000000000000000\r\n"), (400, "bad_length"))
        self.assertEqual(self.raw(backend, head + "Content-Length: -1\r\n"), (400, "bad_length"))
        self.assertEqual(self.raw(backend, head + "Transfer-Encoding: chunked\r\n", b"0\r\n\r\n" + hidden), (411, "no_length"))
        self.assertEqual(self.raw(backend, head), (411, "no_length"))
        self.assertEqual(self.raw(backend, head + "Content-Encoding: gzip\r\nContent-Length: 35\r\n", hidden),
                         (415, "content_encoding"))
        for path in ("/signin", "/admin/explain"):
            self.assertEqual(self.raw(backend, f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 35\r\n", hidden),
                             (401, "no_token"))
        self.assertEqual(backend.sign_in(b" " * 65537).status, 413)
        self.assertEqual(backend.sign_in(harness.as_lines([person()]) + b" " * 60000).status, 200)

    def test_bodies_that_are_no_request(self):
        backend = self.start()
        for body, code, offset in ((b"", "bad_json", 0), (b'{"person":', "bad_json", 10), (b'{"a":"\xff"}', "bad_utf8", 6),
                                   (b"[" * 1000, "too_deep", 32), (b"\0", "bad_json", 0), (b"{}{}", "bad_json", 2),
                                   (b"\xef\xbb\xbf{}", "bad_json", 0)):
            for answer in (backend.sign_in(body), backend.explain(body)):
                self.assertEqual((answer.status, answer.json), (400, {"error": {"code": code, "offset": offset}}), body)
        for body in (b"[]", b"null", b'{"person":{"lastName":"a","lastName":"b"}}', b'{"person":{"lastName":{}}}'):
            self.assertEqual(backend.sign_in(body).json["verdict"], "refuse")
        turned = person(("Соло\u202eвьёв", "Пётр", "Семёнович"))
        self.assertEqual(backend.sign_in(turned).json["verdict"], "refuse")

    def test_pages_hold_what_the_roster_says_as_text(self):
        rows = [f"{i};<script>\"О&'{i}</script>;38;Соловьев;Петр;Семенович;276-488-905 42;01.01.1975;М;Родитель" for i in (1, 2)]
        backend = self.start(opened=self.store("\n".join([harness.HEADINGS, *rows]) + "\n", name="html.db"))
        answer = backend.sign_in(person(), html=True)
        page = answer.body.decode()
        self.assertIn("&lt;script&gt;", page)
        self.assertNotIn("<script", page)
        offered = backend.ask("GET", "/choose", cookie=answer.cookie).json["personas"]
        self.assertEqual(backend.choose(offered[0], cookie=answer.cookie).status, 200)

    def test_headers_of_every_answer(self):
        backend, known = self.start(), self.vectors()
        for answer in (backend.sign_in(known["r01"]), backend.sign_in(known["r02"], html=True), backend.ask("GET", "/none"),
                       backend.ask("GET", "/health"), backend.sign_in(b"{"), backend.ask("POST", "/signin", b"{}"),
                       backend.explain(known["r11"])):
            self.assertEqual(answer.header("Cache-Control"), "no-store")
            self.assertEqual(answer.header("X-Content-Type-Options"), "nosniff")
            self.assertEqual(answer.header("X-Frame-Options"), "DENY")
            self.assertEqual(answer.header("Referrer-Policy"), "no-referrer")
            self.assertIn("default-src 'none'", answer.header("Content-Security-Policy"))
            self.assertRegex(answer.header("Content-Type"), r"\A(application/json|text/html); charset=utf-8\Z")

    def test_nothing_personal_in_log_or_errors(self):
        rows = [f"{harness.HEADINGS};Логин",
                "77;О;38;Канарейкин;Канарейка;Канареевич;188-777-666 99;17.07.1977;М;Родитель;kanareika"]
        number = "188-777-666 " + "%02d" % (sum(int(d) * (9 - i) for i, d in enumerate("188777666")) % 101 % 100)
        rows[1] = rows[1].replace("188-777-666 99", number)
        backend = self.start(opened=self.store("\n".join(rows) + "\n", name="canary.db"))
        good = {**CANARY, "person": {**CANARY["person"], "snils": number}}
        answer = backend.sign_in(good)
        self.assertEqual(answer.json["verdict"], "sign_in")
        said = [answer.body, backend.ask("GET", "/me", cookie=answer.cookie).body]
        for request in (CANARY, {**good, "person": {**good["person"], "lastName": "Другой"}},
                        {"request_id": "Канарейка", "error": "Канарейка", "error_description": "Канарейкин"},
                        json.dumps(CANARY, ensure_ascii=False).encode()[:-1],
                        json.dumps(CANARY, ensure_ascii=False).encode().replace("К".encode(), b"\xff", 1)):
            said += [a.body for a in (backend.sign_in(request), backend.explain(request)) if "error" in a.json]
        for path in ("/kanareika", "/admin/kanareika"):
            said.append(backend.ask("GET", path).body)
        self.assertEqual(backend.stop(), 0)
        for canary in CANARIES:
            for text in (backend.log, *(s.decode() for s in said)):
                self.assertNotIn(canary.lower(), text.lower())
        lines = [json.loads(line) for line in backend.log.splitlines()]
        self.assertEqual(lines[0], {"event": "resolved", "verdict": "sign_in", "reasons": [], "personas": ["77"],
                                    "rules": lines[0]["rules"]})
        self.assertEqual(lines[-1], {"event": "stopped"})

    def test_a_store_that_fails(self):
        """503 with the code, for every route that asks it; nothing is decided and nobody gets in."""
        backend, request = self.start(), self.vectors()["r01"]
        self.assertEqual(backend.ask("GET", "/health").json["status"], "ok")
        with contextlib.closing(sqlite3.connect(self.folder / "s.db")) as db:  # another process than the backend's
            db.execute("UPDATE personas SET record = x'00'")
            db.commit()
        for answer in (backend.sign_in(request), backend.sign_in(request, html=True), backend.explain(request)):
            self.assertEqual((answer.status, answer.cookie, answer.header("Retry-After")), (503, None, "5"))
            self.assertEqual(answer.json, {"error": {"code": "seal_broken"}})
        with contextlib.closing(sqlite3.connect(self.folder / "s.db")) as db:
            db.execute("DROP TABLE personas")
            db.commit()
        for answer in (backend.sign_in(request), backend.explain(request), backend.ask("GET", "/health")):
            self.assertEqual((answer.status, answer.cookie, answer.header("Retry-After")), (503, None, "5"))
            self.assertEqual(answer.json, {"error": {"code": "store_failed"}})
        self.assertIn('"event":"store_failed"', backend.log)
        # What needs no store is answered all the same.
        self.assertEqual(backend.sign_in(self.vectors()["r27"]).json["verdict"], "raise_level")
        self.assertEqual(backend.stop(), 0)


class Stopping(PortalCase):
    def test_signals_end_it_cleanly(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            backend = self.start()
            self.assertEqual(backend.ask("GET", "/health").status, 200)
            self.assertEqual(backend.stop(number), 0)
            self.assertTrue(backend.log.endswith('{"event":"stopped"}\n'))
            with self.assertRaises(OSError):
                backend.ask("GET", "/health")

    def test_at_once_after_the_start(self):
        self.assertEqual(self.start().stop(), 0)

    def test_a_request_half_way_is_answered(self):
        backend, body = self.start(), harness.as_lines([self.vectors()["r01"]])
        with socket.create_connection(("127.0.0.1", backend.port), timeout=WAIT) as connection:
            head = f"POST /signin HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {CLIENT}\r\nContent-Length: {len(body)}\r\n\r\n"
            connection.sendall(head.encode() + body[:10])
            # Connections are taken in order: once a later one is answered, this one is in.
            self.assertEqual(backend.ask("GET", "/health").status, 200)
            backend.process.send_signal(signal.SIGTERM)
            connection.sendall(body[10:])
            answer = b"".join(iter(lambda: connection.recv(65536), b""))
        self.assertRegex(answer.decode(), re.compile(r'\AHTTP/1\.1 200 .*"verdict":"sign_in"', re.DOTALL))
        self.assertEqual(backend.process.wait(WAIT), 0)

    def test_what_cannot_start(self):
        for opened in (["--store", "sqlite:none.db"], self.opened[:2], ["--store", self.opened[1], "--key", "none"],
                       [*self.opened, "--rules", "none"], [*self.opened, "--region", "Байкал"], [*self.opened, "--at", "1"]):
            with self.assertRaisesRegex(AssertionError, r"^'' portal_backend: "):
                self.start(opened=opened)
        taken = self.start()
        with self.assertRaisesRegex(AssertionError, "cannot listen on port"):
            self.start("--port", str(taken.port))
