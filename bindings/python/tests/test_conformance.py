"""The C++ suite over sources written in Python: a good one, and broken ones that it must find."""

from __future__ import annotations

from typing import Any, Dict, Iterable, Tuple

import pytest
from people import DictSource, personas

import kto
import kto.testing


def test_a_dict_conforms() -> None:
    assert kto.testing.conformance(DictSource(kto.testing.personas())) == ()
    assert kto.testing.conformance(DictSource([]), personas=[]) == ()
    assert kto.testing.conformance(DictSource(personas()), personas=personas()) == ()


def test_a_store_conforms_also_through_python(store: kto.Store, tmp_path: Any) -> None:
    assert kto.testing.conformance(store, personas=store.scan()) == ()

    class Through:
        """The store behind methods of Python's."""

        def __init__(self, inner: kto.Store) -> None:
            for name in ("candidates", "by_key", "by_organisation", "scan", "regions", "unnumbered"):
                setattr(self, name, getattr(inner, name))

    through: Any = Through(store)
    assert kto.testing.conformance(through, personas=store.scan()) == ()


class OtherRegions(DictSource):
    def candidates(self, queries: Any) -> Any:
        for number, (_, snils) in enumerate(queries):
            yield from ((number, card) for card in self.cards.values() if card.snils == snils)


class Disorderly(DictSource):
    def scan(self, after: Any, limit: int) -> Any:
        return list(reversed(list(super().scan(after, limit))))


class Forgetful(DictSource):
    def by_key(self, keys: Any) -> Any:
        return list(super().by_key(keys))[1:]


class Boundless(DictSource):
    def scan(self, after: Any, limit: int) -> Any:
        return super().scan(after, 10**9)


@pytest.mark.parametrize("broken, member", [
    (OtherRegions, "candidates."), (Disorderly, "scan."), (Forgetful, "by_key."), (Boundless, "scan.")])  # fmt: skip
def test_broken_sources_are_found(broken: Any, member: str) -> None:
    faults = kto.testing.conformance(broken(kto.testing.personas()))
    assert faults and any(fault.rule.startswith(member) for fault in faults)
    known = {rule.name for rule in kto.testing.rules()}
    assert {fault.rule for fault in faults} <= known
    names = [part for persona in kto.testing.personas() for part in persona.name.parts if len(part) > 3]
    assert not [name for name in names for fault in faults if name in fault.what]


def test_what_a_source_lacks_can_be_left_out() -> None:
    def bare(persona: kto.Persona) -> kto.Persona:
        region, organisation, id = persona.key
        return kto.Persona(region=region, organisation=organisation, id=id, name=persona.name, snils=persona.snils,
                           birth_date=persona.birth_date, sex=persona.sex, activated=persona.activated,
                           memberships=persona.memberships)  # fmt: skip

    source = DictSource(bare(persona) for persona in kto.testing.personas())
    lacking: Dict[str, Any] = {"logins": False, "guardians": False, "consents": False}
    assert kto.testing.conformance(source, **lacking) == ()
    assert kto.testing.conformance(source) != ()


def test_a_source_that_raises_is_heard() -> None:
    class Raises(DictSource):
        def by_key(self, keys: Any) -> Iterable[kto.Persona]:
            raise LookupError("on purpose")

    with pytest.raises(LookupError, match="on purpose"):
        kto.testing.conformance(Raises(kto.testing.personas()))


def test_the_suite_s_people_are_a_roster_too() -> None:
    with kto.open("memory:") as store:
        store.import_roster(kto.testing.roster().encode())
        assert sorted(store.scan(), key=_key) == sorted(kto.testing.personas(), key=_key)


def _key(persona: kto.Persona) -> Tuple[str, str, str]:
    return persona.key
