"""Names, numbers and answers by the table, for Apache Arrow (``pyarrow``, which must be installed). Columns in,
columns out.

>>> import kto.arrow, pyarrow
>>> table = pyarrow.table({"name": ["СОЛОВЬЁВ Пётр", None]})
>>> kto.arrow.normalize(table, name="name", key=False)["kto_folded"].to_pylist()
['соловьев петр', None]
"""

from __future__ import annotations

from typing import Any, Dict, List

from . import _tables

__all__ = ["normalize", "resolve"]

_arrow = _tables.library("pyarrow", "arrow")


def _cells(table: Any, label: Any) -> List[Any]:
    cells: List[Any] = table.column(label).to_pylist()
    return cells


def _frame(columns: Dict[str, List[Any]]) -> Any:
    return _arrow.table(
        {
            name: _arrow.array(values, _arrow.int64() if name.endswith("personas") else _arrow.string())
            for name, values in columns.items()
        }
    )


def normalize(table: Any, **options: Any) -> Any:
    """Folds names and checks numbers of a Table (or RecordBatch); returns a new Table of as many rows. Everything is as in
    :func:`kto.pandas.normalize`.

    >>> import kto.arrow, pyarrow
    >>> table = pyarrow.table({"name": ["Соловьёв Пётр", "ПЕТР СОЛОВЬЕВ"], "number": ["112-233-445 95", "1"]})
    >>> made = kto.arrow.normalize(table, name="name", snils="number")
    >>> made["kto_key"][0] == made["kto_key"][1], made["kto_snils_verdict"].to_pylist()
    (True, ['valid', 'bad_format'])
    """
    return _frame(_tables.normalized(lambda label: _cells(table, label), **options))


def resolve(table: Any, asked: _tables.Asked, *, verified: bool, **options: Any) -> Any:
    """Answers every row of a Table (or RecordBatch); returns a new Table of as many rows. Everything is as in
    :func:`kto.pandas.resolve`.

    >>> import kto, kto.arrow, pyarrow
    >>> table = pyarrow.table({"name": ["Орлова Анна"], "number": ["276-488-905 42"]})
    >>> with kto.open("memory:") as store:
    ...     kto.arrow.resolve(table, store, verified=False, name="name", snils="number")["kto_verdict"].to_pylist()
    ['refuse']
    """
    return _frame(_tables.resolved(lambda label: _cells(table, label), asked, verified=verified, **options))
