"""The tables of kto's C++ headers as enums: numbers and names are stable, and a test holds the two together.

A member's name in lower case is the word that the command and the JSON use: ``Verdict.SIGN_IN`` is
``"sign_in"`` (:attr:`Code.word`).
"""

from __future__ import annotations

import enum

from . import _kto


class Code(enum.IntEnum):
    """The base of the enums.

    >>> import kto
    >>> kto.Verdict.SIGN_IN.word, int(kto.Verdict.SIGN_IN)
    ('sign_in', 10)
    """

    @property
    def word(self) -> str:
        """The name as JSON and the command write it.

        >>> import kto
        >>> kto.Grade.EQUIVALENT.word
        'equivalent'
        """
        return self.name.lower()


class Grade(Code):
    """How alike two names are; a higher code is closer. ``EQUIVALENT`` and better is a match.

    >>> import kto
    >>> kto.Grade.EQUAL > kto.Grade.EQUIVALENT
    True
    """

    IDENTICAL = 50
    EQUAL = 40
    EQUIVALENT = 30
    SIMILAR = 20
    DIFFERENT = 10


class Part(Code):
    """A part of a name.

    >>> import kto
    >>> kto.Fio.parse("Соловьёв Пётр").notes[0].part
    <Part.SURNAME: 1>
    """

    WHOLE = 0
    SURNAME = 1
    GIVEN = 2
    PATRONYMIC = 3


class NameRule(Code):
    """Why two names differ, or what folding changed. Codes below 200 keep a pair ``EQUAL``, below 300
    ``EQUIVALENT``, below 400 ``SIMILAR``.

    >>> import kto
    >>> kto.compare("Соловьёв Пётр", "Соловьев Петр").differences[0].rule
    <NameRule.YO: 200>
    """

    UNICODE_FORM = 100
    LETTER_CASE = 110
    BLANKS = 120
    DASH_KIND = 130
    STRESS_MARK = 140
    INVISIBLE = 150
    PLACEHOLDER = 160
    WORD_ORDER = 170
    YO = 200
    LOOK_ALIKE = 210
    LEADING_DIGIT = 215
    HYPHEN_BLANK = 220
    APOSTROPHE_KIND = 230
    OGLY_SPELLING = 240
    ONE_EDIT = 300
    TWO_EDITS = 310
    VARIANT_NAME = 320
    TRANSLITERATION = 330
    PATRONYMIC_MARKER = 340
    PATRONYMIC_DERIVED_ANEW = 345
    ABSENT = 350
    SWAPPED_PARTS = 360
    SWAPPED_DOUBLE_SURNAME = 370
    SURNAME_CHANGED = 380
    CHANGED = 400
    PATRONYMIC_SEX = 410
    CANNOT_BE_FOLDED = 420


class SnilsVerdict(Code):
    """What a number is worth. ``VALID`` and ``EXEMPT`` can be used.

    >>> import kto
    >>> kto.Snils("123-123-123 44").verdict
    <SnilsVerdict.BAD_CHECKSUM: 30>
    """

    VALID = 10
    EXEMPT = 20
    BAD_CHECKSUM = 30
    BAD_FORMAT = 40
    PLACEHOLDER = 50


class Account(Code):
    """What kind of ESIA account it is.

    >>> import kto
    >>> kto.Account.CHILD.word
    'child'
    """

    UNCONFIRMED = 1
    CONFIRMED = 2
    CHILD = 3


class Expected(Code):
    """The portal's hint whom it expected when ESIA refused without tokens.

    >>> import kto
    >>> kto.Identity.from_esia({"error": "access_denied", "expected": "child"}, verified=True).expected
    <Expected.CHILD: 1>
    """

    UNKNOWN = 0
    CHILD = 1
    ADULT = 2


class Sex(Code):
    """As the roster or ESIA states it.

    >>> import kto
    >>> kto.Sex.FEMALE.word
    'female'
    """

    UNKNOWN = 0
    MALE = 1
    FEMALE = 2


class Role(Code):
    """What somebody is at a school.

    >>> import kto
    >>> [role.word for role in kto.Role]
    ['unknown', 'pupil', 'parent', 'teacher', 'staff', 'administrator']
    """

    UNKNOWN = 0
    PUPIL = 1
    PARENT = 2
    TEACHER = 3
    STAFF = 4
    ADMINISTRATOR = 5


class Consent(Code):
    """Consent to the processing of data, as the roster states it.

    >>> import kto
    >>> kto.Consent.NOT_STATED.word
    'not_stated'
    """

    NOT_STATED = 0
    GIVEN = 1
    REFUSED = 2


class Verdict(Code):
    """The answer to a sign-in.

    >>> import kto
    >>> kto.Verdict(50)
    <Verdict.ASK_SCHOOL: 50>
    """

    SIGN_IN = 10
    CHOOSE = 20
    ACTIVATE = 30
    LINK = 40
    ASK_SCHOOL = 50
    AWAIT_CONSENT = 60
    LINK_GUARDIAN = 65
    RAISE_LEVEL = 70
    GRANT_ACCESS = 75
    COMPLETE_PROFILE = 80
    TRY_AGAIN = 85
    REFUSE = 90


class Actor(Code):
    """Who can mend something.

    >>> import kto
    >>> kto.Actor.SCHOOL.word
    'school'
    """

    NOBODY = 0
    PERSON = 1
    SCHOOL = 2
    PARENT = 3
    ESIA = 4
    PORTAL = 5


