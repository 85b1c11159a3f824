"""Invented people, a source of personas over a dict, and where the repository is."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Dict, Iterable, Iterator, List, Optional, Sequence, Tuple

import kto

ROOT = Path(os.environ.get("KTO_SOURCE_DIR", Path(__file__).resolve().parents[3]))
#: The built command, to compare with; empty = there is none, and those tests do not run.
COMMAND = os.environ.get("KTO_COMMAND", "")
SANITIZED = "KTO_SANITIZED" in os.environ
VECTORS = ROOT / "tests" / "vectors"
SCHOOL = "МБОУ СОШ №900"

ROSTER: List[Dict[str, Any]] = [
    {"id": "2002", "organisation": SCHOOL, "region": "38", "surname": "Андреева", "given": "Кармела",
     "patronymic": "Егоровна", "snils": "956-522-709 39", "birth_date": "1980-05-03", "sex": "Ж",
     "role": ["Учитель", "Родитель"], "consent": True},
    {"id": "2004", "organisation": SCHOOL, "region": "38", "surname": "Соловьев", "given": "Петр",
     "patronymic": "Семенович", "snils": "276-488-905 42", "birth_date": "1975-01-01", "sex": "М",
     "role": "Родитель", "consent": True},
    {"id": "2005", "organisation": SCHOOL, "region": "38", "surname": "Орлова", "given": "Анна",
     "patronymic": "Сергеевна", "snils": "913-632-036 80", "birth_date": "1979-02-12", "sex": "Ж",
     "role": "Родитель", "consent": True},
    {"id": "2006", "organisation": SCHOOL, "region": "38", "surname": "ОРЛОВА", "given": "АННА",
     "patronymic": "СЕРГЕЕВНА", "snils": "913-632-036 80", "birth_date": "1979-02-12", "sex": "Ж",
     "role": "Учитель", "consent": True},
    {"id": "2009", "organisation": SCHOOL, "region": "38", "surname": "Климов", "given": "Егор",
     "patronymic": "Олегович", "birth_date": "2014-05-14", "sex": "М", "role": "Ученик", "klass": "5б",
     "consent": True},
]  # fmt: skip

#: Every word that no repr, no error and no log may show.
SECRETS = ["Андреева", "Кармела", "Соловьев", "Соловьёв", "Петр", "Орлова", "Анна", "Климов", "956-522", "276-488",
           "913-632", "276488905", "1975", "1979"]  # fmt: skip


def claims(surname: str = "Соловьёв", name: str = "Пётр", patronymic: str = "Семёнович",
           snils: str = "276-488-905 42", oid: int = 1000500001, **more: Any) -> Dict[str, Any]:  # fmt: skip
    """A confirmed person's request."""
    person = {"lastName": surname, "firstName": name, "middleName": patronymic, "snils": snils, "trusted": True,
              "status": "REGISTERED"}  # fmt: skip
    sbj = {"urn:esia:sbj:oid": oid, "urn:esia:sbj:typ": "P", "urn:esia:sbj:is_tru": True}
    token = {"iss": "http://esia.gosuslugi.ru/", "sub": oid, "urn:esia:sbj": sbj}
    return {"request_id": "q", "region": "38", "person": person, "id_token": token, "scope": "fullname snils", **more}


def identity(**more: Any) -> kto.Identity:
    return kto.Identity.from_esia(claims(**more), verified=True)


def personas() -> List[kto.Persona]:
    """The roster's people, as a store has them."""
    with kto.open("memory:") as store:
        store.import_roster(ROSTER)
        return list(store.scan())


def _order(key: kto.PersonaKey) -> Tuple[bytes, bytes, bytes]:
    return key.region.encode(), key.organisation.encode(), key.id.encode()


class DictSource:
    """A portal's own personas in a dict."""

    def __init__(self, cards: Iterable[kto.Persona]) -> None:
        self.cards = {card.key: card for card in sorted(cards, key=lambda card: _order(card.key))}

    def candidates(self, queries: Sequence[kto.NumberQuery]) -> Iterator[Tuple[int, kto.Persona]]:
        for number, (region, snils) in enumerate(queries):
            for key, card in self.cards.items():
                if key.region == region and card.snils == snils:
                    yield number, card

    def by_key(self, keys: Sequence[kto.PersonaKey]) -> Iterable[kto.Persona]:
        return [self.cards[key] for key in keys if key in self.cards]

    def by_organisation(self, region: str, organisation: str) -> Iterable[kto.Persona]:
        return [card for key, card in self.cards.items() if key[:2] == (region, organisation)]

    def scan(self, after: Optional[kto.PersonaKey], limit: int) -> Iterable[kto.Persona]:
        behind = (card for key, card in self.cards.items() if after is None or _order(key) > _order(after))
        return [card for _, card in zip(range(limit), behind)]

    def regions(self) -> Iterable[str]:
        return sorted({key.region for key in self.cards})
