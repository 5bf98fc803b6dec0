"""The reliability diagram: the figures it draws, in text and in an SVG that can be read out."""

from __future__ import annotations

from xml.etree import ElementTree

import numpy as np

from dragoman.chances import reliability
from dragoman.chances.entries import AnyEntry, Resolved
from dragoman.chances.scores import Scores, scores

from .book_material import asked, book, day, issued

SVG = "{http://www.w3.org/2000/svg}"


def many(seed: int = 5) -> Scores:
    rng = np.random.default_rng(seed)
    first: list[AnyEntry] = []
    ends: list[AnyEntry] = []
    for n, p in enumerate(np.round(rng.beta(1, 2, 400), 3).tolist()):
        came = bool(rng.random() < p)
        first.append(issued(f"c{n}", f"q{n}", p=p, parties=["AAA", f"B{n % 20}"]))
        ends.append(Resolved(at=day(95), by="x", question=f"q{n}", outcome=came, on=day(9) if came else None))
    return scores(book(first + ends))


def test_text_has_a_row_a_bin_on_one_axis() -> None:
    found = many()
    head, *rows, legend = reliability.text(found)
    start = head.index("0 ")
    assert len(rows) == len(found.bins) == 10 and "◆ said" in legend
    for row, one in zip(rows, found.bins, strict=True):
        assert len(row) <= 100 and str(one.chances) in row[:start]
        drawn = row[start:]
        said, came = round(one.said * 50), round(one.came * 50)
        assert drawn[came] == ("◉" if said == came else "●") and drawn[said] in "◆◉"
        assert set(drawn) <= set("·├┤─◆●◉ ")
    assert [head[start + at : start + at + 2].strip() for at in (0, 25)] == ["0", "50"]
    assert head[start + 50 :] == "100 %"


def test_svg_draws_each_bin_where_it_lies() -> None:
    found = many()
    root = ElementTree.fromstring(reliability.svg(found))
    circles = root.findall(f".//{SVG}circle")
    assert len(circles) == len(found.bins)
    xs = [float(one.get("cx", "")) for one in circles]
    ys = [float(one.get("cy", "")) for one in circles]
    for x, y, one in zip(xs, ys, found.bins, strict=True):
        assert abs((x - xs[0]) - 400 * (one.said - found.bins[0].said)) < 0.2
        assert abs((ys[0] - y) - 400 * (one.came - found.bins[0].came)) < 0.2
    bars = [one for one in root.findall(f".//{SVG}rect") if one.get("width") == "6"]
    assert len(bars) == len(found.bins)
    width, height = float(root.get("width", "")), float(root.get("height", ""))
    for text in root.findall(f".//{SVG}text"):
        if text.get("x"):
            assert 0 <= float(text.get("x", "")) <= width and 0 <= float(text.get("y", "")) <= height


def test_svg_can_be_read_out() -> None:
    found = many()
    root = ElementTree.fromstring(reliability.svg(found, 'Chances & "rounds" <2026>\x00'))
    assert root.get("role") == "img" and root.get("aria-labelledby") == "title desc"
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and title.text == 'Chances & "rounds" <2026>' and title.get("id") == "title"
    assert desc is not None and desc.text is not None and desc.get("id") == "desc"
    assert desc.text.count("came true (95 % interval") == len(found.bins)
    assert reliability.svg(found) == reliability.svg(many())


def test_of_too_few_it_draws_nothing() -> None:
    few = scores(book(asked(7, 0.3, 2)))
    assert reliability.text(few) == ["too few to say (7 resolved, 30 needed)"]
    root = ElementTree.fromstring(reliability.svg(few))
    assert root.findall(f".//{SVG}circle") == []
    assert any("Too few to say" in (one.text or "") for one in root.findall(f"{SVG}text"))
