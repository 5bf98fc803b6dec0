"""The brief on a terminal, or as plain text in a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .model import Brief, Line, Ref
from .page import label
from .telling import cut

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_LABEL, _NOTE, _REFS = 9, 18, 11
_SENTENCE = 400


def print_brief(brief: Brief, console: Console, *, sentences: bool = True) -> None:
    """Lay the brief out on a console; with `sentences`, the sentences that lines rest on stand below."""
    from rich.table import Table
    from rich.text import Text

    head = Text(brief.title.upper(), style="bold")
    head.append("  ·  " + "  ·  ".join(brief.head), style="not bold")
    console.print(head)
    console.print()
    several = len(brief.reports) > 1
    for section in brief.sections:
        table = Table(box=None, show_header=False, padding=(0, 1, 0, 0), expand=True)
        table.add_column(width=_LABEL, no_wrap=True, style="bold")
        table.add_column(ratio=1)
        table.add_column(style="italic yellow", width=_NOTE)
        table.add_column(justify="right", style="cyan", width=_REFS)
        title = section.name
        previous = None
        for line in section.lines:
            table.add_row(title, _text(line, previous), _note(line), _numbers(line.refs, several))
            title, previous = "", line.label
        if section.empty:
            table.add_row(title, Text(f"– ({section.empty})", style="dim"), "", "")
        if section.more:
            table.add_row("", Text(f"and {section.more} more (--all)", style="dim"), "", "")
        console.print(table)
    if sentences:
        _print_sentences(brief, console, several)


def _text(line: Line, previous: str | None) -> Text:
    from rich.text import Text

    text = Text()
    if line.label is not None:
        text.append(f"{line.label}  " if line.label != previous else "    ", style="bold")
    text.append(line.text)
    return text


def _note(line: Line) -> Text:
    from rich.text import Text

    return Text(line.note if line.note and line.note != "–" else "")


def _numbers(refs: list[Ref], several: bool) -> Text:
    """As Text, because rich takes "[b]" in a plain string for bold."""
    from rich.text import Text

    shown = [label(ref.report, ref.number, several) for ref in refs[:4]]
    return Text(f"[{' '.join(shown)}{' …' if len(refs) > 4 else ''}]" if refs else "")


def _print_sentences(brief: Brief, console: Console, several: bool) -> None:
    from rich.text import Text

    used = sorted(
        {(ref.report, ref.number, ref.start, ref.end) for s in brief.sections for line in s.lines for ref in line.refs}
    )
    if not used:
        return
    console.print()
    console.print(Text("SENTENCES", style="bold"))
    shown = -1
    for report, number, start, end in used:
        if several and report != shown:
            shown = report
            about = brief.reports[report]
            told = ", ".join(part for part in (about.title, about.source, about.published, about.id) if part)
            console.print(Text(f"{label(report, '', True)}  {told}", style="bold"))
        text = Text(f"{number:>4}  ", style="cyan")
        text.append(cut(brief.reports[report].text[start:end], _SENTENCE), style="not bold default")
        console.print(text)
