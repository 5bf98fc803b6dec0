"""The brief as Markdown: the same lines, each linked to its sentence below."""

from __future__ import annotations

import re

from .model import Brief, Line, Ref
from .page import label
from .telling import cut

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


def to_markdown(brief: Brief) -> str:
    """The whole page; every mark that Markdown or HTML would read in a report's words is escaped."""
    several = len(brief.reports) > 1
    out = [f"# {brief.title}", "", " · ".join(brief.head), ""]
    for section in brief.sections:
        out += [f"## {section.name.capitalize()}", ""]
        out += [_line(line, several) for line in section.lines]
        if section.empty:
            out.append(f"*– ({section.empty})*")
        if section.more:
            out.append(f"- *and {section.more} more*")
        out.append("")
    out += ["## Sentences", ""]
    used = sorted(
        {(ref.report, ref.number, ref.start, ref.end) for s in brief.sections for line in s.lines for ref in line.refs}
    )
    for report, number, start, end in used:
        anchor = _anchor(report, number)
        words = _escape(brief.reports[report].text[start:end])
        out.append(f'- <a id="{anchor}"></a>**{label(report, number, several)}** {words}')
    return "\n".join(out).rstrip() + "\n"


def _line(line: Line, several: bool) -> str:
    label = f"**{_escape(line.label)}** " if line.label else ""
    note = f" — *{_escape(line.note)}*" if line.note and line.note != "–" else ""
    return f"- {label}{_escape(line.text)}{note}{_links(line.refs, several)}"


def _links(refs: list[Ref], several: bool) -> str:
    return "".join(f" [[{label(ref.report, ref.number, several)}]](#{_anchor(ref.report, ref.number)})" for ref in refs)


def _anchor(report: int, number: int) -> str:
    return f"r{report + 1}s{number}"


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", cut(text, 2000))
