"""Starts the backend over a store and speaks HTTP with it."""
import http.client
import json
import re
import signal
import subprocess
from urllib.parse import urlencode

import harness
from harness import Case

PORTAL = None  # set by run.py
CLIENT, ADMIN = "c" * 40, "a" * 40
WAIT = 300  # seconds until a test gives up; no test waits for time to pass


class Answer:
    def __init__(self, response):
        self.status, self.headers, self.body = response.status, response.getheaders(), response.read()

    @property
    def json(self):
        return json.loads(self.body)

    def header(self, name):
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def cookie(self):
        """The cookie a browser would send back; None when none was set."""
        line = self.header("Set-Cookie")
        return line.split(";")[0] if line else None

    @property
    def whole(self):
        return self.status, self.headers, self.body


class Backend:
    def __init__(self, case, opened, *options, admin=ADMIN, client=CLIENT):
        environment = case.environment(PORTAL_CLIENT_TOKEN=client, PORTAL_ADMIN_TOKEN=admin)
        self.log_path = case.folder / "portal.log"
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen([str(PORTAL), *opened, "--at", "2024-10-01", *options], cwd=case.folder,
                                            env=environment, stdout=subprocess.PIPE, stderr=log)
        case.addCleanup(self.kill)
        first = self.process.stdout.readline().decode()
        found = re.fullmatch(r"listening on 127\.0\.0\.1:(\d+)\n", first)
        assert found, f"{first!r} {self.log}"
        self.port = int(found.group(1))

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(WAIT)
        self.process.stdout.close()

    def stop(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        return self.process.wait(WAIT)

    @property
    def log(self):
        return self.log_path.read_text(encoding="utf-8")

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAIT)

    def ask(self, method, path, body=None, headers=None, cookie=None, token=None, html=False):
        headers = dict(headers or {})
        if cookie:
            headers["Cookie"] = cookie
        if token:
            headers["Authorization"] = f"Bearer {token}"
        headers["Accept"] = "text/html" if html else "application/json"
        connection = self.connect()
        try:
            connection.request(method, path, body=body, headers=headers)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def sign_in(self, request, **more):
        return self.ask("POST", "/signin", as_body(request), token=CLIENT, **more)

    def choose(self, persona, headers=None, **more):
        form = urlencode({k: persona[k] for k in ("region", "organisation", "id")})
        headers = {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
        return self.ask("POST", "/choose", form, headers, **more)

    def explain(self, request, token=ADMIN):
        return self.ask("POST", "/admin/explain", as_body(request), token=token)


def as_body(request):
    return request if isinstance(request, bytes) else json.dumps(request, ensure_ascii=False).encode()


class PortalCase(Case):
    """`self.opened` opens a sealed store with the roster of the public vectors."""

    def setUp(self):
        super().setUp()
        self.opened = self.store((harness.ROOT / "tests/vectors/signin/roster.csv").read_bytes())

    def start(self, *options, opened=None, **tokens):
        return Backend(self, opened or self.opened, *options, **tokens)

    def refused(self, answer, status, code):
        self.assertEqual((answer.status, answer.json), (status, {"error": {"code": code}}))

    @staticmethod
    def vectors():
        lines = (harness.ROOT / "tests/vectors/signin/requests.jsonl").read_text(encoding="utf-8").splitlines()
        return {request["request_id"]: request for request in map(json.loads, lines)}
