"""The brief as one self-contained page: the lines, and beside them the reports with the words they rest on."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from html import escape
from importlib.resources import files
from string import Template

from .model import Brief, Line, Ref
from .page import label

_Marks = dict[int, list[tuple[int, int, int]]]


def to_html(brief: Brief) -> str:
    """The page, without a script, font or picture from elsewhere; every word of a report is escaped.

    Point at a line and its words light up in the report; click a word and its lines light up. Without scripts the
    numbers at the end of a line lead to its sentences.
    """
    lines = [line for section in brief.sections for line in section.lines]
    return Template(_part("page.html")).substitute(
        title=escape(brief.title),
        head=escape(" · ".join(brief.head)),
        css=_part("page.css"),
        js=_part("page.js"),
        sections="\n".join(_sections(brief)),
        reports="\n".join(_report(brief, index, lines) for index in range(len(brief.reports))),
    )


def _part(name: str) -> str:
    return files("dragoman.brief").joinpath("data", name).read_text("utf-8")


def _sections(brief: Brief) -> Iterator[str]:
    number = 0
    for section in brief.sections:
        items, previous = [], None
        for line in section.lines:
            items.append(_item(number, line, previous, len(brief.reports) > 1))
            number, previous = number + 1, line.label
        if section.empty:
            items.append(f'<li class="empty">{escape(section.empty)}</li>')
        if section.more:
            items.append(f'<li class="empty">and {section.more} more</li>')
        name = escape(section.name)
        yield f'<section aria-label="{name}"><h2>{name}</h2><ul>{"".join(items)}</ul></section>'


def _item(number: int, line: Line, previous: str | None, several: bool) -> str:
    speaker = f"<b>{escape(line.label)}</b> " if line.label and line.label != previous else ""
    again = " again" if line.label and line.label == previous else ""
    note = f' <em class="note">{escape(line.note)}</em>' if line.note and line.note != "–" else ""
    links = " ".join(
        f'<a href="#{_anchor(ref.report, ref.number)}">{label(ref.report, ref.number, several)}</a>'
        for ref in line.refs
    )
    return (
        f'<li class="line{again}" data-line="{number}" tabindex="0">{speaker}{escape(line.text)}{note}'
        f'<span class="refs">{links}</span></li>'
    )


def _anchor(report: int, number: int) -> str:
    return f"r{report + 1}s{number}"


def _report(brief: Brief, index: int, lines: list[Line]) -> str:
    report, sentences = brief.reports[index], brief.sentences[index]
    marks = _marks(index, lines)
    words: list[str] = []
    at = 0
    for number, (start, end) in enumerate(sentences, start=1):
        words.append(_between(report.text[at:start]))
        body = "".join(_atoms(report.text, start, end, marks.get(number, [])))
        kind = "s head" if _is_heading(report.text, start, end) else "s"
        cited = label(index, number, len(brief.reports) > 1)
        words.append(f'<span class="{kind}" id="{_anchor(index, number)}"><sup>{cited}</sup>{body}</span>')
        at = end
    words.append(_between(report.text[at:]))
    told = [escape(part) for part in (report.source, report.published, report.id) if part]
    title = f"<h2>{escape(report.title)}</h2>" if report.title else ""
    return f'<article>{title}<p class="about">{" · ".join(told)}</p><div class="text">{"".join(words)}</div></article>'


def _is_heading(text: str, start: int, end: int) -> bool:
    """A short line that stands alone and ends without a stop is set as a heading."""
    alone = not text[:start].rstrip(" ").removesuffix("\n").strip() or text[:start].rstrip(" ").endswith("\n\n")
    return alone and text[end : end + 2] == "\n\n" and end - start < 120 and text[end - 1] not in '.!”"’'


def _between(text: str) -> str:
    """White space and list marks between sentences; a blank line becomes the space between paragraphs."""
    return '<span class="gap"></span>' if text.count("\n") > 1 else escape(text).replace("\n", "<br>")


def _marks(report: int, lines: list[Line]) -> _Marks:
    """For each sentence the spans that lines rest on, as (start, end, line)."""
    marks: _Marks = {}
    for number, line in enumerate(lines):
        for ref in line.refs:
            if ref.report == report:
                marks.setdefault(ref.number, []).extend((start, end, number) for start, end in _lit(ref))
    return marks


def _lit(ref: Ref) -> list[tuple[int, int]]:
    return ref.spans or [(ref.start, ref.end)]


def _atoms(text: str, start: int, end: int, marks: list[tuple[int, int, int]]) -> Iterator[str]:
    """The sentence cut wherever a span begins or ends, each piece with the numbers of its lines."""
    edges = {start, end, *(min(max(edge, start), end) for mark in marks for edge in mark[:2])}
    cuts = sorted(edges)
    for left, right in itertools.pairwise(cuts):
        owners = sorted({line for a, b, line in marks if a <= left and right <= b})
        piece = escape(text[left:right])
        yield f'<mark data-lines="{" ".join(map(str, owners))}">{piece}</mark>' if owners else piece