class Reason(Code):
    """Why the answer is what it is: for administrators only.

    >>> import kto
    >>> kto.Reason.YO_FOLDED.text("en")
    'The name agrees but for ё and е.'
    """

    CLAIMS_NOT_VERIFIED = 100
    NOT_AN_OBJECT = 102
    KEY_REPEATED = 104
    CLAIM_WRONG_TYPE = 106
    OID_BAD = 108
    OID_CONTRADICTION = 110
    OID_MISSING = 112
    ISSUER_MISSING = 114
    ISSUER_UNKNOWN = 116
    ISSUER_NOT_ACCEPTED = 118
    SUBJECT_NOT_PERSON = 120
    ACCOUNT_NOT_REGISTERED = 122
    NAME_UNUSABLE = 124
    BIRTH_DATE_UNUSABLE = 126
    REGION_MISSING = 130
    REGION_INVALID = 132
    RULES_NOT_IN_FORCE = 140
    UNVERIFIED_NUMBER_ACCEPTED = 142
    ACCESS_DENIED = 200
    CONSENT_NOT_GIVEN = 202
    ESIA_UNCONFIRMED = 204
    ESIA_FAILED = 206
    SCOPE_MISSING = 208
    ACCOUNT_UNCONFIRMED = 220
    ACCOUNT_CHILD = 222
    ACCOUNT_CHILD_TOO_OLD = 224
    ACCOUNT_STANDARD = 226
    GUARDIAN_NOT_LINKED = 228
    ESIA_NUMBER_MISSING = 240
    ESIA_NAME_MISSING = 242
    NUMBER_NOT_IN_DIARY = 300
    SNILS_EQUAL_NAME_DIFFERENT = 302
    SNILS_EQUAL_NAME_SIMILAR = 304
    PERSONA_WITHOUT_SNILS = 306
    PERSONA_NUMBER_UNUSABLE = 308
    HOUSEHOLD_NUMBER = 310
    ARCHIVED = 320
    NOT_ACTIVATED = 322
    LINKED_TO_ANOTHER_OID = 324
    BIRTH_DATE_DIFFERS = 326
    SEX_DIFFERS = 328
    TOO_YOUNG_FOR_ACCOUNT = 330
    ROLE_NOT_ALLOWED = 332
    CONSENT_NOT_RECORDED = 334
    SEVERAL_PERSONAS = 336
    MINOR_NOT_FOUND = 338
    LINKED_BEFORE = 340
    LINKED_NAME_DRIFT = 342
    LINKED_NUMBER_DRIFT = 344
    LINKED_BIRTH_DATE_DIFFERS = 346
    LINKED_SEX_DIFFERS = 348
    NAME_EQUAL = 400
    YO_FOLDED = 402
    LOOK_ALIKE_REPAIRED = 404
    HYPHEN_BLANK = 406
    APOSTROPHE_KIND = 408
    OGLY_SPELLING = 410
    NUMBER_RECOVERED = 412

    def text(self, lang: str = "ru") -> str:
        """The sentence for an administrator, in ``"ru"`` or ``"en"``.

        >>> import kto
        >>> kto.Reason.ARCHIVED.text("en") != kto.Reason.ARCHIVED.text("ru")
        True
        """
        return _kto.message(lang, f"reason.{self.word}")


class RowCode(Code):
    """What can be said of a row of a roster. From 100 on the row is rejected.

    >>> import kto
    >>> kto.RowCode.NAME_MISSING.rejects, kto.RowCode.NUMBER_RECOVERED.rejects
    (True, False)
    """

    NUMBER_UNUSABLE = 10
    NUMBER_RECOVERED = 12
    NUMBER_MISSING = 14
    ROLE_UNKNOWN = 20
    ROLE_MISSING = 22
    BIRTH_DATE_MISSING = 30
    BIRTH_DATE_UNREADABLE = 32
    SEX_UNKNOWN = 36
    STATUS_UNKNOWN = 40
    ACTIVATION_UNKNOWN = 42
    CONSENT_MISSING = 50
    DATE_UNREADABLE = 54
    LOGIN_UNREADABLE = 56
    NAME_REPAIRED = 60
    LINKED_NAME_CHANGED = 70
    LINKED_NUMBER_CHANGED = 72
    HEADING_REPEATED = 80
    NAME_MISSING = 100
    NAME_UNFOLDABLE = 102
    COLUMNS_WRONG = 110
    REGION_BAD = 120
    REGION_ABSENT = 122
    REGION_CONTRADICTS = 124
    ID_EMPTY = 130
    ID_BAD = 132
    ID_REPEATED = 134
    ORGANISATION_MISSING = 140
    ORGANISATION_BAD = 142
    NUMBER_NEEDED = 150
    NUMBER_TAKEN = 152
    CONSENT_REQUIRED = 160
    ROW_BAD_JSON = 170
    ROW_WRONG_TYPE = 172
    ROW_TOO_LONG = 174

    @property
    def rejects(self) -> bool:
        """Is a row with it left out?

        >>> import kto
        >>> kto.RowCode.ID_REPEATED.rejects
        True
        """
        return self >= 100

    def text(self, lang: str = "ru") -> str:
        """The sentence for people, in ``"ru"`` or ``"en"``.

        >>> import kto
        >>> kto.RowCode.NAME_MISSING.text("en") != ""
        True
        """
        return _kto.message(lang, f"row.{self.word}")
