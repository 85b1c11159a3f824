"""From an identity to an answer."""

from __future__ import annotations

import asyncio
import functools
from concurrent.futures import Executor
from typing import Iterable, List, Optional, Union

from . import _kto
from ._identity import Identity
from ._outcome import Outcome
from ._rules import Date, Region, Rules
from ._source import Adapter, PersonaSource
from ._store import Store


class Resolver:
    """Answers identities over a store, or over a portal's own source of personas with a store as ``ledger``.
    It reads and writes nothing. It may be used from several threads at once, and keeps source and ledger alive.

    ``rules``: a :class:`Rules`, the name of a built-in set, or ``None`` for the newest built-in one in force for
    region and date. ``region``: for identities that state none. ``at``: the date of the question; ``None`` =
    today in the region. ``diagnose=True`` looks for the reason of a miss among personas without a usable
    number (reads up to 20 000 of them a call). ``issuer``: whose accounts the portal takes; ``None`` = the
    ledger's, else ``"production"``. ``executor``: where :meth:`aresolve` works; ``None`` = the event loop's own.

    >>> import kto
    >>> with kto.open("memory:") as store:
    ...     report = store.import_roster([{"id": "2004", "surname": "Соловьев", "given": "Петр", "role": "Родитель",
    ...                                    "snils": "276-488-905 42"}], region=38, organisation="МБОУ СОШ №900")
    ...     resolver = kto.Resolver(store, "ru-2024", at="2024-10-01")
    ...     identity = kto.Identity.from_esia({"trusted": True, "lastName": "Соловьёв", "firstName": "Пётр",
    ...                                        "snils": "276-488-905 42"}, verified=True)
    ...     resolver.resolve(identity)
    <kto.Outcome sign_in, personas: 1>
    """

    __slots__ = ("_source", "_ledger", "_options", "_executor", "__weakref__")

    def __init__(
        self,
        source: Union[Store, PersonaSource],
        rules: Union[Rules, str, None] = None,
        *,
        ledger: Optional[Store] = None,
        region: Optional[Region] = None,
        at: Optional[Date] = None,
        diagnose: bool = False,
        issuer: Optional[str] = None,
        executor: Optional[Executor] = None,
    ) -> None:
        if ledger is None and isinstance(source, Store):
            ledger = source
        if ledger is not None and not isinstance(ledger, Store):
            raise TypeError(f"ledger: a kto.Store is wanted, not {type(ledger).__name__}")
        if isinstance(rules, str):
            rules = Rules.builtin(rules)
        if rules is not None and not isinstance(rules, Rules):
            raise TypeError(f"rules: kto.Rules or a name is wanted, not {type(rules).__name__}")
        if issuer is None:
            issuer = "production" if ledger is None else ledger.info.issuer
        self._source: Union[_kto.Store, Adapter] = source._core if isinstance(source, Store) else Adapter(source)
        self._ledger = None if ledger is None else ledger._core
        self._options = _kto.ResolveOptions.make(
            None if rules is None else rules._core, region, at, bool(diagnose), issuer
        )
        self._executor = executor

    def resolve(self, identity: Identity) -> Outcome:
        """The answer. Raises only when a seam failed: :class:`StoreError`, :class:`SealError`,
        :class:`ForkedError`, :class:`DataError` (``bad_argument``, field ``closed_store``), or what the source
        raised. The GIL is released.

        >>> import kto
        >>> with kto.open("memory:") as store:
        ...     kto.Resolver(store).resolve(kto.Identity.from_esia({"trusted": True}, verified=True)).verdict
        <Verdict.COMPLETE_PROFILE: 80>
        """
        core = _kto.resolve(self._source, self._ledger, self._options, _request(identity))
        return Outcome._of(core, identity.request_id)

    def resolve_many(self, identities: Iterable[Identity]) -> List[Outcome]:
        """The same answers in the same order; the source is asked for all numbers together (4096 identities
        at a time). Faster than one by one. Ctrl-C is heeded between two pieces.

        >>> import kto
        >>> with kto.open("memory:") as store:
        ...     kto.Resolver(store).resolve_many(kto.Identity.from_esia({}, verified=True) for _ in range(2))
        [<kto.Outcome raise_level, personas: 0>, <kto.Outcome raise_level, personas: 0>]
        """
        asked = list(identities)
        cores = _kto.resolve_many(self._source, self._ledger, self._options, [_request(one) for one in asked])
        return [Outcome._of(core, identity.request_id) for core, identity in zip(cores, asked)]

    async def aresolve(self, identity: Identity) -> Outcome:
        """:meth:`resolve` in a thread, for an event loop that must not wait.

        >>> import asyncio, kto
        >>> async def answer(store):
        ...     return await kto.Resolver(store).aresolve(kto.Identity.from_esia({}, verified=True))
        >>> with kto.open("memory:") as store:
        ...     asyncio.run(answer(store))
        <kto.Outcome raise_level, personas: 0>
        """
        if self._executor is None:
            return await asyncio.to_thread(self.resolve, identity)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._executor, functools.partial(self.resolve, identity))

    def __repr__(self) -> str:
        return "<kto.Resolver>"


def _request(identity: Identity) -> _kto.Request:
    if not isinstance(identity, Identity):
        raise TypeError(f"a kto.Identity is wanted, not {type(identity).__name__}")
    return identity._core
