"""Answers: options, both faces, JSON like the command's, threads, asyncio."""

from __future__ import annotations

import asyncio
import json
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, List

import pytest
from people import COMMAND, ROOT, ROSTER, claims, identity

import kto


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The demo's school: (folder, identities, lines of the command by language and face)."""
    if not COMMAND:
        pytest.skip("no command to compare with (KTO_COMMAND)")
    folder = tmp_path_factory.mktemp("demo")
    data = ROOT / "examples" / "data"
    kto.create_key(folder / "k.kto-key")
    with kto.open(folder / "s.db", key_file=folder / "k.kto-key", create=True) as store:
        store.import_roster(data / "school38.csv")
    lines = {}
    for lang in ("ru", "en"):
        for admin in (False, True):
            words = [COMMAND, "resolve", "--store", "sqlite:s.db", "--key", "k.kto-key", "--at", "2024-10-01", "--lang",
                     lang, *(["--admin"] if admin else []), str(data / "signins.jsonl")]  # fmt: skip
            done = subprocess.run(words, cwd=folder, stdout=subprocess.PIPE, check=True)
            lines[lang, admin] = done.stdout.decode().splitlines()
    requests = (data / "signins.jsonl").read_bytes().splitlines()
    return folder, [kto.Identity.from_esia(line, verified=True) for line in requests], lines


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("admin", [False, True])
def test_json_is_what_the_command_prints(demo: Any, lang: str, admin: bool) -> None:
    folder, identities, lines = demo
    assert len(identities) > 15
    with kto.open(folder / "s.db", key_file=folder / "k.kto-key", read_only=True) as store:
        outcomes = kto.Resolver(store, at="2024-10-01", diagnose=admin).resolve_many(identities)
    assert [outcome.to_json(lang, admin=admin) for outcome in outcomes] == lines[lang, admin]
    for outcome, line in zip(outcomes, lines[lang, admin]):
        assert outcome.to_dict(lang, admin=admin) == json.loads(line)


def test_the_faces_say_what_the_json_says(demo: Any) -> None:
    folder, identities, lines = demo
    with kto.open(folder / "s.db", key_file=folder / "k.kto-key", read_only=True) as store:
        outcomes = kto.Resolver(store, at="2024-10-01", diagnose=True).resolve_many(identities)
    for outcome, line in zip(outcomes, lines["en", True]):
        told = json.loads(line)
        face, admin = outcome.for_person("en"), outcome.for_admin("en")
        assert (face.verdict.word, int(face.verdict), face.text, face.ticket) == (
            told["verdict"], told["code"], told["text"], told["ticket"])  # fmt: skip
        assert [{"id": p.key.id, "organisation": p.key.organisation, "region": p.key.region,
                 "roles": [role.word for role in p.roles], "class": p.klass, "linked": p.linked}
                for p in face.personas] == told["personas"]  # fmt: skip
        assert [reason.word for reason in admin.reasons] == told["reasons"]
        assert [{"reason": f.reason.word, "code": int(f.reason), "text": f.text,
                 "personas": [{"id": k.id, "organisation": k.organisation, "region": k.region} for k in f.personas]}
                for f in admin.findings] == told["findings"]  # fmt: skip
        assert [{"who": r.who.word, "reason": r.reason.word, "text": r.text} for r in admin.repairs] == told["repair"]
        assert dict(zip(("name", "version", "hash"), admin.rules)) == told["rules"]
        assert (admin.region, admin.at and admin.at.isoformat()) == (told["region"], told["at"])


def test_many_are_answered_as_one_by_one(demo: Any) -> None:
    folder, identities, _ = demo
    with kto.open(folder / "s.db", key_file=folder / "k.kto-key") as store:
        resolver = kto.Resolver(store, at="2024-10-01", diagnose=True)
        many = identities * 400  # more than are asked for at once
        assert len(many) > 4096
        assert resolver.resolve_many(iter(many)) == [resolver.resolve(one) for one in identities] * 400
        assert resolver.resolve_many([]) == []


