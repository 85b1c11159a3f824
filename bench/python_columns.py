#!/usr/bin/env python3
"""kto from Python beside plain Python, as ratios of one run.

  PYTHONPATH=build/release/python bench/python_columns.py [--rows 100000] [--repetitions 11]

Ours and the peer take turns, in an order drawn anew each time; the ratio is taken repetition by repetition, and the
table shows the median and the spread. A ratio of 12 means: plain Python needs twelve times as long. One thread's
benchmarks count its processor time; `threads/` (two threads, each with half of the rows, beside one thread with both)
counts by the clock on the wall, and a busy machine spoils it: look at `threads/hashlib` first. `pause/` is no ratio to
a peer: how long another thread stood still, as a share of the whole work; near 1 = the GIL was held
all along, as `pause/sorted` shows, which works in C and holds it.
"""
import argparse
import hashlib
import json
import random
import re
import statistics
import threading
import time
import unicodedata

import kto
import kto.columns

try:
    import pandas

    import kto.pandas
except ImportError:
    pandas = None

SURNAMES = ["Соловьёв", "Андреева", "ГРОМОВА", "Иванов-Петров", "Климов", "Савельева", "Орлова", "Щукин"]
NAMES = ["Пётр", "Кармела", "АННА", "Лия", "Егор", "Мария", "Семён"]
PATRONYMICS = ["Семёнович", "Егоровна", "ОЛЕГОВНА", "Данилович", ""]


def plain_fold(line):
    """What a portal writes in a minute: Unicode form, case, ё as е, blanks. It knows no stress marks, look-alikes,
    hyphens, dashes, word order or patronymics."""
    return " ".join(unicodedata.normalize("NFC", line).casefold().replace("ё", "е").split())


INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u0301"))
KINDS = str.maketrans({**dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"), **dict.fromkeys("’ʼ`´", "'"), "ё": "е"})
LATIN = re.compile("[a-z]")
CYRILLIC = re.compile("[а-я]")
LOOK_ALIKES = str.maketrans("aceopxykmtbh", "асеорхукмтвн")
PATRONYMIC = re.compile("(ович|евич|ьич|овна|евна|ична)$")
NO_PATRONYMIC = {"-", "нет", "отсутствует"}


def careful_fold(line):
    """What somebody writes who has met the same faults as kto: also stress marks, invisible characters, kinds of dashes
    and apostrophes, look-alikes, placeholders, hyphens, and the given name in front. Still no notes, no codes, no limits,
    and far fewer rules of order and patronymics."""
    text = unicodedata.normalize("NFD", line).translate(INVISIBLE)
    text = unicodedata.normalize("NFC", text).casefold().translate(KINDS)
    words = [word for word in text.split() if word not in NO_PATRONYMIC]
    for place, word in enumerate(words):
        if LATIN.search(word) and CYRILLIC.search(word):
            words[place] = word.translate(LOOK_ALIKES)
    if len(words) == 3 and PATRONYMIC.search(words[1]) and not PATRONYMIC.search(words[2]):
        words = [words[2], words[0], words[1]]
    return " ".join(words).replace("-", " ")


def number_of(nine):
    text = f"{nine:09}"
    total = sum(int(digit) * (9 - place) for place, digit in enumerate(text))
    control = total % 101 % 100
    return f"{text[:3]}-{text[3:6]}-{text[6:]} {control:02}"


def people(rows, seed=1):
    draw = random.Random(seed)
    for row in range(rows):
        surname, name, patronymic = draw.choice(SURNAMES), draw.choice(NAMES), draw.choice(PATRONYMICS)
        yield surname, name, patronymic, number_of(100_000_000 + row * 7)


def decomposed(line, row):
    return unicodedata.normalize("NFD", line) if row % 4 == 0 else line


def plain_resolve(known, requests):
    answers = []
    for request in requests:
        person = json.loads(request)["person"]
        digits = "".join(letter for letter in person["snils"] if letter.isdigit())
        name = plain_fold(f"{person['lastName']} {person['firstName']} {person['middleName']}")
        answers.append("sign_in" if known.get(digits) == name else "link")
    return answers


def alternately(ours, peer, repetitions, clock, check):
    ratios = []
    for _ in range(repetitions + 1):  # the first warms up
        spent = {}
        turns = [("ours", ours), ("peer", peer)]
        random.shuffle(turns)
        made = {}
        for name, work in turns:
            start = clock()
            made[name] = work()
            spent[name] = clock() - start
        check(made["ours"], made["peer"])
        ratios.append(spent["peer"] / spent["ours"])
    return ratios[1:]


def equal(ours, peer):
    assert list(ours) == list(peer), "the answers differ"


def benchmarks(rows, repetitions):
    lines = [decomposed(" ".join(p for p in (s, n, m) if p), row) for row, (s, n, m, _) in enumerate(people(rows))]
    plain = lambda: [plain_fold(line) for line in lines]  # noqa: E731
    one = time.thread_time

    def same_words(ours, peer):
        equal((line.replace("-", " ") for line in ours), (line.replace("-", " ") for line in peer))

    yield "fold/columns", alternately(lambda: kto.columns.fold(lines), plain, repetitions, one, same_words)
    careful = lambda: [careful_fold(line) for line in lines]  # noqa: E731
    yield "fold/columns_careful", alternately(lambda: kto.columns.fold(lines), careful, repetitions, one, same_words)
    yield "fold/match_keys", alternately(lambda: kto.columns.match_keys(lines), plain, repetitions, one,
                                         lambda ours, peer: equal([len(ours)], [len(peer)]))  # fmt: skip
    if pandas is not None:
        frame = pandas.DataFrame({"name": lines})
        yield "fold/pandas", alternately(
            lambda: kto.pandas.normalize(frame, name="name", key=False)["kto_folded"].tolist(),
            lambda: frame["name"].map(plain_fold).tolist(), repetitions, one, same_words)  # fmt: skip
        yield "fold/pandas_careful", alternately(
            lambda: kto.pandas.normalize(frame, name="name", key=False)["kto_folded"].tolist(),
            lambda: frame["name"].map(careful_fold).tolist(), repetitions, one, same_words)  # fmt: skip

    some = list(people(rows // 5))
    requests = [json.dumps({"region": "38", "person": {"trusted": True, "status": "REGISTERED", "lastName": s,
                                                       "firstName": n, "middleName": m, "snils": number}})
                for s, n, m, number in some]  # fmt: skip
    known = {"".join(c for c in number if c.isdigit()): plain_fold(f"{s} {n} {m}") for s, n, m, number in some}
    with kto.open("memory:") as store:
        store.import_roster([{"id": str(row), "region": "38", "organisation": "1", "surname": s, "given": n,
                              "patronymic": m, "snils": number, "role": "Родитель", "birth_date": "1980-01-01"}
                             for row, (s, n, m, number) in enumerate(some)])  # fmt: skip
        resolver = kto.Resolver(store, "ru-2024", at="2024-10-01")

        def ours():
            identities = [kto.Identity.from_esia(request, verified=True) for request in requests]
            return [outcome.verdict.word for outcome in resolver.resolve_many(identities)]

        yield "resolve/many", alternately(ours, lambda: plain_resolve(known, requests), repetitions, one, equal)
        if pandas is not None:
            frame = pandas.DataFrame({"request": requests})
            yield "resolve/pandas", alternately(
                lambda: kto.pandas.resolve(frame, resolver, verified=True, request="request")["kto_verdict"].tolist(),
                lambda: plain_resolve(known, frame["request"]), repetitions, one, equal)  # fmt: skip

    half = len(lines) // 2
    halves = [lines[:half], lines[half:]]

    def together(work):
        threads = [threading.Thread(target=work, args=(part,)) for part in halves]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    # What the machine can do at all stands beside: hashlib works without the GIL, plain Python with it.
    block = b"kto" * 20_000_000
    for name, work in (("threads/display", kto.columns.display), ("threads/fold", kto.columns.fold),
                       ("threads/plain_python", lambda part: [plain_fold(line) for line in part]),
                       ("threads/hashlib", lambda part: hashlib.sha256(block).digest())):  # fmt: skip
        yield name, alternately(lambda: together(work), lambda: [work(part) for part in halves], repetitions,
                                time.perf_counter, lambda ours, peer: None)  # fmt: skip
    for name, work in (("pause/display", kto.columns.display), ("pause/sorted", lambda part: sorted(part * 4))):
        yield name, [longest_pause(lambda: work(lines)) for _ in range(repetitions)]


def longest_pause(work):
    """The longest time that another thread of Python stood still, as a share of the time that `work` took."""
    began, longest, done = threading.Event(), 0.0, threading.Event()

    def folding():
        began.set()
        work()
        done.set()

    thread = threading.Thread(target=folding)
    thread.start()
    began.wait()
    start = last = time.perf_counter()
    while not done.is_set():
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    longest = max(longest, time.perf_counter() - last)
    whole = time.perf_counter() - start
    thread.join()
    return longest / whole


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--repetitions", type=int, default=11)
    asked = parser.parse_args()
    print(f"{'benchmark':24} {'median':>8} {'min–max':>16}")
    for name, ratios in benchmarks(asked.rows, asked.repetitions):
        print(f"{name:24} {statistics.median(ratios):8.2f} {f'{min(ratios):.2f}–{max(ratios):.2f}':>16}", flush=True)


main()
