"""kto («кто» — "who?"): which diary personas may this ESIA identity enter, and if none, why, and who can mend it.

A name is a :class:`Fio`, a number a :class:`Snils`, what ESIA said an :class:`Identity`; a roster goes into a
:class:`Store` by :meth:`Store.import_roster`, and a :class:`Resolver` gives the :class:`Outcome`. Everything that
kto raises on purpose is an :class:`Error`. Values cannot be changed, and their ``repr`` shows nothing of a person.

>>> import kto
>>> kto.compare("Соловьёв Пётр", "СОЛОВЬЕВ Петр").grade
<Grade.EQUIVALENT: 30>
"""

from . import _errors as _errors
from . import _kto
from ._codes import (
    Account,
    Actor,
    Code,
    Consent,
    Expected,
    Grade,
    NameRule,
    Part,
    Reason,
    Role,
    RowCode,
    Sex,
    SnilsVerdict,
    Verdict,
)
from ._errors import (
    Cancelled,
    DataError,
    Error,
    FileError,
    FileMissing,
    FileThere,
    ForkedError,
    InternalError,
    NeedsConfirmation,
    NotFound,
    SealError,
    StoreError,
)
from ._fio import Comparison, Difference, Fio, NameParts, Note, compare
from ._identity import EsiaRefusal, Identity, Rights
from ._import import ImportReport, Progress, RosterShape, RowIssue
from ._outcome import AdminFace, EnterablePersona, Finding, Outcome, PersonFace, Repair
from ._persona import Membership, Persona, PersonaKey
from ._resolver import Resolver
from ._rules import Rules
from ._snils import Snils
from ._source import NumberQuery, PersonaSource
from ._store import CheckReport, OpenKeyWarning, Organisation, Store, StoreInfo, create_key, open

__version__ = _kto.version()

__all__ = [
    "Account",
    "Actor",
    "AdminFace",
    "Cancelled",
    "CheckReport",
    "Code",
    "Comparison",
    "Consent",
    "DataError",
    "Difference",
    "EnterablePersona",
    "Error",
    "EsiaRefusal",
    "Expected",
    "FileError",
    "FileMissing",
    "FileThere",
    "Finding",
    "Fio",
    "ForkedError",
    "Grade",
    "Identity",
    "ImportReport",
    "InternalError",
    "Membership",
    "NameParts",
    "NameRule",
    "NeedsConfirmation",
    "NotFound",
    "Note",
    "NumberQuery",
    "OpenKeyWarning",
    "Organisation",
    "Outcome",
    "Part",
    "PersonFace",
    "Persona",
    "PersonaKey",
    "PersonaSource",
    "Progress",
    "Reason",
    "Repair",
    "Resolver",
    "Rights",
    "Role",
    "RosterShape",
    "RowCode",
    "RowIssue",
    "Rules",
    "SealError",
    "Sex",
    "Snils",
    "SnilsVerdict",
    "Store",
    "StoreError",
    "StoreInfo",
    "Verdict",
    "compare",
    "create_key",
    "open",
]

# The files are nobody's business: pickles, messages and help name the package.
for _name in __all__:
    globals()[_name].__module__ = __name__
del _name
