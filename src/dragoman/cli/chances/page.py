"""Chances as a block of text: one line each beside its base rate, and with --explain the whole chain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from dragoman.chances.adjusting import JUDGEMENT, MOST
from dragoman.chances.issuing import Other
from dragoman.chances.own import names
from dragoman.chances.scores import Scores
from dragoman.chances.standing import Issued
from dragoman.chances.track import of_band
from dragoman.chances.words import percent, word_for
from dragoman.cli.table import Column, clean, lay_out, wrapped
from dragoman.records import Adjustment, Evidence

_ASKED = {
    "round": "further round",
    "ceasefire": "ceasefire",
    "agreement": "signed agreement",
    "deaths_halve": "deaths at most half",
    "deaths_double": "deaths at least double",
}
_COLUMNS = (
    Column("What", 28),
    Column("By", 10),
    Column("Chance", 8, right=True),
    Column("95 %", 12, right=True),
    Column("Base rate", 10, right=True),
    Column("Of", 6, right=True),
    Column("Why it differs", words=True),
)
_NARROW = (Column("What", 15), *_COLUMNS[2:])  # the day is told by what is asked, and by --explain
_WIDE = 100  # columns of a terminal from which on all of them fit
_CASES, _OTHERS = 6, 5
_AROUND = 60  # characters shown on either side of what was read, in whole words
_END = re.compile(rf"(?:(?<!\S)|^)\S.{{0,{_AROUND}}}\Z", re.DOTALL)
_BEGIN = re.compile(rf".{{0,{_AROUND}}}(?!\S)", re.DOTALL)

Texts = Callable[[list[str]], Mapping[str, str]] | None
"""Gives the texts of reports by their ids, when evidence is to be quoted."""


def block(found: Sequence[Issued], width: int, texts: Texts = None, past: Scores | None = None) -> Iterator[str]:
    """The chances of one pair of parties: a table; with `texts` also what each rests on."""
    first = found[0]
    now = first.situation
    old = "" if now.fresh else f" · last told of {now.told}"
    yield from wrapped(clean(f"{' – '.join(first.question.names).upper()} · as of {now.at}{old}"), width)
    rows = [_row(one) for one in found]
    if width >= _WIDE:
        yield from lay_out(_COLUMNS, rows, width)
    else:
        yield from lay_out(_NARROW, [[row[0], *row[2:]] for row in rows], width)
    if texts is not None:
        for one in found:
            yield ""
            yield from explained(one, width, texts, past)


def _row(one: Issued) -> list[str]:
    chance = one.chance
    why = "; ".join(f"{moved.reason} {_signed(moved.log_odds)}" for moved in chance.adjustments)
    return [
        f"{_ASKED[one.question.template]}, {one.question.days} days",
        one.question.deadline,
        percent(chance.p),
        f"{percent(chance.low)} – {percent(chance.high)}".replace(" %", ""),
        percent(one.base.p),
        f"{one.base.n:,}",
        why or "nothing that was read moves it",
    ]


def explained(one: Issued, width: int, texts: Texts, past: Scores | None = None) -> Iterator[str]:
    """The whole chain of one chance: rule, base, what moved it with its words, what would, and how others did."""
    chance, question, base = one.chance, one.question, one.base
    yield from _lines(f"{question.told('asks')}: {percent(chance.p)}, {word_for(chance.p)}", width, 0)
    yield from _labelled("true when", question.told("true_when"), width)
    yield from _labelled("told by", question.told("sources"), width)
    yield from _labelled("void when", question.told("void_when"), width)
    interval = f"{percent(base.low)} to {percent(base.high)}"
    yield from _labelled("base rate", f"{percent(base.p)} ({interval}) of {base.of}: {base.says}", width)
    if base.proxy:
        yield from _labelled("stands for", base.proxy, width)
    yield from _labelled("source", base.source, width)
    if base.cases:
        more = " and others" if len(base.cases) > _CASES else ""
        yield from _labelled("such as", "; ".join(base.cases[:_CASES]) + more, width)
    for moved in chance.adjustments:
        yield from _labelled("moved by", f"{_size(moved)} {moved.reason}", width)
        for words in _quotes(moved.evidence, texts):
            yield from _lines(f"“{words}”", width, 16)
    if abs(sum(moved.log_odds for moved in chance.adjustments if moved.worth == JUDGEMENT)) > MOST + 1e-9:
        yield from _labelled("together", f"no more than {MOST} in log-odds: they tell of the same thing in part", width)
    if one.last is not None:
        yield from _labelled("last time", since(one), width)
    if one.nearest:
        yield from _labelled("nearest", f"{names(one.nearest)}", width)
    others = one.would_move[:_OTHERS]
    if others:
        yield from _labelled("would move", "; ".join(_would(other) for other in others), width)
    if past is not None:
        yield from _labelled("so far", of_band(past, chance.p), width)


def since(one: Issued) -> str:
    """What has changed since the last chance of the same kind, and why."""
    assert one.last is not None
    before = {moved.reason: moved.log_odds for moved in one.last.adjustments}
    now = {moved.reason: moved.log_odds for moved in one.chance.adjustments}
    new = [f"{reason} {_signed(now[reason])}" for reason in now if reason not in before]
    gone = [f"no longer: {reason}" for reason in before if reason not in now]
    base = "" if round(one.last.base, 2) == round(one.chance.base, 2) else f"base rate was {percent(one.last.base)}"
    why = "; ".join(part for part in (*new, *gone, base) if part) or "nothing that was read since moves it"
    return f"{percent(one.last.p)} on {one.last.issued[:10]}; {why}"


def _size(moved: Adjustment) -> str:
    return f"{_signed(moved.log_odds)} in log-odds ({_signed(moved.low)} to {_signed(moved.high)}, {moved.worth}):"


def _signed(value: float) -> str:
    return f"{'−' if value < 0 else '+'}{abs(value):.1f}"


def _would(other: Other) -> str:
    return f"{other.says}: {percent(other.p)}"


def _quotes(evidence: Iterable[Evidence], texts: Texts) -> Iterator[str]:
    for one in evidence:
        text = (texts([one.report]) if texts else {}).get(one.report)
        if text is not None and one.start is not None and one.end is not None:
            before, after = text[: one.start], text[one.end :]
            head, tail = _END.search(before), _BEGIN.match(after)
            left, right = head[0] if head else "", tail[0] if tail else ""
            cut = f"{left}{text[one.start : one.end]}{right}".replace("\n", " ").strip()
            yield f"{'…' if len(left) < len(before) else ''}{cut}{'…' if len(right) < len(after) else ''}"


def _labelled(label: str, text: str, width: int) -> Iterator[str]:
    lines = wrapped(clean(text), max(24, width - 14))
    for number, line in enumerate(lines):
        yield f"  {label if not number else '':<12}{line}"


def _lines(text: str, width: int, indent: int) -> Iterator[str]:
    for line in wrapped(clean(text), max(24, width - indent)):
        yield " " * indent + line
