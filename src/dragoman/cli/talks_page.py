"""A process of talks as a block of text: its parties, then its rounds, newest first, with what each line rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from dragoman.records import Change, Evidence, Position, Process, Round, Value

from .table import clean, wrapped
from .told import days

_LABEL = 14
_FEW = 4  # positions of one kind that a page shows; the rest are counted
_QUOTES = 2  # quotations of one report for one field; the rest are counted
_AROUND = 70  # characters on either side of the words of an explanation
_KINDS = {"demand": "demands", "offer": "offers", "refusal": "refuses"}

Texts = Callable[[list[str]], Mapping[str, str]] | None
"""Gives the texts of reports by their ids, when evidence is to be explained."""


def block(process: Process, width: int, texts: Texts) -> Iterator[str]:
    """The lines of a process.

    Args:
        process: what to show.
        width: columns.
        texts: with these, every change is told and each field with the words that it rests on.
    """
    page = _Block(process, width, texts)
    yield from page.head()
    for one in reversed(process.rounds):
        yield from page.round(one)
    yield from page.rest()


class _Block:
    """A process being told; names of parties once settled for all of it."""

    def __init__(self, process: Process, width: int, texts: Texts) -> None:
        self._process, self._width, self._texts = process, width, texts
        self._read: dict[str, str | None] = {}
        self._last = ""  # the label of the line before: it is not repeated

    def head(self) -> Iterator[str]:
        process = self._process
        parties = " – ".join(self.name(key) for key in process.parties).upper()
        head = [parties, process.stage or "no round known", _count(len(process.rounds), "round"), process.id]
        yield from wrapped(clean(" · ".join(head)), self._width)
        if process.mediators:
            yield from self._field("mediated by", self._names(process.mediators), [], indent=2)

    def round(self, one: Round) -> Iterator[str]:
        title = f"ROUND {one.number}" if one.number is not None else "ROUND"
        venue = one.venue or "venue not told"
        if one.earlier_venues:
            venue += f" (moved from {', '.join(one.earlier_venues)})"
        head = " · ".join([title, one.stage or "stage not told", days(one.first, one.last) or "days not told", venue])
        yield ""
        yield from wrapped(clean(f"  {head}"), self._width)
        told, self._last = one.evidence.get, ""
        if self._texts is not None:
            yield from self._field("days", days(one.first, one.last), told("dates", []))
            yield from self._field("venue", venue, told("venue", []))
        yield from self._field("mediated by", self._names(one.mediators), told("mediators", []))
        yield from self._field("hosted by", self._names(one.hosts), told("hosts", []))
        yield from self._field("format", one.format, told("format", []))
        yield from self._field("level", one.level, told("level", []))
        for seat in one.delegations:
            level = f" ({seat.level})" if seat.level else ""
            yield from self._field(
                "led", f"{self.name(seat.party)} by {seat.leader or 'nobody named'}{level}", seat.evidence
            )
        yield from self._field("agenda", ", ".join(one.agenda), [])
        for kind, label in _KINDS.items():
            yield from self._positions(label, [taken for taken in one.positions if taken.kind == kind])
        yield from self._field("documents", ", ".join(one.documents).replace("_", " "), told("documents", []))
        outcome = None if one.outcome == ", ".join(one.documents) else (one.outcome or "").replace("_", " ")
        yield from self._field("outcome", outcome, told("outcome", []))
        for claim in one.claims:
            yield from self._field("claimed", self._claim(claim), claim.evidence)
        yield from self._history(one.history)

    def rest(self) -> Iterator[str]:
        """What is told of no round in particular."""
        self._last = ""
        told = {document for one in self._process.rounds for document in one.documents}
        documents = [value for value in self._process.documents if value.value not in told]
        if documents or self._process.violations or self._process.history:
            yield ""
        for value in documents:
            named = str(value.value or "not named").replace("_", " ")
            yield from self._field("documents", f"{named}{_given(value)}", value.evidence, indent=2)
        for value in self._process.violations:
            who = f"by {self.name(str(value.value))}" if value.value else "by a side not named"
            yield from self._field("violations", f"claimed, {who}{_given(value)}", value.evidence, indent=2)
        for change in self._process.history:
            yield from self._field("told", f"{self._changed(change)}, {change.why}", change.evidence, indent=2)

    def _positions(self, label: str, taken: Sequence[Position]) -> Iterator[str]:
        shown = taken if self._texts is not None else taken[:_FEW]
        for one in shown:
            yield from self._field(label, f"{self.name(one.party)}: {one.issue} – “{one.words}”", one.evidence)
        if len(taken) > len(shown):
            yield from self._field(label, f"and {len(taken) - len(shown)} more (--explain)", [])

    def _history(self, history: Sequence[Change]) -> Iterator[str]:
        wanted = history if self._texts is not None else [change for change in history if change.field == "stage"]
        for change in wanted:
            yield from self._field(
                "history", f"{change.known[:10]}  {self._changed(change)}, {change.why}", change.evidence
            )

    def _changed(self, change: Change) -> str:
        """A change in words: a stage by its name, another field as "venue: Oslo" or "offer of Kenya: ceasefire"."""
        value = "nothing" if change.value is None else self.name(str(change.value))
        if change.field == "stage":
            return value
        field, of, party = change.field.replace("_", " ").partition(" of ")
        return f"{field}{of}{self.name(party) if party else ''}: {value}"

    def _claim(self, claim: Value) -> str:
        value = claim.value if isinstance(claim.value, dict) else {"stage": claim.value}
        if "first" in value:
            return f"began on {value['first']}{_given(claim)}"
        if "venue" in value:
            return f"held in {value['venue']}{_given(claim)}"
        said_by = value.get("said_by")
        return f"{value.get('stage')}, {f'by {self.name(said_by)}' if said_by else 'by somebody'} alone{_given(claim)}"

    def _field(self, label: str, value: str | None, evidence: Sequence[Evidence], *, indent: int = 4) -> Iterator[str]:
        """A line "label  value  [n reports]"; with texts, the words of its evidence below."""
        if not value:
            return
        reports = len({told.report for told in evidence})
        text = f"{value}  [{_count(reports, 'report')}]" if reports else value
        room = self._width - indent - _LABEL
        shown, self._last = "" if label == self._last else label, label
        for number, line in enumerate(wrapped(clean(text), room)):
            yield f"{' ' * indent}{'' if number else shown:<{_LABEL}}{line}"
        if self._texts is not None:
            yield from self._quoted(evidence, indent + _LABEL)

    def _quoted(self, evidence: Iterable[Evidence], indent: int) -> Iterator[str]:
        wanted = [report for report in dict.fromkeys(told.report for told in evidence) if report not in self._read]
        if wanted and self._texts is not None:
            texts = self._texts(wanted)
            self._read.update((report, texts.get(report)) for report in wanted)
        for report, quotes in _quotes(evidence, self._read).items():
            more = f" and {len(quotes) - _QUOTES} more" if len(quotes) > _QUOTES else ""
            text = f"[{report}] {' / '.join(quotes[:_QUOTES]) if quotes else '(text not kept)'}{more}"
            for number, line in enumerate(wrapped(clean(text), self._width - indent - 2)):
                yield f"{' ' * (indent + (2 if number else 0))}{line}"

    def _names(self, keys: Iterable[str]) -> str:
        return ", ".join(self.name(key) for key in keys)

    def name(self, key: str) -> str:
        """A party's name: a state's own, else what the reports call it, else its key."""
        own = key.rpartition(":")[2].replace("-", " ").capitalize() if ":" in key else key
        return _state(key) or self._process.names.get(key) or own


@cache
def _state(key: str) -> str | None:
    from dragoman.codebooks import states

    state = states().get(key) if len(key) == 3 else None
    return state.name if state is not None else None


def _quotes(evidence: Iterable[Evidence], texts: Mapping[str, str | None]) -> dict[str, list[str]]:
    """For each report the words of its evidence with some around them, words already shown left out."""
    found: dict[str, list[str]] = {}
    shown: dict[str, list[tuple[int, int]]] = {}
    for told in evidence:
        quotes = found.setdefault(told.report, [])
        text = texts.get(told.report)
        if text is None or told.start is None or told.end is None:
            continue
        start, end = max(0, told.start - _AROUND), min(len(text), told.end + _AROUND)
        if any(left <= told.start and told.end <= right for left, right in shown.get(told.report, ())):
            continue
        shown.setdefault(told.report, []).append((start, end))
        quotes.append(_quote(text, start, end))
    return found


def _quote(text: str, start: int, end: int) -> str:
    """The whole words between two places of a text, in quotation marks."""
    words = text[start:end]
    if start:
        words = "… " + words.partition(" ")[2]
    if end < len(text):
        words = words.rpartition(" ")[0] + " …"
    return f"“{' '.join(words.split())}”"


def _given(value: Value) -> str:
    return f" ({value.independent} independent sources)" if value.independent > 1 else ""


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
