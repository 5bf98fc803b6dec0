"""Questions about a pair of parties, each with a written rule by which anybody can tell whether it has come true."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from importlib.resources import files

from dragoman.errors import BadFilter, UnknownCode

from .situation import party

_SHORTEST, _LONGEST = 1, 3660  # days to a deadline
_DEATHS, _QUARTER, _NEAR = "deaths_", 90, 5  # three months against three: in days, give or take
_BETWEEN = re.compile(
    r"(?P<what>.+?)\s+between\s+(?P<parties>.+?\s+and\s+.+?)\s+"
    r"(?:by\s+(?P<by>\d{4}-\d{2}-\d{2})|within\s+(?P<within>\d{1,6})\s*(?P<unit>d|days?|weeks?|months?|years?))\s*\??",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"(?P<number>\d+)\s*(?P<unit>d|days?|months?|years?)", re.IGNORECASE)
_UNITS = {"d": 1, "w": 7, "m": 30, "y": 365}
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_MOST = 400  # characters of a question


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of question: its wording and its rule, with {parties} and {deadline} to be filled in."""

    name: str
    asks: str
    true_when: str
    sources: str
    void_when: str
    horizons: tuple[int, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its parties by key, in order of the alphabet; the day it is asked and its deadline, as ISO days.

    `id` is the same for whoever asks the same on the same day.
    """

    template: str
    parties: tuple[str, ...]
    names: tuple[str, ...]
    asked: str
    deadline: str

    @property
    def id(self) -> str:
        """ "q-" and 12 hex digits of a hash of template, parties, deadline and the day of asking.

        The day is in it because what happened before it is no answer: two questions with one deadline may end
        otherwise.
        """
        parts = "\x1f".join((self.template, *self.parties, self.deadline, self.asked))
        return f"q-{sha256(parts.encode()).hexdigest()[:12]}"

    @property
    def days(self) -> int:
        """Days from asking to the deadline."""
        return (date.fromisoformat(self.deadline) - date.fromisoformat(self.asked)).days

    def told(self, what: str) -> str:
        """One of the template's sentences ("asks", "true_when", "sources", "void_when") of these parties."""
        sentence: str = getattr(templates()[self.template], what)
        parties = " and ".join(part for part in (", ".join(self.names[:-1]), self.names[-1]) if part)
        told = sentence.format(parties=parties, deadline=self.deadline)
        return told[:1].upper() + told[1:]


@cache
def templates() -> Mapping[str, Template]:
    """The kinds of questions, by name."""
    table = tomllib.loads(files(__package__).joinpath("data/questions.toml").read_text("utf-8"))
    return {
        name: Template(
            name=name,
            asks=row["asks"],
            true_when=row["true_when"],
            sources=row["sources"],
            void_when=row["void_when"],
            horizons=tuple(row["horizons"]),
            words=tuple(row["words"]),
        )
        for name, row in table.items()
    }


def ask(template: str, parties: Mapping[str, str], asked: str, days: int) -> Question:
    """A question of some parties.

    Args:
        template: its name.
        parties: their keys with what they are called.
        asked: an ISO day.
        days: how long from then to the deadline.

    Raises:
        BadFilter: there is no such template, fewer than two parties, or the deadline is out of bounds.
    """
    if template not in templates():
        raise BadFilter(f"no question {template!r}", hint=f"One of {', '.join(templates())}")
    if len(parties) < 2:
        raise BadFilter("a question is of two parties at least", hint="Such as: dragoman chances ask ceasefire RUS UKR")
    if not _SHORTEST <= days <= _LONGEST:
        raise BadFilter(f"a horizon of {days} days", hint=f"From {_SHORTEST} to {_LONGEST} days")
    if template.startswith(_DEATHS) and abs(days - _QUARTER) > _NEAR:
        raise BadFilter(f"deaths within {days} days", hint="They are compared over three months: ask within 90 days")
    keys = tuple(sorted(parties))
    deadline = (date.fromisoformat(asked[:10]) + timedelta(days=days)).isoformat()
    return Question(template, keys, tuple(parties[key] for key in keys), asked[:10], deadline)


@dataclass(frozen=True, slots=True)
class Asked:
    """A plain question as it was read: a template, two names as they were written, and how many days there are."""

    template: str
    names: tuple[str, str]
    days: int


def read(text: str, today: str) -> Asked:
    """A plain question such as "ceasefire between RUS and UKR by 2026-12-31" or "... within 90 days".

    A question's own wording (`Question.told`) is understood as well.

    Raises:
        BadFilter: it is not of that form, or its day has passed.
    """
    plain = " ".join(text[: _MOST + 1].split())
    template, found = _matched(plain) if len(plain) <= _MOST else (None, None)
    if found is None or template is None:
        words = ", ".join(one.words[0] for one in templates().values())
        raise BadFilter(
            f"{plain!r} is no question that can be read",
            hint=f'Write "ceasefire between RUS and UKR by 2026-12-31"; what can be asked: {words}',
        )
    told = found.groupdict()
    if told.get("by"):
        try:
            days = (date.fromisoformat(told["by"]) - date.fromisoformat(today[:10])).days
        except ValueError as error:
            raise BadFilter(f"{told['by']} is no day", hint="Write it as 2026-12-31") from error
        if days < _SHORTEST:
            raise BadFilter(f"{told['by']} does not lie ahead", hint=f"Give a day after {today[:10]}")
    else:
        days = int(told["within"]) * _UNITS[told["unit"][0].lower()]
    return Asked(template, _pair(told["parties"]), days)


def _matched(text: str) -> tuple[str | None, re.Match[str] | None]:
    """The template that a text asks, and what of it says of whom and until when."""
    for name, wording in _wordings():
        if own := wording.fullmatch(text):
            return name, own
    found = _BETWEEN.fullmatch(text)
    return (_named(found["what"]), found) if found else (None, None)


@cache
def _wordings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What each template asks, as a pattern."""
    found = []
    for one in templates().values():
        before, _, rest = one.asks.partition("{parties}")
        between, _, after = rest.partition("{deadline}")
        parts = (re.escape(part) for part in (before, between, after))
        pattern = "{}(?P<parties>.+? and .+){}(?P<by>\\d{{4}}-\\d{{2}}-\\d{{2}}){}".format(*parts)
        found.append((one.name, re.compile(pattern, re.IGNORECASE)))
    return tuple(found)


def _pair(parties: str) -> tuple[str, str]:
    """Two names that an "and" joins: where there are several, that on both sides of which somebody is known."""
    parts = _AND.split(parties)
    cuts = [(" and ".join(parts[:at]), " and ".join(parts[at:])) for at in range(1, len(parts))]
    return next((cut for cut in cuts if all(map(_known, cut))), cuts[0])


def _known(name: str) -> bool:
    try:
        party(name)
    except UnknownCode:
        return False
    return True


def _named(what: str) -> str | None:
    """The template that some words name: the one with the longest of its words in them."""
    told = what.casefold()
    best: tuple[int, str] | None = None
    for template in templates().values():
        for word in template.words:
            if re.search(rf"\b{re.escape(word)}s?\b", told) and (best is None or len(word) > best[0]):
                best = len(word), template.name
    return best[1] if best else None


def days_in(within: int | str) -> int:
    """The days of a horizon: a number of them, or "90d", "3 months", "1 year" (of 30 and 365 days).

    Raises:
        BadFilter: it is none of these.
    """
    if isinstance(within, int):
        return within
    found = _WITHIN.fullmatch(within.strip())
    if found is None:
        raise BadFilter(f"no horizon {within!r}", hint="Write it as 90d, 3 months or 1 year")
    return int(found["number"]) * _UNITS[found["unit"][0].lower()]


def standing(parties: Mapping[str, str], asked: str, kinds: Sequence[str] = ()) -> list[Question]:
    """The questions that are asked of a pair of parties unasked: every template, or some, at its own horizons."""
    return [
        ask(one.name, parties, asked, days)
        for one in templates().values()
        if not kinds or one.name in kinds
        for days in one.horizons
    ]
