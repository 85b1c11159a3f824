"""Rosters into a store."""

from __future__ import annotations

import datetime
import json
import os
from typing import Any, Callable, Dict, Iterable, Iterator, List, Mapping, NamedTuple, Optional, Sequence, Tuple, Union

from . import _kto
from ._codes import RowCode
from ._persona import PersonaKey

#: A file, its bytes, or rows as mappings.
Roster = Union[str, "os.PathLike[str]", bytes, Iterable[Mapping[str, Any]], Sequence[Union[str, "os.PathLike[str]", bytes]]]


class RowIssue(NamedTuple):
    """What is said of one row: where, and a code; never what stands in it.

    >>> import kto
    >>> issues = []
    >>> with kto.open("memory:") as store:
    ...     report = store.import_roster([{"id": "1", "surname": ""}], region=38, organisation="МБОУ СОШ №900",
    ...                                  on_error=issues.append)
    >>> [(issue.line, issue.code.word) for issue in issues if issue.rejected]
    [(1, 'name_missing')]
    """

    #: Which of the files, from 0.
    file: int
    #: Where the row begins, from 1; of an iterable of mappings, the number of the row.
    line: int
    #: From 1; ``None`` = the row as a whole.
    column: Optional[int]
    code: RowCode
    #: kto's name of the field; ``None`` = none.
    field: Optional[str]
    #: Is the row left out?
    rejected: bool

    def text(self, lang: str = "ru") -> str:
        """The sentence for people, in ``"ru"`` or ``"en"``.

        >>> import kto
        >>> issue = kto.RowIssue(0, 1, None, kto.RowCode.NAME_MISSING, "surname", True)
        >>> issue.text("en") == kto.RowCode.NAME_MISSING.text("en")
        True
        """
        return self.code.text(lang)


class Progress(NamedTuple):
    """How far an import has come.

    >>> import kto
    >>> kto.Progress(file=0, bytes=1024, rows=12).rows
    12
    """

    #: Which of the files, from 0.
    file: int
    #: Bytes read of that file.
    bytes: int
    #: Rows read, of all files.
    rows: int


class RosterShape(NamedTuple):
    """What a file turned out to be.

    >>> import kto
    >>> roster = "ID;Организация;Регион;ФИО\\n2005;МБОУ СОШ №900;38;Орлова Анна\\n".encode("cp1251")
    >>> with kto.open("memory:") as store:
    ...     shape = store.import_roster(roster).files[0]
    >>> shape.encoding, shape.separator, shape.fields
    ('windows-1251', ';', ('id', 'organisation', 'region', 'fio'))
    """

    #: ``"csv"`` or ``"jsonl"``.
    format: str
    encoding: str
    #: ``None`` for JSON lines, as is :attr:`header_line`.
    separator: Optional[str]
    header_line: Optional[int]
    #: kto's names of the columns that it knows, in their order.
    fields: Tuple[str, ...]
    unknown_columns: int


class ImportReport(NamedTuple):
    """What an import did. Counts are of rows.

    >>> import kto
    >>> rows = [{"id": "2005", "surname": "Орлова", "given": "Анна", "role": "Учитель"}]
    >>> with kto.open("memory:") as store:
    ...     report = store.import_roster(rows, region=38, organisation="МБОУ СОШ №900")
    >>> report.rows, report.inserted, report.rejected
    (1, 1, 0)
    """

    #: Read, good and bad.
    rows: int
    inserted: int
    updated: int
    unchanged: int
    #: Second copies of a row in the same import.
    repeated: int
    rejected: int
    #: Kept with a remark.
    flagged: int
    #: By ``full=True``.
    archived: int
    #: What ``full=True`` archives, or would: also of a dry run, or of an import that stopped.
    would_archive: int
    #: In the organisation before, for the share.
    standing: int
    #: Whom ``full=True`` archives, or would.
    to_archive: Tuple[PersonaKey, ...]
    #: With ``match_by="number"``: line → the id that kto gave.
    new_ids: Tuple[Tuple[int, PersonaKey], ...]
    #: One a file.
    files: Tuple[RosterShape, ...]


