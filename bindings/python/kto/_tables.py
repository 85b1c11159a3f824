"""What the tables of pandas, Polars and Arrow share: columns in, columns out, and no Python a row in between."""

from __future__ import annotations

import importlib
from typing import Any, Callable, Dict, List, Union

from . import _kto
from ._resolver import Resolver
from ._source import PersonaSource
from ._store import Store

#: The cells of a column, by its label.
Column = Callable[[Any], List[Any]]
#: Whom to ask: a resolver with rules and a date of its own, or a store (or source) for one with none.
Asked = Union[Resolver, Store, PersonaSource]


def library(name: str, package: str) -> Any:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:  # it is there, and something else is wrong with it
            raise
        raise ImportError(f"kto.{package} needs {name}, which is not installed; kto.columns does without") from error


def normalized(
    column: Column,
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
) -> Dict[str, List[Any]]:
    parts = [surname, given, patronymic]
    if name is not None and any(part is not None for part in parts):
        raise TypeError("name is the whole name in one column: give it, or surname, given and patronymic")
    if any(part is not None for part in parts) and (surname is None or given is None):
        raise TypeError("surname and given are wanted together")
    names = [name] if name is not None else [part for part in parts if part is not None]
    if not names and snils is None:
        raise TypeError("which columns? name, or surname, given and patronymic; snils")
    made: Dict[str, List[Any]] = {}
    if names:
        if not (fold or key or display):
            raise TypeError("one of fold, key and display is wanted")
        folded, keys, shown, errors = _kto.normalize_names(
            tuple(column(label) for label in names), bool(fold), bool(key), bool(display)
        )
        for wanted, values in (("folded", folded), ("key", keys), ("display", shown), ("name_error", errors)):
            if values is not None:
                made[prefix + wanted] = values
    if snils is not None:
        made[prefix + "snils"], made[prefix + "snils_verdict"] = _kto.normalize_numbers(column(snils), bool(recover))
    return made


#: What the columns of :func:`resolved` may be.
FIELDS = ("request", "name", "surname", "given", "patronymic", "snils", "birth_date", "region", "oid")
#: What it makes, in this order.
ANSWER = ("verdict", "personas", "region", "organisation", "persona_id", "reasons", "error")


def resolved(
    column: Column, asked: Asked, *, verified: bool, prefix: str = "kto_", **labels: Any
) -> Dict[str, List[Any]]:
    unknown = labels.keys() - set(FIELDS)
    if unknown:
        raise TypeError(f"no such column is known: {', '.join(sorted(unknown))}")
    given = {field: label for field, label in labels.items() if label is not None}
    if "request" in given and len(given) > 1:
        raise TypeError("request is the whole request as JSON: give it, or the other columns")
    if not given:
        raise TypeError("which columns? request, or name (or surname, given, patronymic) and snils")
    if "name" in given and given.keys() & {"surname", "given", "patronymic"}:
        raise TypeError("name is the whole name in one column: give it, or surname, given and patronymic")
    resolver = asked if isinstance(asked, Resolver) else Resolver(asked)
    columns = {field: column(label) for field, label in given.items()}
    answers = _kto.resolve_table(resolver._source, resolver._ledger, resolver._options, columns, bool(verified))
    return {prefix + name: values for name, values in zip(ANSWER, answers)}
