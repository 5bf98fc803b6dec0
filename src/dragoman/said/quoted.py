"""Direct speech: which cue, if any, each quotation belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .cues import Lexicon
from .draft import Page
from .statements import TokenRange

if TYPE_CHECKING:
    from spacy.tokens import Token

_LOOK_BACK, _LOOK_AHEAD = 45, 30  # tokens between a quotation and its cue
_SCARE = 4  # tokens; a shorter quotation without a comma or colon is a borrowed word, not a speech
_TITLE = 8  # tokens; a longer quotation is no name or title
_ENDS = frozenset(".?!")
_PAUSES = frozenset({",", "?", "!", "—", "–", "-", "…"})


@dataclass(slots=True)
class DirectSpeech:
    """The quotations that one cue introduces or closes, in text order.

    Not `firm` when no comma or colon says so ("he said “never”"): the syntax then has the first word.
    """

    cue: int
    parts: list[TokenRange] = field(default_factory=list)
    firm: bool = True


def direct_speech(page: Page, lexicon: Lexicon) -> dict[int, DirectSpeech]:
    """Cue token → the quotations it reports, for all quotations that stand as speech.

    A quotation inside a sentence without comma or colon ("called it “a start”") is left to the syntax.
    """
    found: dict[int, DirectSpeech] = {}
    latest: DirectSpeech | None = None
    waiting: list[TokenRange] = []  # paragraphs of a speech that has not come to its cue yet
    floor = 0
    for (first, last), quote in page.quotations:
        if waiting and not _next_paragraph(page, waiting[-1][1], first):
            waiting = []
        cue = _after(page, lexicon, first, last)
        if cue is None:
            cue = _before(page, lexicon, first, last, floor)
        if cue is not None and _is_borrowed(page, lexicon, first, cue.i):
            cue = None
        if cue is not None:
            latest = found.setdefault(cue.i, DirectSpeech(cue.i, firm=cue.i > first or _pauses(page, first)))
            latest.parts += [*waiting, (_whole_clause(page, first, cue.i), last)]
            waiting = []
        elif latest is not None and _continues(page, latest, first, last):
            latest.parts.append((first, last))
        elif not quote.closed:
            waiting.append((first, last))
        elif last - first > _SCARE + 2 and not _inside_sentence(page, first):
            latest = None
        floor = last
    return found


def _next_paragraph(page: Page, end: int, first: int) -> bool:
    """Whether a quotation opens the paragraph after the one that ends at `end`."""
    return all(page.doc[i].is_space for i in range(end, first))


def _pauses(page: Page, first: int) -> bool:
    """Whether a comma or colon stands before a quotation."""
    before = first - 1
    while before > 0 and page.doc[before].is_space:
        before -= 1
    return before >= 0 and page.doc[before].text in {",", ":"}


def _is_borrowed(page: Page, lexicon: Lexicon, first: int, cue: int) -> bool:
    """Whether a quotation stands in the middle of a clause that another cue before it reports."""
    doc = page.doc
    if cue < first or _opens_clause(page, first):
        return False
    start = max(page.reading.sentence_of(first).first, first - _LOOK_BACK)
    if not any(token.tag_ in {"MD", "VBD", "VBZ", "VBP"} for token in doc[start:first]):
        return True  # a name or a title: The film “Home,” she said
    return any(_speaks(token, lexicon) for token in doc[start:first] if token.i not in page.quotation_of)


def _whole_clause(page: Page, first: int, cue: int) -> int:
    """Where what was said begins when only its end is quoted: "Nobody “will sign,” she said"."""
    if cue < first or _opens_clause(page, first):
        return first
    return page.reading.sentence_of(first).first


def _opens_clause(page: Page, first: int) -> bool:
    before = first - 1
    while before >= 0 and page.doc[before].is_space:
        before -= 1
    return before < page.reading.sentence_of(first).first or page.doc[before].is_punct


def _inside_sentence(page: Page, first: int) -> bool:
    return page.reading.sentence_of(first).first < first


def _speaks(token: Token, lexicon: Lexicon) -> bool:
    if token.pos_ not in {"VERB", "AUX"}:
        return False
    cue = lexicon.verbs.get(token.lemma_.lower())
    return cue is not None and "quote" in cue.frames


def _after(page: Page, lexicon: Lexicon, first: int, last: int) -> Token | None:
    """The cue behind a quotation: "...," he said; "..." said the general."""
    doc = page.doc
    inner = next(
        (
            doc[i].text
            for i in range(last - 2, max(first, last - 4) - 1, -1)
            if not doc[i].is_space and not doc[i].is_quote
        ),
        "",
    )
    following = doc[last].text if last < len(doc) else ""
    if inner[-1:] == "." or (inner[-1:] not in _PAUSES and following not in {",", "—", "–"}):
        return None
    for i in range(last, min(len(doc), last + _LOOK_AHEAD)):
        token = doc[i]
        if token.tag_ == "VBG" and not any(child.dep_ == "aux" for child in token.lefts):
            continue  # "...," he wrote, adding: the participle introduces what comes next
        if (k := page.quotation_of.get(i)) is not None:
            (begin, end), _ = page.quotations[k]
            if end - begin > _SCARE + 2:
                return None
            continue
        if "\n" in token.text or (token.text in _ENDS and i > last) or token.text == ":":
            return None
        if _speaks(token, lexicon):
            after = doc[i + 1].text if i + 1 < len(doc) else ""
            return None if after == ":" or _reports_other(page, token, first, last) else token
    return None


def _reports_other(page: Page, verb: Token, first: int, last: int) -> bool:
    """Whether a cue behind a quotation has a content of its own, so that the quotation was only a name or a title."""
    if last - first > _TITLE:
        return False
    return any(
        child.dep_ == "ccomp"
        and verb.i < child.left_edge.i <= verb.i + 5
        and child.i not in page.quotation_of
        and child.left_edge.lower_ not in {"as", "after", "when", "while"}
        for child in verb.children
    )


def _before(page: Page, lexicon: Lexicon, first: int, last: int, floor: int) -> Token | None:
    """The cue in front of a quotation: He said, "..."; she told reporters: "..."."""
    doc = page.doc
    at = first - 1
    while at >= floor and doc[at].is_space:
        at -= 1
    if at >= floor and doc[at].text != ":" and any("\n" in token.text for token in doc[at + 1 : first]):
        return None
    colon = at >= floor and doc[at].text == ":"
    if at < floor:
        return None
    gate = doc[at].text in {",", ":"} or _speaks(doc[at], lexicon)
    if not gate or (last - first < _SCARE and not colon and not _speaks(doc[at], lexicon)):
        return None
    for i in range(at, max(floor, at - _LOOK_BACK) - 1, -1):
        token = doc[i]
        if "\n" in token.text or (token.text in _ENDS and i < at) or i in page.quotation_of:
            return None
        if _speaks(token, lexicon):
            return token
    return None


def _continues(page: Page, latest: DirectSpeech, first: int, last: int) -> bool:
    """Whether a quotation that nothing introduces goes on with the speech before it."""
    doc = page.doc
    end = max(latest.parts[-1][1], latest.cue + 1)
    if first - end > _LOOK_AHEAD:
        return False
    between = doc[end:first]
    breaks = sum("\n" in token.text for token in between)
    stops = sum(token.text in _ENDS for token in between)
    whole = first == 0 or doc[first - 1].is_space or doc[first - 1].text in _ENDS or first == end
    return whole and last - first >= _SCARE and stops <= 1 and breaks <= 1