def report_of(raw: Tuple[Any, ...]) -> ImportReport:
    *counts, to_archive, new_ids, shapes = raw
    lists = (
        tuple(PersonaKey(*key) for key in to_archive),
        tuple((line, PersonaKey(*key)) for line, key in new_ids),
        tuple(RosterShape(*shape) for shape in shapes),
    )
    return ImportReport._make((*counts, *lists))


OnError = Callable[[RowIssue], object]
OnProgress = Callable[[Progress], Optional[bool]]


def issue_handler(on_error: OnError) -> Callable[[int, int, int, int, str, bool], object]:
    def told(file: int, line: int, column: int, code: int, field: str, rejected: bool) -> object:
        return on_error(RowIssue(file, line, column or None, RowCode(code), field or None, rejected))

    return told


def progress_handler(progress: OnProgress) -> Callable[[int, int, int], Optional[bool]]:
    def told(file: int, bytes: int, rows: int) -> Optional[bool]:
        return progress(Progress(file, bytes, rows))

    return told


def sources_of(roster: Roster) -> List[Tuple[str, object]]:
    """What the compiled module reads from: paths, bytes, or an iterator of bytes."""
    if isinstance(roster, (str, bytes, os.PathLike)):
        return [_file(roster)]
    if isinstance(roster, Mapping):
        raise TypeError("roster: one row is no roster; put it into a list")
    if isinstance(roster, (list, tuple)) and roster and all(isinstance(f, (str, bytes, os.PathLike)) for f in roster):
        return [_file(file) for file in roster]
    return [("chunks", _lines(iter(roster)))]


def _file(file: Union[str, bytes, "os.PathLike[str]"]) -> Tuple[str, bytes]:
    return ("bytes", file) if isinstance(file, bytes) else ("path", os.fsencode(file))


def _plain(value: object) -> object:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    raise TypeError(f"a row holds a {type(value).__name__}; text, numbers, dates, booleans and lists are wanted")


def _lines(rows: Iterator[Any]) -> Iterator[bytes]:
    for row in rows:
        if not isinstance(row, Mapping):
            raise TypeError(f"roster: rows are mappings, not {type(row).__name__}")
        # ASCII: a lone surrogate becomes an escape that the reader rejects, with the row's line.
        yield json.dumps(dict(row), default=_plain).encode() + b"\n"


def options_of(
    *,
    region: Union[str, int, None],
    organisation: Optional[str],
    match_by: str,
    full: bool,
    dry_run: bool,
    yes: bool,
    require_consent: bool,
    format: Optional[str],
    encoding: Optional[str],
    separator: Optional[str],
    columns: Optional[Mapping[str, Union[str, int]]],
    today: Union[datetime.date, str, None],
    rows: bool,
) -> Dict[str, object]:
    formats = {None: 0, "csv": 1, "jsonl": 2}
    if format not in formats:
        raise ValueError("format: 'csv', 'jsonl' or None")
    if match_by not in ("id", "number"):
        raise ValueError("match_by: 'id' or 'number'")
    return {
        "region": region,
        "organisation": organisation,
        "match_by_number": match_by == "number",
        "full": bool(full),
        "dry_run": bool(dry_run),
        "yes": bool(yes),
        "require_consent": bool(require_consent),
        "format": 2 if rows else formats[format],
        "encoding": "UTF-8" if rows else encoding,
        "separator": separator,
        "columns": {field: str(heading) for field, heading in (columns or {}).items()},
        "today": today,
    }


def run(
    core: _kto.Store,
    sources: List[Tuple[str, object]],
    options: Dict[str, object],
    on_error: Optional[OnError],
    progress: Optional[OnProgress],
) -> ImportReport:
    raw, error = _kto.import_roster(
        core,
        sources,
        options,
        None if on_error is None else issue_handler(on_error),
        None if progress is None else progress_handler(progress),
    )
    report = report_of(raw)
    if error is not None:
        if hasattr(error, "report"):
            error.report = report
        raise error
    return report
