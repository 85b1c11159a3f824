"""What can go wrong, as exceptions by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Optional, Tuple, Type

if TYPE_CHECKING:
    from ._import import ImportReport


class Error(Exception):
    """The base of everything that kto raises on purpose.

    It says where and why, and never repeats a name, a number or any other value that somebody supplied:
    it may be logged.

    >>> import kto
    >>> try:
    ...     kto.Fio.parse(b"\\xd0\\x98\\xff")
    ... except kto.Error as error:
    ...     print(error.code, error.offset)
    bad_utf8 2
    """

    #: The stable name of what went wrong, e.g. ``"bad_utf8"``.
    code: str
    #: The stable number that belongs to :attr:`code`.
    number: int
    #: Bytes from the start of the input, where known.
    offset: Optional[int]
    #: The field, column or argument concerned; a name of kto's own, or an empty string.
    field: str
    #: The line of the input, from 1, where it has lines.
    line: Optional[int]
    #: ``errno``, or SQLite's extended code; 0 when there is none.
    backend: int

    def __init__(
        self,
        message: str,
        *,
        code: str = "internal",
        number: int = 200,
        offset: Optional[int] = None,
        field: str = "",
        line: Optional[int] = None,
        backend: int = 0,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.number = number
        self.offset = offset
        self.field = field
        self.line = line
        self.backend = backend

    def __str__(self) -> str:  # OSError would print errno instead
        return str(self.args[0])

    def __reduce__(self) -> Tuple[Any, ...]:
        return _remake, (type(self), self.args[0], self.__dict__.copy())


class DataError(Error, ValueError):
    """An argument, a text, a roster or a request that cannot be used: a :class:`ValueError`.

    >>> import kto
    >>> try:
    ...     kto.Rules.from_text("{}")
    ... except ValueError as error:
    ...     print(type(error).__name__, error.code)
    DataError missing_field
    """


class FileError(Error, OSError):
    """A file cannot be read or written: an :class:`OSError`. ``errno`` is :attr:`Error.backend`.

    >>> import kto
    >>> issubclass(kto.FileError, OSError)
    True
    """


class FileMissing(FileError, FileNotFoundError):
    """A file, a store or a key file is not there: a :class:`FileNotFoundError`.

    >>> import kto
    >>> try:
    ...     kto.open("sqlite:/nowhere/school.db")
    ... except FileNotFoundError as error:
    ...     print(type(error).__name__, error.code)
    FileMissing file_not_found
    """


class FileThere(FileError, FileExistsError):
    """The file exists already and is not overwritten: a :class:`FileExistsError`.

    >>> import kto, tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     kto.create_key(pathlib.Path(folder) / "school.kto-key")
    ...     try:
    ...         kto.create_key(pathlib.Path(folder) / "school.kto-key")
    ...     except FileExistsError as error:
    ...         print(type(error).__name__, error.code)
    FileThere file_exists
    """


class StoreError(Error, OSError):
    """The store cannot be used: busy, damaged, read-only, no store at all. An :class:`OSError`.

    >>> import kto
    >>> try:
    ...     kto.open("carrier-pigeon:")
    ... except kto.StoreError as error:
    ...     print(error.code)
    store_unknown
    """


class NotFound(Error, LookupError):
    """There is no such rule set, message or record: a :class:`LookupError`.

    >>> import kto
    >>> try:
    ...     kto.Rules.builtin("my-own")
    ... except LookupError as error:
    ...     print(error.code)
    not_found
    """


class SealError(Error):
    """The key is missing, is not the store's, or a sealed record does not open.

    >>> import kto, tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     try:
    ...         kto.open(pathlib.Path(folder) / "school.db", create=True)
    ...     except kto.SealError as error:
    ...         print(error.code)
    key_missing
    """


class ForkedError(Error, RuntimeError):
    """The store was opened before a fork: the child process must open its own.

    >>> import kto
    >>> issubclass(kto.ForkedError, RuntimeError)
    True
    """


class Cancelled(Error):
    """Stopped because a ``progress`` callback returned ``False``; nothing was changed.

    >>> import kto
    >>> with kto.open("memory:") as store:
    ...     try:
    ...         store.import_roster([{"id": "1"}], progress=lambda done: False)
    ...     except kto.Cancelled as error:
    ...         print(error.code)
    cancelled
    """

    #: What the import had found when it stopped.
    report: Optional["ImportReport"] = None


class NeedsConfirmation(Error):
    """``full=True`` would archive more people than is allowed without ``yes=True``; nothing was changed.

    >>> import kto
    >>> people = [{"id": str(i), "surname": "Орлова", "given": "Анна", "role": "Учитель"} for i in range(3)]
    >>> school = {"region": 38, "organisation": "МБОУ СОШ №900"}
    >>> with kto.open("memory:") as store:
    ...     report = store.import_roster(people, **school)
    ...     try:
    ...         store.import_roster(people[:1], full=True, **school)
    ...     except kto.NeedsConfirmation as error:
    ...         print(error.report.would_archive, "of", error.report.standing)
    2 of 3
    """

    #: What the import would have done, with whom it would archive.
    report: Optional["ImportReport"] = None


class InternalError(Error, RuntimeError):
    """A fault inside kto: please report it.

    >>> import kto
    >>> issubclass(kto.InternalError, RuntimeError)
    True
    """


_BY_NAME: Dict[str, Type[Error]] = {
    "file_not_found": FileMissing,
    "file_exists": FileThere,
    "not_found": NotFound,
    "forked": ForkedError,
    "cancelled": Cancelled,
    "needs_confirmation": NeedsConfirmation,
}


def kind_of(code: str, number: int) -> Type[Error]:
    """The class for a code: by name, else by the hundreds and tens of its number (``kto/base.hpp``)."""
    named = _BY_NAME.get(code)
    if named is not None:
        return named
    if number < 100:
        return DataError
    if number < 120:
        return FileError
    if number < 150:
        return StoreError
    if number < 170:
        return SealError
    return InternalError


def make_error(
    code: str, number: int, message: str, offset: Optional[int], field: str, line: Optional[int], backend: int
) -> Error:
    """Called by the compiled module."""
    made = kind_of(code, number)(
        message, code=code, number=number, offset=offset, field=field, line=line, backend=backend
    )
    if isinstance(made, OSError) and backend:
        made.errno = backend
    return made


def _remake(kind: Type[Error], message: str, state: Dict[str, Any]) -> Error:
    made = kind(message)
    made.__dict__.update(state)
    return made
