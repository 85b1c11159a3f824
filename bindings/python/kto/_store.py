"""Stores: opening, importing, checking, reading."""

from __future__ import annotations

import datetime
import os
import warnings
from types import TracebackType
from typing import Iterable, List, Mapping, NamedTuple, Optional, Sequence, Tuple, Type, Union

from . import _import, _kto
from ._frozen import Text
from ._import import ImportReport, OnError, OnProgress, Roster
from ._persona import Persona, PersonaKey, of_pairs
from ._rules import Date, Region
from ._source import NumberQuery

Path = Union[str, "os.PathLike[str]"]


class OpenKeyWarning(UserWarning):
    """Others than the owner may read a key file: close it (``chmod 600``).

    >>> import kto
    >>> issubclass(kto.OpenKeyWarning, UserWarning)
    True
    """


class StoreInfo(NamedTuple):
    """What a store is.

    >>> import kto
    >>> with kto.open("memory:") as store:
    ...     store.info
    StoreInfo(sealed=False, read_only=False, issuer='production', personas=0, format=1)
    """

    #: Are names, numbers and logins sealed with a key?
    sealed: bool
    read_only: bool
    #: Whose accounts it takes: ``"production"`` or ``"test_stand"``.
    issuer: str
    personas: int
    format: int


class CheckReport(NamedTuple):
    """What an examination of a whole store found. Counts are of records.

    >>> import kto
    >>> with kto.open("memory:") as store:
    ...     store.check().good
    True
    """

    #: Is everything below as it must be?
    good: bool
    #: The file itself, by the back end's own check.
    integrity: bool
    personas: int
    #: Sealed records that do not open.
    blobs_bad: int
    #: Number keys that are not those of the record.
    keys_bad: int
    #: Clear columns that contradict the record.
    rows_bad: int
    links: int
    #: Links to personas that are not there.
    links_dangling: int


class Organisation(NamedTuple):
    """A school, and what the roster says of it.

    >>> import kto
    >>> kto.Organisation("38", "МБОУ СОШ №900", "", "", "").region
    '38'
    """

    region: str
    id: str
    inn: str
    type: str
    municipality: str


