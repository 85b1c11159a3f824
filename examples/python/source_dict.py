#!/usr/bin/env python3
"""A portal's own personas, in a dict: the shortest kto.PersonaSource.

  source_dict.py        puts it to kto's conformance suite, and answers one sign-in
"""

from __future__ import annotations

import sys
from typing import Dict, Iterable, Iterator, List, Optional, Sequence, Tuple

import kto
import kto.testing


def order(key: kto.PersonaKey) -> Tuple[bytes, bytes, bytes]:
    """Keys are ordered by the bytes of their UTF-8, which is not always how Python orders text."""
    return key.region.encode(), key.organisation.encode(), key.id.encode()


class DictSource:
    """Filled once and only read afterwards: that is why several threads may ask it without a lock."""

    def __init__(self, personas: Iterable[kto.Persona]) -> None:
        self._personas = {persona.key: persona for persona in sorted(personas, key=lambda one: order(one.key))}
        self._by_number: Dict[Tuple[str, kto.Snils], List[kto.Persona]] = {}
        for key, persona in self._personas.items():
            if persona.snils is not None and persona.snils.valid:  # others equal nothing, and can find nobody
                self._by_number.setdefault((key.region, persona.snils), []).append(persona)

    def candidates(self, queries: Sequence[kto.NumberQuery]) -> Iterator[Tuple[int, kto.Persona]]:
        for number, query in enumerate(queries):
            for persona in self._by_number.get((query.region, query.snils), []):
                yield number, persona

    def by_key(self, keys: Sequence[kto.PersonaKey]) -> List[kto.Persona]:
        return [self._personas[key] for key in keys if key in self._personas]

    def by_organisation(self, region: str, organisation: str) -> List[kto.Persona]:
        return [one for key, one in self._personas.items() if key[:2] == (region, organisation)]

    def scan(self, after: Optional[kto.PersonaKey], limit: int) -> List[kto.Persona]:
        behind = [one for key, one in self._personas.items() if after is None or order(key) > order(after)]
        return behind[:limit]

    def regions(self) -> List[str]:
        return sorted({key.region for key in self._personas})


def main() -> int:
    faults = kto.testing.conformance(DictSource(kto.testing.personas()))
    for fault in faults:
        print(f"{fault.rule}: {fault.what}", file=sys.stderr)
    print(f"conformance: {len(kto.testing.rules())} rules, {len(faults)} faults")

    cards = DictSource([
        kto.Persona(region=38, organisation="МБОУ СОШ №900", id="2004", name="Соловьев Петр Семенович",
                    snils="276-488-905 42", roles=[kto.Role.PARENT]),
    ])  # fmt: skip
    said = {"trusted": True, "lastName": "Соловьёв", "firstName": "Пётр", "middleName": "Семёнович",
            "snils": "276-488-905 42"}  # fmt: skip
    with kto.open("memory:") as ledger:  # links are kto's to record; in life this is a file
        outcome = kto.Resolver(cards, ledger=ledger, at="2024-10-01").resolve(kto.Identity.from_esia(said, verified=True))
    print(f"{outcome.verdict.word}: {', '.join(persona.key.id for persona in outcome.personas)}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
