"""What ESIA said about a person."""

from __future__ import annotations

import datetime
import json
from typing import Any, Mapping, NamedTuple, Optional, Tuple, Union

from . import _kto
from ._codes import Account, Expected, Sex
from ._errors import DataError
from ._fio import Fio
from ._frozen import Frozen, Text
from ._snils import Snils


class EsiaRefusal(NamedTuple):
    """A refusal of ESIA's, normally without tokens.

    >>> import kto
    >>> refused = {"error": "access_denied", "error_description": "ESIA-007004: the owner refused"}
    >>> kto.Identity.from_esia(refused, verified=True).refusal
    EsiaRefusal(code=7004, access_denied=True)
    """

    #: 7004 of ``ESIA-007004``.
    code: Optional[int]
    access_denied: bool


class Rights(NamedTuple):
    """What the token's scopes let the portal see.

    >>> import kto
    >>> kto.Identity.from_esia({"person": {}, "scope": "openid snils"}, verified=True).rights
    Rights(fullname=False, snils=True)
    """

    fullname: bool
    snils: bool


def _esia_date(value: object) -> str:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.strftime("%d.%m.") + f"{value.year:04}"
    raise TypeError(f"{type(value).__name__} has no place in a request of ESIA's")


class Identity(Frozen):
    """What ESIA said about a person, read once and closed on every doubt: what is absent, of a wrong type,
    repeated or contradictory counts against the person. Made by :meth:`from_esia` only.

    >>> import kto
    >>> identity = kto.Identity.from_esia({"trusted": True, "lastName": "Орлова", "firstName": "Анна",
    ...                                    "snils": "112-233-445 95"}, verified=True)
    >>> identity.account, identity.name.parts.surname
    (<Account.CONFIRMED: 2>, 'Орлова')
    >>> identity
    <kto.Identity confirmed>
    """

    __slots__ = ("_core", "_json", "_verified")
    _core: _kto.Request
    _json: Text
    _verified: bool

    @classmethod
    def from_esia(cls, data: Union[Text, Mapping[str, Any]], *, verified: bool) -> Identity:
        """Reads ESIA's person object, or kto's request around it (``request_id``, ``region``, ``person``,
        ``id_token``, ``scope``, ``level``, ``expected``, ``error``, ``error_description``).

        ``data`` is JSON (``str`` or UTF-8 ``bytes``) or a mapping. Pass the bytes that came over the wire where
        you can: a ``dict`` cannot show that a key stood twice. ``verified`` must be stated, and be ``True``
        only when you have checked signature, audience, nonce and times of the claims: kto checks none of
        them; with ``False`` every answer is ``REFUSE``.

        Claims that cannot be used are no exception but :attr:`fault`. Raises :class:`DataError` for what is no
        JSON: ``bad_utf8``, ``bad_json``, ``too_deep`` (32 levels), ``too_long`` (1 MiB), with the byte offset.

        >>> import kto
        >>> kto.Identity.from_esia('{"status": "DELETED"}', verified=True).fault
        'account_not_registered'
        """
        if not isinstance(verified, bool):
            raise TypeError(f"verified: True or False is wanted, not {type(verified).__name__}")
        text = data if isinstance(data, (str, bytes)) else _to_json(data)
        made = cls.__new__(cls)
        made._set("_core", _kto.Request.read(text, verified))
        made._set("_json", text)
        made._set("_verified", verified)
        return made

    def __init__(self) -> None:
        raise TypeError("an Identity is made by Identity.from_esia()")

    @property
    def fault(self) -> Optional[str]:
        """Why the claims cannot be used at all, or ``None``. With a fault nothing else of the identity is known.

        >>> import kto
        >>> kto.Identity.from_esia(b'{"snils": "1", "snils": "2"}', verified=True).fault
        'key_repeated'
        """
        return self._core.fault()

    @property
    def verified(self) -> bool:
        """What the caller stated.

        >>> import kto
        >>> kto.Identity.from_esia("{}", verified=False).verified
        False
        """
        return self._verified

    @property
    def request_id(self) -> Optional[str]:
        """The portal's own id of the request.

        >>> import kto
        >>> kto.Identity.from_esia({"request_id": 17, "person": {}}, verified=True).request_id
        '17'
        """
        return self._core.request_id()

    @property
    def region(self) -> Optional[str]:
        """The region that the request states, two digits; ``None`` when it states none or a wrong one.

        >>> import kto
        >>> kto.Identity.from_esia({"region": "038", "person": {}}, verified=True).region
        '38'
        """
        return self._core.region()

    @property
    def oid(self) -> Optional[int]:
        """The number of the ESIA account; ``None`` for a bare person object, which can never be linked.

        >>> import kto
        >>> kto.Identity.from_esia({"trusted": True}, verified=True).oid is None
        True
        """
        return self._core.oid()

    @property
    def issuer(self) -> Optional[str]:
        """``"production"`` or ``"test_stand"``; ``None`` without an ``id_token``.

        >>> import kto
        >>> kto.Identity.from_esia({}, verified=True).issuer is None
        True
        """
        return self._core.issuer()

    @property
    def account(self) -> Account:
        """The kind of account.

        >>> import kto
        >>> kto.Identity.from_esia({"trusted": "yes"}, verified=True).account
        <Account.UNCONFIRMED: 1>
        """
        return Account(self._core.account())

    @property
    def standard(self) -> bool:
        """Does the portal know from SAML that the account is at least standard?

        >>> import kto
        >>> kto.Identity.from_esia({"person": {}, "level": "standard"}, verified=True).standard
        True
        """
        return self._core.standard()

    @property
    def expected(self) -> Expected:
        """The portal's hint whom it expected.

        >>> import kto
        >>> kto.Identity.from_esia({}, verified=True).expected
        <Expected.UNKNOWN: 0>
        """
        return Expected(self._core.expected())

    @property
    def refusal(self) -> Optional[EsiaRefusal]:
        """ESIA's refusal, if it is one.

        >>> import kto
        >>> kto.Identity.from_esia({"error": "server_error"}, verified=True).refusal
        EsiaRefusal(code=None, access_denied=False)
        """
        error = self._core.error()
        return None if error is None else EsiaRefusal(*error)

    @property
    def rights(self) -> Optional[Rights]:
        """What the scopes allow; ``None`` when no scope is stated.

        >>> import kto
        >>> kto.Identity.from_esia({"trusted": True}, verified=True).rights is None
        True
        """
        rights = self._core.rights()
        return None if rights is None else Rights(*rights)

    @property
    def name(self) -> Optional[Fio]:
        """The name; ``None`` when ESIA states none.

        >>> import kto
        >>> kto.Identity.from_esia({"lastName": "ОРЛОВА", "firstName": "Анна"}, verified=True).name.display
        'Орлова Анна'
        """
        core = self._core.name()
        return None if core is None else Fio._of(core)

    @property
    def snils(self) -> Optional[Snils]:
        """The number, if it is whole and usable; never recovered.

        >>> import kto
        >>> kto.Identity.from_esia({"snils": "8765430300"}, verified=True).snils is None
        True
        """
        number = self._core.snils()
        return None if number is None else Snils(number)

    @property
    def birth_date(self) -> Optional[datetime.date]:
        """The date of birth.

        >>> import kto
        >>> kto.Identity.from_esia({"birthDate": "07.11.2012"}, verified=True).birth_date
        datetime.date(2012, 11, 7)
        """
        return self._core.birth_date()

    @property
    def sex(self) -> Sex:
        """Male, female, or not stated.

        >>> import kto
        >>> kto.Identity.from_esia({"gender": "F"}, verified=True).sex
        <Sex.FEMALE: 2>
        """
        return Sex(self._core.sex())

    def __eq__(self, other: object) -> bool:
        """The same JSON, and the same word of the caller's."""
        if not isinstance(other, Identity):
            return NotImplemented
        return self._verified == other._verified and _bytes(self._json) == _bytes(other._json)

    def __hash__(self) -> int:
        return hash((self._verified, _bytes(self._json)))

    def __repr__(self) -> str:
        return f"<kto.Identity {self.fault or self.account.word}>"

    def __reduce__(self) -> Tuple[Any, ...]:
        return _remake, (self._json, self._verified)


def _bytes(text: Text) -> bytes:
    return text.encode() if isinstance(text, str) else text


def _remake(text: Text, verified: bool) -> Identity:
    return Identity.from_esia(text, verified=verified)


def _to_json(data: object) -> str:
    if not isinstance(data, Mapping):
        raise TypeError(f"data: JSON or a mapping is wanted, not {type(data).__name__}")
    try:
        return json.dumps(dict(data), ensure_ascii=False, allow_nan=False, default=_esia_date)
    except (ValueError, RecursionError):
        pass  # Python's words may hold what was in there
    raise DataError("the value cannot be written as JSON [bad_json]", code="bad_json", number=60)
