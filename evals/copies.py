"""Syndicated copies: how many are found, and how many of the pairs that are found are none.

    python evals/copies.py [--documents N] [--seed N] [--json]

Documents are written by newsroom.py, a third of them copies with up to 20 % of their words changed, a third look-alikes
(the same sentences of another event; tomorrow's report of the same event). Figures:

- `recall`: of the pairs of a report and its copy, those found; `recall_hard`: of those with 18 to 20 % changed;
  `recall_twins`: of the pairs of two copies of one report, which differ by up to 40 % (not promised);
- `false_pairs`: of all pairs found, those that are no copies; `fooled`: of the pairs of look-alikes, those found;
- `candidates`: pairs compared a document; `documents_per_second`: fingerprints and look-up, in this process's seconds.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from itertools import combinations

from dragoman.linking.copies import CopyIndex, fingerprint
from newsroom import Document, Newsroom


def truth(documents: list[Document]) -> tuple[dict[frozenset[str], float], set[frozenset[str]], int]:
    """The pairs of a report and its copy with what was changed, those of two copies of one report, and the number of
    pairs of look-alikes."""
    clusters: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        clusters[document.cluster].append(document)
    copied: dict[frozenset[str], float] = {}
    twins: set[frozenset[str]] = set()
    alike = 0
    for members in clusters.values():
        for a, b in combinations(members, 2):
            if a.family != b.family:
                alike += 1
            elif (a.sort == "copy") != (b.sort == "copy"):
                copied[frozenset((a.id, b.id))] = max(a.edited, b.edited)
            else:
                twins.add(frozenset((a.id, b.id)))
    return copied, twins, alike


def measure(count: int, seed: int) -> dict[str, float]:
    """The figures on `count` documents of a seed."""
    documents = Newsroom(seed).documents(count)[:count]
    fingerprint(documents[0].text)  # the tables are loaded
    index, found, compared = CopyIndex(), [], 0
    began = time.process_time()
    for document in documents:
        print_ = fingerprint(document.text)
        found += [frozenset((document.id, other)) for other in index.add(document.id, print_)]
    took = time.process_time() - began
    for document in documents[:: max(1, count // 500)]:
        compared += len(index.candidates(fingerprint(document.text))) - 1
    copied, twins, alike = truth(documents)
    got = set(found)
    false = [pair for pair in got if pair not in copied and pair not in twins]
    hard = [pair for pair, edited in copied.items() if edited >= 0.18]
    return {
        "documents": count,
        "copies": len(copied),
        "recall": round(sum(pair in got for pair in copied) / len(copied), 5),
        "recall_hard": round(sum(pair in got for pair in hard) / max(1, len(hard)), 5),
        "recall_twins": round(sum(pair in got for pair in twins) / max(1, len(twins)), 5),
        "found": len(got),
        "false": len(false),
        "false_pairs": round(len(false) / max(1, len(got)), 6),
        "fooled": round(len(false) / max(1, alike), 6),
        "look_alikes": alike,
        "candidates": round(compared / len(documents[:: max(1, count // 500)]), 1),
        "documents_per_second": round(count / took),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    figures = measure(given.documents, given.seed)
    if given.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:22} {value:>12,}")


if __name__ == "__main__":
    main()