class Store:
    """A store, opened by :func:`open`; a context manager that closes it. It may be used from several threads
    at once. Calls release the GIL. Closing does not disturb a call that is under way in another thread;
    later calls raise :class:`DataError` (``bad_argument``, field ``closed_store``). After a fork the child
    must open its own: here it gets :class:`ForkedError`. It is also a :class:`PersonaSource`.

    >>> import kto
    >>> store = kto.open("memory:")
    >>> store.close()
    >>> store
    <kto.Store closed>
    """

    __slots__ = ("_core", "__weakref__")
    _core: _kto.Store

    def __init__(self) -> None:
        raise TypeError("a Store is made by kto.open()")

    @classmethod
    def _of(cls, core: _kto.Store) -> Store:
        made = cls.__new__(cls)
        made._core = core
        return made

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the store; again does nothing.

        >>> import kto
        >>> kto.open("memory:").close()
        """
        self._core.close()

    @property
    def closed(self) -> bool:
        """Has it been closed?

        >>> import kto
        >>> kto.open("memory:").closed
        False
        """
        return self._core.closed()

    @property
    def info(self) -> StoreInfo:
        """What the store is, and how many personas it has now.

        >>> import kto
        >>> with kto.open("memory:") as store:
        ...     store.info.personas
        0
        """
        return StoreInfo(*self._core.info())

    def import_roster(
        self,
        roster: Roster,
        *,
        region: Optional[Region] = None,
        organisation: Optional[str] = None,
        match_by: str = "id",
        full: bool = False,
        yes: bool = False,
        dry_run: bool = False,
        require_consent: bool = False,
        format: Optional[str] = None,
        encoding: Optional[str] = None,
        separator: Optional[str] = None,
        columns: Optional[Mapping[str, Union[str, int]]] = None,
        today: Optional[Date] = None,
        on_error: Optional[OnError] = None,
        progress: Optional[OnProgress] = None,
    ) -> ImportReport:
        """Imports a roster in one transaction: everything or nothing. Again changes nothing.

        ``roster`` is a path, the bytes of a file, several of them in a list, or an iterable of mappings (the
        keys are headings or kto's field names, docs/formats-roster.md; values are text, numbers, dates,
        booleans, lists; it is read as it goes). Bad rows are left out and reported, good ones are kept.

        - ``region``, ``organisation``: for rows that state none; a stated region must agree.
        - ``match_by="number"``: for files without ids; kto gives them.
        - ``full=True`` archives whom the roster lacks, within ``organisation``; above a fifth only with
          ``yes=True``, else :class:`NeedsConfirmation` with the report.
        - ``dry_run=True`` reads and judges and changes nothing.
        - ``require_consent=True`` rejects rows without consent to processing.
        - ``format`` (``"csv"``, ``"jsonl"``), ``encoding`` (``"UTF-8"``, ``"windows-1251"``, ``"UTF-16LE"``,
          ``"UTF-16BE"``), ``separator`` (``";"``, ``","``, tab), ``columns`` (field → heading, or number from 1):
          where kto should not find out by itself. ``today``: birth dates after it are unreadable.
        - ``on_error(RowIssue)`` is called for each remark, also of rows that are kept.
        - ``progress(Progress)`` is called now and then; returning ``False`` stops with :class:`Cancelled`.

        When a callback (or the iterable) raises, everything is rolled back and the exception comes out as it
        is. So it is with Ctrl-C. A callback may read the store, but an import inside it is refused
        (:class:`StoreError`, ``store_busy``). Raises :class:`DataError` for a roster that is none (with
        ``field``, ``line``, ``offset``), :class:`FileError`, :class:`StoreError`.

        >>> import kto
        >>> roster = "ID;Организация;Регион;ФИО;СНИЛС\\n2005;МБОУ СОШ №900;38;Орлова Анна;913-632-036 80\\n"
        >>> with kto.open("memory:") as store:
        ...     store.import_roster(roster.encode()).inserted, store.info.personas
        (1, 1)
        """
        sources = _import.sources_of(roster)
        options = _import.options_of(
            region=region,
            organisation=organisation,
            match_by=match_by,
            full=full,
            dry_run=dry_run,
            yes=yes,
            require_consent=require_consent,
            format=format,
            encoding=encoding,
            separator=separator,
            columns=columns,
            today=today,
            rows=sources[0][0] == "chunks",
        )
        return _import.run(self._core, sources, options, on_error, progress)

    def check(self, progress: Optional["_kto.CheckProgress"] = None) -> CheckReport:
        """Examines everything: the file, every sealed record, every number key, every link. ``progress(personas
        done)`` is called now and then; returning ``False`` stops with :class:`Cancelled`. What is found wrong is
        in the report; raises :class:`StoreError` when the store cannot be read at all.

        >>> import kto
        >>> with kto.open("memory:") as store:
        ...     store.check().personas
        0
        """
        return CheckReport(*self._core.check(progress))

    def organisations(self) -> Tuple[Organisation, ...]:
        """The organisations, ordered by region and id.

        >>> import kto
        >>> with kto.open("memory:") as store:
        ...     store.organisations()
        ()
        """
        return tuple(Organisation(*one) for one in self._core.organisations())

    def candidates(self, queries: Sequence[NumberQuery]) -> List[Tuple[int, Persona]]:
        """See :meth:`PersonaSource.candidates`.

        >>> import kto
        >>> with kto.open("memory:") as store:
        ...     store.candidates([])
        []
        """
        asked = [(region, snils._text) for region, snils in queries]
        return [(query, Persona._of(core)) for query, core in self._core.candidates(asked)]

    def by_key(self, keys: Iterable[PersonaKey]) -> Tuple[Persona, ...]:
        """See :meth:`PersonaSource.by_key`.

        >>> import kto
        >>> with kto.open("memory:") as store:
        ...     store.by_key([])
        ()
        """
        return of_pairs(self._core.by_key([tuple(key) for key in keys]))

    def by_organisation(self, region: Region, organisation: Text) -> Tuple[Persona, ...]:
        """See :meth:`PersonaSource.by_organisation`.

        >>> import kto
        >>> with kto.open("memory:") as store:
        ...     store.by_organisation(38, "МБОУ СОШ №900")
        ()
        """
        return of_pairs(self._core.by_organisation(region, organisation))

    def scan(self, after: Optional[PersonaKey] = None, limit: int = 1000) -> Tuple[Persona, ...]:
        """See :meth:`PersonaSource.scan`.

        >>> import kto
        >>> with kto.open("memory:") as store:
        ...     store.scan(limit=10)
        ()
        """
        return of_pairs(self._core.scan(None if after is None else tuple(after), _limit(limit)))

    def unnumbered(self, region: Region, limit: int = 1000) -> Tuple[Persona, ...]:
        """Personas of a region without a usable number, at most ``limit``.

        >>> import kto
        >>> with kto.open("memory:") as store:
        ...     store.unnumbered(38)
        ()
        """
        return of_pairs(self._core.unnumbered(region, _limit(limit)))

    def regions(self) -> Tuple[str, ...]:
        """The regions that have personas, ascending.

        >>> import kto
        >>> with kto.open("memory:") as store:
        ...     store.regions()
        ()
        """
        return tuple(self._core.regions())

    def __repr__(self) -> str:
        return "<kto.Store closed>" if self.closed else "<kto.Store>"

    def __reduce__(self) -> str:
        raise TypeError("a Store belongs to its process and cannot be pickled; open it anew from its URI")


def _limit(limit: int) -> int:
    if limit < 0:
        raise ValueError("limit: 0 or more")
    return limit


def open(
    uri: Path,
    *,
    key_file: Optional[Path] = None,
    create: bool = False,
    unsealed: bool = False,
    read_only: bool = False,
    busy_timeout: Union[float, datetime.timedelta] = 5.0,
    issuer: str = "production",
) -> Store:
    """Opens a store: ``"sqlite:FILE"``, a ``pathlib.Path`` to such a file, or ``"memory:"``, which is empty and
    unsealed and lives as long as it is open.

    Without ``create`` the file must be there. ``create=True`` makes it when it is not, sealed with the key of
    ``key_file`` (see :func:`create_key`; kto reads no environment variable), or in the clear with
    ``unsealed=True``. ``issuer`` (``"production"`` or ``"test_stand"``) is written when a store is made.
    ``busy_timeout``, seconds: how long to wait for another writer.

    **Within one process a kto SQLite file is opened through kto only.** Python's ``sqlite3`` may bring another
    copy of SQLite; two copies in one process drop each other's locks without a word, and damage the file.

    Raises :class:`FileMissing`, :class:`SealError` (``key_missing``, ``key_wrong``, ``key_not_wanted``,
    ``key_file_bad``), :class:`StoreError` (``store_unknown``, ``not_a_database``, ``store_version``,
    ``store_read_only``, ``store_busy``, ``store_corrupt``). Warns with :class:`OpenKeyWarning` when others may
    read the key file. A failed call changes nothing.

    >>> import kto, pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     folder = pathlib.Path(folder)
    ...     kto.create_key(folder / "school.kto-key")
    ...     with kto.open(folder / "school.db", key_file=folder / "school.kto-key", create=True) as store:
    ...         store.info.sealed
    True
    """
    name = os.fsencode(uri) if isinstance(uri, str) else b"sqlite:" + os.fsencode(uri)
    if name == b"memory:":
        create = unsealed = True
    seconds = busy_timeout.total_seconds() if isinstance(busy_timeout, datetime.timedelta) else float(busy_timeout)
    key = None if key_file is None else os.fsencode(key_file)
    if key is not None and _kto.key_file_is_open_to_others(key):
        warnings.warn("others may read the key file: chmod 600", OpenKeyWarning, stacklevel=2)
    return Store._of(_kto.open_store(name, key, bool(create), bool(unsealed), bool(read_only), seconds, issuer))


def create_key(path: Path) -> None:
    """Makes a key file, mode 0600; never overwrites one (:class:`FileThere`). Without it the data of a store
    that is sealed with it is lost: keep a copy, apart from the database.

    >>> import kto, pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     kto.create_key(pathlib.Path(folder) / "school.kto-key")
    """
    _kto.create_key(os.fsencode(path))
