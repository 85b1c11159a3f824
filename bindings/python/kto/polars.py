"""Names, numbers and answers by the table, for Polars, which must be installed. Columns in, columns out.

>>> import kto.polars, polars
>>> df = polars.DataFrame({"name": ["СОЛОВЬЁВ Пётр", None]})
>>> df.hstack(kto.polars.normalize(df, name="name", key=False))["kto_folded"].to_list()
['соловьев петр', None]
"""

from __future__ import annotations

from typing import Any, Dict, List

from . import _tables

__all__ = ["normalize", "resolve"]

_polars = _tables.library("polars", "polars")


def _cells(df: Any, label: Any) -> List[Any]:
    cells: List[Any] = df.get_column(label).to_list()
    return cells


def _frame(columns: Dict[str, List[Any]]) -> Any:
    types = {name: _polars.Int64 if name.endswith("personas") else _polars.Utf8 for name in columns}
    return _polars.DataFrame(columns, schema=types)


def normalize(df: Any, **options: Any) -> Any:
    """Folds names and checks numbers of a DataFrame; returns a new DataFrame of as many rows. Everything is as in
    :func:`kto.pandas.normalize`.

    >>> import kto.polars, polars
    >>> df = polars.DataFrame({"name": ["Соловьёв Пётр", "ПЕТР СОЛОВЬЕВ"], "number": ["112-233-445 95", "1"]})
    >>> made = kto.polars.normalize(df, name="name", snils="number")
    >>> made["kto_key"][0] == made["kto_key"][1], made["kto_snils_verdict"].to_list()
    (True, ['valid', 'bad_format'])
    """
    return _frame(_tables.normalized(lambda label: _cells(df, label), **options))


def resolve(df: Any, asked: _tables.Asked, *, verified: bool, **options: Any) -> Any:
    """Answers every row of a DataFrame; returns a new DataFrame of as many rows. Everything is as in
    :func:`kto.pandas.resolve`.

    >>> import kto, kto.polars, polars
    >>> df = polars.DataFrame({"name": ["Орлова Анна"], "number": ["276-488-905 42"]})
    >>> with kto.open("memory:") as store:
    ...     kto.polars.resolve(df, store, verified=False, name="name", snils="number")["kto_verdict"].to_list()
    ['refuse']
    """
    return _frame(_tables.resolved(lambda label: _cells(df, label), asked, verified=verified, **options))
