"""Which words stand for the same political actor: links in annotated reports of our own (evals/references).

    python evals/references.py                      # both files
    python evals/references.py FILE ... --wrong     # and where links are missing or wrong
    python evals/references.py --no-model

A file holds reports: a line `# title | YYYY-MM-DD`, paragraphs, a line `%%`. `[A|President Ana Ruiz]` marks a mention
of actor A, `[A+B|the two sides]` one of both; marks may be nested. Every actor mentioned twice or more is marked each
time.

The figure is MUC's link score (Vilain et al. 1995) over the marked mentions: recall asks how many of the links that a
chain of the key needs are made, precision how many of the links made between marked mentions are right. A collective
is a chain of its own; a state and its government ("Kenya", "Nairobi", "the Kenyan government") are one actor, as they
are in a dyad. A marked mention is found where a mention of the record ends with it or covers half of what both cover.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.coding import Settings, coder
from dragoman.records import Actor, Report

FOLDER = Path(__file__).parent / "references"
_MARK = re.compile(r"\[([A-Z]\d*(?:\+[A-Z]\d*)*)\||\]")
_HALF = 0.5

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report without its marks, and the chain of each marked span."""

    report: Report
    key: dict[Span, str]


@dataclass(slots=True)
class Links:
    """Links needed, made and right, over any number of reports; `wrong` tells of them in words."""

    needed: int = 0
    found: int = 0
    made: int = 0
    right: int = 0
    mentions: int = 0
    seen: int = 0
    wrong: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Precision, recall and F1 of links, and the share of the marked mentions that the record has at all."""
        precision = self.right / self.made if self.made else 0.0
        recall = self.found / self.needed if self.needed else 0.0
        both = precision + recall
        return {
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(2 * precision * recall / both, 4) if both else 0.0,
            "mentions": round(self.seen / self.mentions, 4) if self.mentions else 0.0,
        }


def read(path: Path) -> list[Annotated]:
    """The reports of a file.

    Raises:
        ValueError: a mark is not closed or closes nothing.
    """
    blocks = [block.strip() for block in path.read_text(encoding="utf-8").split("\n%%")]
    return [_annotated(f"{path.stem}{number}", block) for number, block in enumerate(blocks, 1) if block]


def _annotated(id: str, block: str) -> Annotated:
    head, _, body = block.partition("\n")
    title, _, published = head.removeprefix("#").rpartition("|")
    text, key = "", {}
    opened: list[tuple[int, str]] = []
    last = 0
    for mark in _MARK.finditer(body):
        text += body[last : mark.start()]
        last = mark.end()
        if mark.group(1):
            opened.append((len(text), mark.group(1)))
            continue
        if not opened:
            raise ValueError(f"{id}: a mark is closed that was not opened: ...{text[-40:]!r}")
        start, chain = opened.pop()
        key[(start, len(text))] = "+".join(sorted(chain.split("+")))
    if opened:
        raise ValueError(f"{id}: a mark is not closed: {text[opened[-1][0] :][:40]!r}")
    text += body[last:]
    return Annotated(Report(id=id, title=title.strip(), published=published.strip(), text=text), key)


def aligned(key: Iterable[Span], actors: list[Actor]) -> dict[Span, Actor]:
    """The record's mention of each marked span, one to one, the closest first."""
    pairs = []
    for start, end in key:
        for number, actor in enumerate(actors):
            common = min(end, actor.end) - max(start, actor.start)
            if common <= 0:
                continue
            share = common / (max(end, actor.end) - min(start, actor.start))
            if share >= _HALF or actor.end == end:
                pairs.append((-share, start, end, number))
    found: dict[Span, Actor] = {}
    taken: set[int] = set()
    for _, start, end, number in sorted(pairs):
        if (start, end) not in found and number not in taken:
            found[(start, end)] = actors[number]
            taken.add(number)
    return found


def _side(actor: Actor) -> str:
    """The entity of a mention, of a government that of its state."""
    return re.sub(r"\bgov:", "state:", actor.entity)


def compare(key: Mapping[Span, str], said: Mapping[Span, str], text: str, links: Links) -> None:
    """Add one report's links; `said` has the entity of each marked span that the record has."""
    links.mentions += len(key)
    links.seen += len(said)
    names = {span: text[span[0] : span[1]] for span in key}
    for chain, spans in sorted(_chains(key).items()):
        parts = _parts(spans, said)
        links.needed += len(spans) - 1
        links.found += len(spans) - len(parts)
        if len(parts) > 1:
            told = " / ".join(", ".join(names[span] for span in part) for part in parts)
            links.wrong.append(f"apart  {chain}: {told}")
    for entity, spans in sorted(_chains(said).items()):
        parts = _parts(spans, key)
        links.made += len(spans) - 1
        links.right += len(spans) - len(parts)
        if len(parts) > 1:
            told = " / ".join(f"{key[part[0]]}: {', '.join(names[span] for span in part)}" for part in parts)
            links.wrong.append(f"joined {entity}: {told}")


def _chains(table: Mapping[Span, str]) -> dict[str, list[Span]]:
    chains: dict[str, list[Span]] = defaultdict(list)
    for span in sorted(table):
        chains[table[span]].append(span)
    return chains


def _parts(spans: list[Span], by: Mapping[Span, str]) -> list[list[Span]]:
    """The spans of a chain as the other side parts them; one that it does not have stands alone."""
    parts: dict[object, list[Span]] = {}
    for span in spans:
        parts.setdefault(by.get(span, span), []).append(span)
    return list(parts.values())


def measured(paths: Iterable[Path], *, model: bool) -> Iterator[tuple[str, Links]]:
    """The links of each file, with its name."""
    reads = coder(Settings(model=model))
    for path in paths:
        links = Links()
        for one in read(path):
            actors = reads.code(one.report).actors
            found = aligned(one.key, actors)
            at = len(links.wrong)
            compare(one.key, {span: _side(actor) for span, actor in found.items()}, one.report.text, links)
            links.wrong[at:] = [f"{one.report.id} {line}" for line in links.wrong[at:]]
        yield path.stem, links


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=sorted(FOLDER.glob("*.txt")))
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--no-model", action="store_true")
    options = parser.parse_args(arguments)
    for name, links in measured(options.files, model=not options.no_model):
        if options.wrong:
            print("\n".join(links.wrong))
        print(name, links.figures())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
