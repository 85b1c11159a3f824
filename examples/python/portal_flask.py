#!/usr/bin/env python3
"""A small school portal in Flask: the callback from ESIA → one persona, a choice of several, or why not → a session.

  main(exchange)        with KTO_STORE, KTO_KEY_FILE, ESIA_AUTHORISE and PORTAL_SECRET in the environment

What stands in for your own OpenID client is `Exchange`: code in, the bytes that ESIA sent out, once **you** have verified
signature, audience, nonce and times. kto speaks no OAuth. Without such a client the portal refuses to start.
"""

from __future__ import annotations

import os
import secrets
import sys
from typing import Any, Callable, Dict, List, Optional, Tuple, Union

import flask

import kto

#: A code of ESIA's → the request around the verified claims (docs/formats.md), as bytes that came over the wire.
Exchange = Callable[[str], bytes]
Answer = Union[str, Tuple[str, int], Any]

PAGE = """<!doctype html><html lang="ru"><meta charset="utf-8"><title>Дневник</title>
{% if key %}<p>Вы вошли: {{ key[1] }}, {{ key[2] }}</p>
<form method="post" action="/leave"><input type="hidden" name="form" value="{{ form }}"><button>Выйти</button></form>
{% elif choices %}<p>{{ text }}</p>
<form method="post" action="/choose"><input type="hidden" name="form" value="{{ form }}">
{% for choice in choices %}<button name="persona" value="{{ loop.index0 }}">{{ choice }}</button>
{% endfor %}</form>
{% elif text %}<p>{{ text }}</p><p><a href="/enter">Ещё раз</a></p>
{% else %}<a href="/enter">Войти через Госуслуги</a>{% endif %}</html>"""


def title(persona: kto.EnterablePersona) -> str:
    roles = ", ".join(role.word for role in persona.roles)
    return " · ".join(part for part in (persona.key.organisation, persona.klass, roles) if part)


class Portal:
    """The pages. One resolver serves all threads of the server."""

    def __init__(self, resolver: kto.Resolver, exchange: Exchange, authorise: str) -> None:
        self._resolver = resolver
        self._exchange = exchange
        self._authorise = authorise

    def page(self, **values: Any) -> str:
        session = flask.session
        form = session.setdefault("form", secrets.token_urlsafe(16))
        made: str = flask.render_template_string(PAGE, form=form, **values)
        return made

    def home(self) -> Answer:
        return self.page(key=flask.session.get("key"))

    def enter(self) -> Answer:
        flask.session.clear()
        flask.session["state"] = secrets.token_urlsafe(16)
        return flask.redirect(f"{self._authorise}?state={flask.session['state']}")

    def callback(self) -> Answer:
        state = flask.session.pop("state", None)
        if state is None or not secrets.compare_digest(state.encode(), flask.request.args.get("state", "").encode()):
            return self.page(text="Начните вход сначала."), 400
        identity = kto.Identity.from_esia(self._exchange(flask.request.args.get("code", "")), verified=True)
        outcome = self._resolver.resolve(identity)
        # The reasons are the administrator's: they go to the log (which names nobody), never to the page.
        flask.current_app.logger.info("%s: %s", outcome, [reason.word for reason in outcome.for_admin().reasons])
        face = outcome.for_person("ru")
        if face.verdict is kto.Verdict.SIGN_IN:
            return self.sign_in(face.personas[0].key)
        if face.verdict is kto.Verdict.CHOOSE:
            # The cookie is signed and not secret: it holds keys of the person's own cards, and no name.
            flask.session["offered"] = [list(persona.key) for persona in face.personas]
            return self.page(text=face.text, choices=[title(persona) for persona in face.personas])
        return self.page(text=face.text), 403

    def choose(self) -> Answer:
        offered: List[List[str]] = flask.session.pop("offered", [])
        place = flask.request.form.get("persona", "")
        # Only what was offered to this very person can be chosen.
        if not self._form_is_ours() or not place.isascii() or not place.isdigit() or int(place) >= len(offered):
            return self.page(text="Начните вход сначала."), 400
        return self.sign_in(kto.PersonaKey(*offered[int(place)]))

    def sign_in(self, key: kto.PersonaKey) -> Answer:
        flask.session.clear()  # a session from before must not live on
        flask.session["key"] = list(key)
        return flask.redirect("/")

    def leave(self) -> Answer:
        if self._form_is_ours():
            flask.session.clear()
        return flask.redirect("/")

    def _form_is_ours(self) -> bool:
        ours: str = flask.session.get("form", "")
        return ours != "" and secrets.compare_digest(ours.encode(), flask.request.form.get("form", "").encode())


def create_app(resolver: kto.Resolver, exchange: Exchange, *, authorise: str, secret: str) -> flask.Flask:
    app = flask.Flask(__name__)
    app.config.update(SECRET_KEY=secret, SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Lax",
                      SESSION_COOKIE_SECURE=True, MAX_CONTENT_LENGTH=64 * 1024)  # fmt: skip
    portal = Portal(resolver, exchange, authorise)
    app.add_url_rule("/", view_func=portal.home)
    app.add_url_rule("/enter", view_func=portal.enter)
    app.add_url_rule("/esia/callback", view_func=portal.callback)
    app.add_url_rule("/choose", view_func=portal.choose, methods=["POST"])
    app.add_url_rule("/leave", view_func=portal.leave, methods=["POST"])
    return app


def main(exchange: Optional[Exchange] = None, environment: Optional[Dict[str, str]] = None) -> int:
    settings = dict(os.environ) if environment is None else environment
    if exchange is None:
        print("portal: give main() your OpenID client: Exchange, from a code to verified claims", file=sys.stderr)
        return 2
    with kto.open(settings["KTO_STORE"], key_file=settings.get("KTO_KEY_FILE")) as store:
        app = create_app(kto.Resolver(store), exchange, authorise=settings["ESIA_AUTHORISE"],
                         secret=settings["PORTAL_SECRET"])  # fmt: skip
        app.run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
