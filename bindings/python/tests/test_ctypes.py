"""The C face as ctypes sees it: the shared library by its path, declarations written by hand from kto/kto.h."""

from __future__ import annotations

import ctypes
import json
import os
from ctypes import byref, c_char, c_int32, c_int64, c_size_t, c_uint32, c_void_p
from typing import Any, Iterator, Optional

import pytest
from people import claims

import kto

LIBRARY = os.environ.get("KTO_LIBRARY", "")
pytestmark = pytest.mark.skipif(not LIBRARY, reason="this build has no C library (KTO_LIBRARY)")

FOLDED, WHOLE = 2, 0
CREATE_UNSEALED, VERIFIED, ENGLISH = 3, 1, 2


class Text(ctypes.Structure):
    _fields_ = [("data", c_void_p), ("size", c_size_t)]

    def str(self) -> str:
        return ctypes.string_at(self.data, self.size).decode() if self.size else ""


class Snils(ctypes.Structure):
    _fields_ = [("struct_size", c_size_t), ("verdict", c_int32), ("recovered", c_int32), ("number", c_uint32),
                ("control", c_uint32), ("canonical", c_char * 16), ("masked", c_char * 16)]  # fmt: skip


class StoreOptions(ctypes.Structure):
    _fields_ = [("struct_size", c_size_t), ("key_file", Text), ("secret", c_void_p), ("secret_size", c_size_t),
                ("crypto", c_void_p), ("crypto_self", c_void_p), ("mode", c_int32), ("issuer", c_int32),
                ("busy_timeout_ms", c_int32), ("read_only", c_int32)]  # fmt: skip


class ResolveOptions(ctypes.Structure):
    _fields_ = [("struct_size", c_size_t), ("rules", c_void_p), ("year", c_int32), ("month", c_int32),
                ("day", c_int32), ("region", c_int32), ("diagnose", c_int32), ("issuer", c_int32)]  # fmt: skip


class Library:
    """The functions with their types; without them ctypes would cut pointers to 32 bits."""

    def __init__(self, path: str) -> None:
        self._loaded = ctypes.CDLL(path)
        self.alive: Any = []

    def __call__(self, name: str, result: Optional[Any], *arguments: Any) -> Any:
        function = getattr(self._loaded, name)
        function.restype = result
        return function(*arguments)

    def text(self, words: str) -> Text:
        bytes_of = words.encode()
        held = ctypes.create_string_buffer(bytes_of, len(bytes_of))
        self.alive.append(held)
        return Text(ctypes.cast(held, c_void_p), len(bytes_of))

    def make(self, name: str, *arguments: Any) -> c_void_p:
        """A function whose last two parameters are the handle and the error."""
        out, error = c_void_p(), c_void_p()
        status = self(name, c_int32, *arguments, byref(out), byref(error))
        assert status == 0 and not error, self("kto_status_name", Text, c_int32(status)).str()
        return out


@pytest.fixture
def library() -> Library:
    return Library(LIBRARY)


@pytest.fixture
def opened(library: Library) -> Iterator[c_void_p]:
    options = StoreOptions(struct_size=ctypes.sizeof(StoreOptions), mode=CREATE_UNSEALED)
    store = library.make("kto_store_open", library.text("memory:"), byref(options))
    yield store
    library("kto_store_free", None, store)


def test_the_version_is_ours(library: Library) -> None:
    assert library("kto_version", Text).str() == kto.__version__


def test_a_name_folds_as_in_python(library: Library) -> None:
    name = library.make("kto_name_parse", library.text("СОЛОВЬЁВ Пётр"))
    folded = library("kto_name_text", Text, name, c_int32(FOLDED), c_int32(WHOLE)).str()
    assert folded == "соловьев петр" == " ".join(part for part in kto.Fio.parse("СОЛОВЬЁВ Пётр").folded if part)
    library("kto_name_free", None, name)


def test_an_error_says_where(library: Library) -> None:
    out, error = c_void_p(), c_void_p()
    status = library("kto_name_parse", c_int32, library.text("Орлова \u202eАнна"), byref(out), byref(error))
    with pytest.raises(kto.DataError) as caught:
        kto.Fio.parse("Орлова \u202eАнна")
    assert (status, out.value) == (caught.value.number, None)
    assert library("kto_error_offset", c_int64, error) == caught.value.offset
    library("kto_error_free", None, error)


@pytest.mark.parametrize("cell, recover", [("112-233-445 95", 0), ("8765430300", 1), ("112-233-445 96", 0), ("", 0)])
def test_numbers_are_those_of_python(library: Library, cell: str, recover: int) -> None:
    read = Snils(struct_size=ctypes.sizeof(Snils))
    assert library("kto_snils_read", c_int32, library.text(cell), c_int32(recover), byref(read)) == 0
    ours = kto.Snils(cell, recover=bool(recover))
    assert (read.verdict, bool(read.recovered)) == (int(ours.verdict), ours.recovered)
    assert (read.canonical.decode() or None, read.masked.decode() or None) == (ours.canonical, ours.masked)


def test_a_sign_in_over_memory(library: Library, opened: c_void_p) -> None:
    roster = library.text("ID;Организация;Регион;ФИО;СНИЛС;Роль\n"
                          "2004;МБОУ СОШ №900;38;Соловьев Петр Семенович;276-488-905 42;Родитель\n")  # fmt: skip
    assert library("kto_store_import_text", c_int32, opened, byref(roster), c_size_t(1), None, None, None, None) == 0
    request = library.make("kto_request_read", library.text(json.dumps(claims())), c_int32(VERIFIED))
    options = ResolveOptions(struct_size=ctypes.sizeof(ResolveOptions), year=2024, month=10, day=1)
    source = c_void_p(library("kto_store_source", c_void_p, opened))
    ledger = c_void_p(library("kto_store_ledger", c_void_p, opened))
    resolver = library.make("kto_resolver_make", source, ledger, byref(options))
    outcome = library.make("kto_resolve", resolver, request)
    assert library("kto_outcome_verdict", c_int32, outcome) == kto.Verdict.SIGN_IN
    assert library("kto_outcome_persona_count", c_size_t, outcome) == 1
    said = library.make("kto_outcome_json", outcome, request, c_int32(ENGLISH), c_int32(1))
    with kto.open("memory:") as store:
        store.import_roster(ctypes.string_at(roster.data, roster.size))
        ours = kto.Resolver(store, at="2024-10-01").resolve(kto.Identity.from_esia(claims(), verified=True))
    assert library("kto_string_text", Text, said).str() == ours.to_json("en", admin=True)
    for free, handle in (("kto_string_free", said), ("kto_outcome_free", outcome), ("kto_resolver_free", resolver),
                         ("kto_request_free", request)):  # fmt: skip
        library(free, None, handle)


def test_the_structs_fit(library: Library) -> None:
    too_short = Snils(struct_size=4)
    assert library("kto_snils_read", c_int32, library.text("1"), c_int32(0), byref(too_short)) == 10
