"""The reliability diagram: what was said against what came true, with counts and intervals; as text and as SVG.

After Bröcker and Smith (2007): a diagram without counts and intervals misleads, since bins of few chances stray far.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from .scores import Bin, Scores
from .track import too_few
from .words import percent

_WIDE = 51  # columns of 2 % each
_SIZE, _LEFT, _TOP, _STRIP = 400, 64, 56, 64  # of the drawing: the square, its margins, and the counts below


def text(found: Scores) -> list[str]:
    """The diagram in lines of 100 columns at most: a row a bin, an axis from 0 to 100 %."""
    if not found.whole.enough:
        return [too_few(found.whole.questions)]
    axis = "".join(f"{mark:<{_WIDE // 4 + (mark in ('25', '75'))}}" for mark in ("0", "25", "50", "75")) + "100 %"
    told = [f"{'said':>6} {'came':>6} {'chances':>8} {'questions':>10}  {axis}"]
    for one in found.bins:
        row = f"{percent(one.said):>6} {percent(one.came):>6} {one.chances:>8} {one.questions:>10}  "
        told.append(row + _drawn(one))
    return [*told, "  ◆ said   ● came true   ◉ both   ├─┤ 95 % interval of what came true"]


def _drawn(one: Bin) -> str:
    cells = ["·" if column % 25 == 0 else " " for column in range(_WIDE)]
    low, high, said, came = (round(value * (_WIDE - 1)) for value in (one.came_low, one.came_high, one.said, one.came))
    for column in range(low, high + 1):
        cells[column] = "─"
    cells[low], cells[high] = "├", "┤"
    cells[said] = "◆"
    cells[came] = "◉" if came == said else "●"
    return "".join(cells).rstrip()


def svg(found: Scores, title: str = "Reliability of the chances") -> str:
    """The diagram as an SVG image of 520 by 580 pixels, black on white, its figures in words for who does not see it.

    Args:
        found: of `scores.scores`.
        title: stands above it.
    """
    width, height = _LEFT + _SIZE + 56, _TOP + _SIZE + 60 + _STRIP
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        ' role="img" aria-labelledby="title desc" font-family="sans-serif" font-size="12" fill="#111">',
        f'<title id="title">{escape(_plain(title))}</title>',
        f'<desc id="desc">{escape(_plain(_described(found)))}</desc>',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text x="{_LEFT}" y="22" font-size="15" font-weight="bold">{escape(_plain(title))}</text>',
    ]
    if not found.whole.enough:
        parts.append(f'<text x="{_LEFT}" y="46">{escape(_sentence(too_few(found.whole.questions)))}</text>')
        return "\n".join([*parts, "</svg>\n"])
    counted = f"{found.whole.chances} chances of {found.whole.questions} resolved questions"
    parts.append(f'<text x="{_LEFT}" y="42">{counted}; bars: 95 % intervals</text>')
    parts += _axes()
    parts += [part for one in found.bins for part in _point(one)]
    parts += _strip(found.bins)
    return "\n".join([*parts, "</svg>\n"])


def _x(p: float) -> float:
    return round(_LEFT + p * _SIZE, 1)


def _y(p: float) -> float:
    return round(_TOP + (1 - p) * _SIZE, 1)


def _axes() -> list[str]:
    parts = [
        f'<rect x="{_LEFT}" y="{_TOP}" width="{_SIZE}" height="{_SIZE}" fill="none" stroke="#111"/>',
        f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#555" stroke-dasharray="6 5"/>',
        f'<text transform="translate({_x(0.82)} {_y(0.84)}) rotate(-45)" fill="#555">as said</text>',
        f'<text x="{_x(0.5)}" y="{_y(0) + 34}" text-anchor="middle">Chance that was given (%)</text>',
        f'<text transform="translate(18 {_y(0.5)}) rotate(-90)" text-anchor="middle">Share that came true (%)</text>',
    ]
    for tick in range(0, 101, 20):
        p = tick / 100
        parts.append(f'<path d="M{_x(p)} {_y(0)}v5M{_x(0)} {_y(p)}h-5" stroke="#111"/>')
        parts.append(f'<text x="{_x(p)}" y="{_y(0) + 18}" text-anchor="middle">{tick}</text>')
        parts.append(f'<text x="{_LEFT - 9}" y="{_y(p) + 4}" text-anchor="end">{tick}</text>')
    return parts


def _point(one: Bin) -> list[str]:
    """A bin: its interval with caps, its mark, and a tip that tells the figures."""
    x, low, high = _x(one.said), _y(one.came_low), _y(one.came_high)
    return [
        f"<g><title>{escape(_told(one))}</title>",
        f'<path d="M{x} {low}V{high}m-4 0h8M{x} {low}m-4 0h8" stroke="#00468b" stroke-width="1.5" fill="none"/>',
        f'<circle cx="{x}" cy="{_y(one.came)}" r="4.5" fill="#00468b" stroke="#fff"/></g>',
    ]


def _strip(bins: Sequence[Bin]) -> list[str]:
    """How many chances each bin has, as bars below, each with its number where the next does not cover it."""
    base = _TOP + _SIZE + 52 + _STRIP
    most = max(one.chances for one in bins)
    parts = [f'<text x="{_LEFT - 9}" y="{base}" text-anchor="end">chances</text>']
    free = -100.0
    for one in bins:
        x, tall = _x(one.said), round((_STRIP - 22) * one.chances / most, 1)
        parts.append(f'<rect x="{round(x - 3, 1)}" y="{round(base - tall, 1)}" width="6" height="{tall}" fill="#555"/>')
        if x - free > 8 * len(str(one.chances)):
            parts.append(
                f'<text x="{x}" y="{round(base - tall - 4, 1)}" text-anchor="middle" font-size="10">'
                f"{one.chances}</text>"
            )
            free = x
    return parts


def _described(found: Scores) -> str:
    if not found.whole.enough:
        return _sentence(too_few(found.whole.questions))
    return "Share of chances that came true, by the chance that was given. " + " ".join(map(_told, found.bins))


def _told(one: Bin) -> str:
    came = f"{percent(one.came)} came true (95 % interval {percent(one.came_low)} to {percent(one.came_high)})"
    return f"Said {percent(one.said)}: {came}, {one.chances} chances of {one.questions} questions."


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]


def _plain(words: str) -> str:
    """Words without the signs that no XML file may hold."""
    return "".join(
        sign
        for sign in words
        if sign in "\t\n" or (sign >= " " and not "\ud800" <= sign <= "\udfff" and sign < "\ufffe")
    )
