"""Names, numbers and answers by the table, for pandas, which must be installed. Columns in, columns out.

>>> import kto.pandas, pandas
>>> df = pandas.DataFrame({"ФИО": ["СОЛОВЬЁВ Пётр", None]}, index=[7, 9])
>>> df.join(kto.pandas.normalize(df, name="ФИО", key=False))["kto_folded"].tolist()
['соловьев петр', None]
"""

from __future__ import annotations

from typing import Any, Dict, List

from . import _tables

__all__ = ["normalize", "resolve"]

_pandas = _tables.library("pandas", "pandas")


def _cells(df: Any, label: Any) -> List[Any]:
    column = df[label]
    if not isinstance(column, _pandas.Series):
        raise TypeError("several columns have this label")
    cells: List[Any] = column.tolist()
    return cells


def _frame(columns: Dict[str, List[Any]], df: Any) -> Any:
    series = {
        name: _pandas.Series(values, index=df.index, dtype="int64" if name.endswith("personas") else object)
        for name, values in columns.items()
    }
    return _pandas.DataFrame(series, index=df.index)


def normalize(
    df: Any,
    *,
    name: Any = None,
    surname: Any = None,
    given: Any = None,
    patronymic: Any = None,
    snils: Any = None,
    recover: bool = False,
    fold: bool = True,
    key: bool = True,
    display: bool = False,
    prefix: str = "kto_",
) -> Any:
    """Folds names and checks numbers of a DataFrame; returns a new one.

    ``name`` is the label of the column with the whole name, or ``surname``, ``given`` and ``patronymic`` are those of
    its parts; ``snils`` that of the numbers. The result has the index of ``df`` and these columns, after ``prefix``:

    - ``kto_folded``: the folded name, surname first, to read and to sort by (not with ``fold=False``);
    - ``kto_key``: what equals in two rows exactly when the names match, to join by (not with ``key=False``);
    - ``kto_display``: the name for people (with ``display=True``, which costs the most);
    - ``kto_name_error``: why a name cannot be folded, as a code of :class:`kto.Error` (``"bidi_control"``);
      ``"wrong_type"`` for a cell that is no text; null where all is well;
    - ``kto_snils``: the number as documents print it, null unless it can be used; ``kto_snils_verdict``: the word of
      :class:`kto.SnilsVerdict`. ``recover``: see :class:`kto.Snils`. Numbers that a spreadsheet made of the cells
      (``11223344595``, ``11223344595.0``) are read as their digits.

    A cell that is missing (``None``, ``NaN``, ``NA``) gives nulls and no error. Rows where all parts are missing have no name.
    No cell raises; a label that is not there does. The GIL is released while names are folded.

    >>> import kto.pandas, pandas
    >>> df = pandas.DataFrame({"name": ["Соловьёв Пётр", "ПЕТР СОЛОВЬЕВ"], "number": ["112-233-445 95", 1]})
    >>> made = kto.pandas.normalize(df, name="name", snils="number")
    >>> bool(made["kto_key"][0] == made["kto_key"][1]), made["kto_snils_verdict"].tolist()
    (True, ['valid', 'bad_format'])
    """
    made = _tables.normalized(
        lambda label: _cells(df, label),
        name=name,
        surname=surname,
        given=given,
        patronymic=patronymic,
        snils=snils,
        recover=recover,
        fold=fold,
        key=key,
        display=display,
        prefix=prefix,
    )
    return _frame(made, df)


def resolve(
    df: Any,
    asked: _tables.Asked,
    *,
    verified: bool,
    request: Any = None,
    name: Any = None,
    surname: Any = None,
    given: Any = None,
    patronymic: Any = None,
    snils: Any = None,
    birth_date: Any = None,
    region: Any = None,
    oid: Any = None,
    prefix: str = "kto_",
) -> Any:
    """Answers every row of a DataFrame; returns a new DataFrame with the same index.

    Either ``request`` is the label of a column of requests as JSON (see :meth:`kto.Identity.from_esia`), or the
    labels name the columns of confirmed people: ``name`` (or ``surname``, ``given``, ``patronymic``), ``snils``, and
    where there are such, ``birth_date``, ``region`` and ``oid``. Without ``oid`` no link made before is seen. A
    ``name`` that may be read in two orders is read with the surname first; zeros that a spreadsheet dropped from
    ``snils`` are not put back. ``verified`` must be stated: the claims
    were checked (with ``False`` every answer is ``"refuse"``). ``asked`` is a :class:`kto.Store`, a
    :class:`kto.PersonaSource`, or a :class:`kto.Resolver` with rules, region and date.

    - ``kto_verdict``: the word of :class:`kto.Verdict`; ``kto_personas``: how many personas may be entered, and when
      it is one, ``kto_region``, ``kto_organisation`` and ``kto_persona_id``;
    - ``kto_reasons``: words of :class:`kto.Reason`, a blank between. **For administrators**: a person must not see
      this column;
    - ``kto_error``: why the row could not be asked (``"empty"``, ``"bad_json"``, ``"wrong_type"`` …); then there is
      no verdict, and no other row suffers.

    Raises only as :meth:`kto.Resolver.resolve` does, when a seam fails. The GIL is released.

    >>> import kto, kto.pandas, pandas
    >>> df = pandas.DataFrame({"name": ["Соловьёв Пётр", "Орлова Анна"], "number": ["276-488-905 42", None]})
    >>> with kto.open("memory:") as store:
    ...     report = store.import_roster([{"id": "2004", "surname": "Соловьев", "given": "Петр", "role": "Родитель",
    ...                                    "snils": "276-488-905 42"}], region=38, organisation="МБОУ СОШ №900")
    ...     made = kto.pandas.resolve(df, kto.Resolver(store, region=38, at="2024-10-01"), verified=True,
    ...                               name="name", snils="number")
    >>> made["kto_verdict"].tolist(), made["kto_persona_id"].tolist()
    (['sign_in', 'complete_profile'], ['2004', None])
    """
    labels: Dict[str, Any] = {
        "request": request,
        "name": name,
        "surname": surname,
        "given": given,
        "patronymic": patronymic,
        "snils": snils,
        "birth_date": birth_date,
        "region": region,
        "oid": oid,
    }
    made = _tables.resolved(
        lambda label: _cells(df, label), asked, verified=verified, prefix=prefix, **labels
    )
    return _frame(made, df)
