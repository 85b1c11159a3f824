#!/usr/bin/env python3
"""The same region through a peer: the Python package recordlinkage.

  kto_region --humans 20000 --per-kind 100 --dump FOLDER
  python3 -m venv VENV && VENV/bin/pip install recordlinkage
  VENV/bin/python bench/region/peer.py FOLDER

No part of the tests. The peer gets folded names (so that it need not know ё and look-alikes), blocks on what its
manual would block on — equal surname, equal given name and patronymic, equal birth date, equal number, and neighbours in
the sorted list of surnames — compares the parts by Damerau-Levenshtein, and learns weights without labels by
expectation and maximisation (ECM). Candidates are ordered by its probability, then by the sum of similarities. `first` and `3` as in kto_region's tables;
the archived card of the same person counts as a miss for both.
"""
import sys
import time
from collections import defaultdict

import pandas
import recordlinkage
from recordlinkage.index import Block, SortedNeighbourhood

folder = sys.argv[1]
read = lambda name: pandas.read_csv(f"{folder}/{name}.csv", sep=";", dtype=str, keep_default_na=False)
cards = read("cards").set_index("card")
requests = read("requests")

start = time.process_time()
indexer = recordlinkage.Index()
for columns in (["surname", "given"], ["given", "patronymic", "sex"], ["birth_date"], ["number"]):
    indexer.add(Block(columns))
indexer.add(SortedNeighbourhood("surname", window=9, block_on=["given"]))
# An empty cell is no agreement: blocks of empty numbers would hold everybody.
cards_for_blocks = cards.copy()
cards_for_blocks.loc[cards_for_blocks["number"] == "", "number"] = None
pairs = indexer.index(requests, cards_for_blocks)

# An empty part is compared as a blank: the package divides by the length.
filled = lambda table: table.replace({"surname": {"": " "}, "given": {"": " "}, "patronymic": {"": " "}})
compare = recordlinkage.Compare()
for part in ("surname", "given", "patronymic"):
    compare.string(part, part, method="damerau_levenshtein", label=part)
for exact in ("number", "birth_date", "sex"):
    compare.exact(exact, exact, label=exact)
features = compare.compute(pairs, filled(requests), filled(cards)).fillna(0)
model = recordlinkage.ECMClassifier(binarize=0.8)
model.fit(features)
# Its probability first; many pairs share one, and then the plain sum of the similarities decides.
probability = model.prob(features).fillna(0)
total = features.sum(axis=1)
seconds = time.process_time() - start

ranked = defaultdict(list)
for (request, card), value in probability.items():
    ranked[request].append((-round(value, 6), -total[(request, card)], card))
counts = defaultdict(lambda: [0, 0, 0])
for request, row in requests.iterrows():
    order = [card for _, _, card in sorted(ranked[request])]
    for name in (row["fault"], f"all of group {row['group']}"):
        counts[name][0] += 1
        counts[name][1] += order[:1] == [row["card"]]
        counts[name][2] += row["card"] in order[:3]
print(f"{len(cards)} cards, {len(requests)} requests, {len(pairs)} pairs compared, "
      f"{1e6 * seconds / len(requests):.0f} µs of processor a request\n")
print("| fault | asked | first | 3 |\n|---|---|---|---|")
for name, (asked, first, three) in counts.items():
    print(f"| {name} | {asked} | {100 * first / asked:.2f} | {100 * three / asked:.2f} |")