def test_options(store: kto.Store) -> None:
    old = kto.Resolver(store, kto.Rules.builtin("irkutsk-2018"), at="2020-01-01").resolve(identity())
    assert old.for_admin().rules[0] == "irkutsk-2018"
    assert kto.Resolver(store, "irkutsk-2018").resolve(identity()).for_admin().rules[0] == "irkutsk-2018"
    nowhere = kto.Identity.from_esia(claims(region=None), verified=True)
    assert kto.Resolver(store, region="77").resolve(nowhere).verdict is kto.Verdict.LINK
    assert kto.Resolver(store, region=38).resolve(nowhere).verdict is kto.Verdict.SIGN_IN
    other = kto.Resolver(store, issuer="test_stand").resolve(identity())
    assert other.for_admin().reasons == (kto.Reason.ISSUER_NOT_ACCEPTED,)
    for wrong in ({"region": 100}, {"at": "soon"}, {"issuer": "x"}, {"rules": "x"}):
        with pytest.raises(kto.Error):
            kto.Resolver(store, **wrong)  # type: ignore[arg-type]


def test_the_issuer_is_the_ledger_s(tmp_path: Path) -> None:
    with kto.open(tmp_path / "s.db", create=True, unsealed=True, issuer="test_stand") as store:
        store.import_roster(ROSTER)
        refused = kto.Resolver(store).resolve(identity())
        assert refused.for_admin().reasons == (kto.Reason.ISSUER_NOT_ACCEPTED,)


@pytest.mark.parametrize("wrong", [None, {}, "{}", 5])
def test_only_identities_are_answered(store: kto.Store, wrong: Any) -> None:
    with pytest.raises(TypeError, match="kto.Identity is wanted"):
        kto.Resolver(store).resolve(wrong)
    with pytest.raises(TypeError, match="kto.Identity is wanted"):
        kto.Resolver(store).resolve_many([identity(), wrong])


def test_threads_share_a_resolver(store: kto.Store) -> None:
    resolver = kto.Resolver(store, at="2024-10-01")
    expected = resolver.resolve(identity())
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: resolver.resolve(identity()), range(400))) == {expected}


def test_asyncio(store: kto.Store) -> None:
    names: List[str] = []

    class Pool(ThreadPoolExecutor):
        def submit(self, *arguments: Any, **more: Any) -> Any:
            names.append("submitted")
            return super().submit(*arguments, **more)

    async def answer(resolver: kto.Resolver) -> List[kto.Outcome]:
        return list(await asyncio.gather(*(resolver.aresolve(identity()) for _ in range(50))))

    expected = kto.Resolver(store, at="2024-10-01").resolve(identity())
    assert asyncio.run(answer(kto.Resolver(store, at="2024-10-01"))) == [expected] * 50
    with Pool(2) as pool:
        assert asyncio.run(answer(kto.Resolver(store, at="2024-10-01", executor=pool))) == [expected] * 50
    assert len(names) == 50


def test_the_event_loop_goes_on_meanwhile() -> None:
    """A source that waits for the loop can only be answered when the loop is not held up."""
    released = threading.Event()

    class Waits:
        def candidates(self, queries: Any) -> Any:
            assert released.wait(60)
            return []

        def by_key(self, keys: Any) -> Any:
            return []

        by_organisation = scan = by_key
        regions = list

    async def answer() -> kto.Outcome:
        task = asyncio.ensure_future(kto.Resolver(Waits()).aresolve(identity()))  # type: ignore[arg-type]
        await asyncio.sleep(0)
        released.set()
        return await task

    assert asyncio.run(answer()).verdict is kto.Verdict.LINK


def test_an_outcome_of_a_bad_pickle() -> None:
    with kto.open("memory:") as store:
        outcome = kto.Resolver(store).resolve(identity())
    remake, (fields, request_id) = outcome.__reduce__()
    for wrong in ((11, *fields[1:]), (fields[0], ((("38", "x"), (), "", False),), *fields[2:])):
        with pytest.raises((kto.DataError, TypeError)):
            remake(wrong, request_id)
