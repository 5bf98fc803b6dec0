"""Two fates and two numbers in one sentence: each has its own."""

from __future__ import annotations

import pytest

from dragoman.reading import Reader
from dragoman.records import Report
from dragoman.what.casualties import counts, harm_words
from dragoman.what.counting import Number
from dragoman.what.sharing import parted
from dragoman.what.syntax import Syntax


def syntax_of(reader: Reader, text: str) -> Syntax:
    return Syntax(reader.read(Report(id="r", text=text)).doc)


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("The number of injured in the attack on Kora, which killed five, was put at eight.", 5, 8),
        ("The mayor gave the number of dead as five and that of the injured as eight.", 5, 8),
        ("Five people were killed and injured in Kora.", 5, 5),
    ],
)
def test_each_fate_has_its_own_number_unless_they_share_their_people(
    reader: Reader, text: str, killed: int, injured: int
) -> None:
    syntax = syntax_of(reader, text)
    found = counts(syntax, harm_words(syntax, 0, len(syntax)))
    assert {name: number.low for name, number in found.items()} == {"killed": killed, "injured": injured}


def misread(syntax: Syntax) -> list[tuple[int, str, Number]]:
    """Both fates with the number behind the first, as a parser may have it that goes wrong over a name."""
    five = syntax.lower.index("five")
    words = [syntax.lower.index(word) for word in ("killing", "injuring")]
    return [(words[0], "killed", Number(5, 5, five, five + 1)), (words[1], "injured", Number(5, 5, five, five + 1))]


def test_the_number_right_behind_a_verb_of_harm_is_its_own(reader: Reader) -> None:
    syntax = syntax_of(
        reader, "Rebels attacked Kora on Monday, killing five people and injuring eight, the mayor said."
    )
    assert [number.low for _, _, number in parted(syntax, misread(syntax))] == [5, 8]


def test_without_one_the_people_are_shared(reader: Reader) -> None:
    syntax = syntax_of(
        reader, "Rebels attacked Kora on Monday, killing five people and injuring others, the mayor said."
    )
    assert [number.low for _, _, number in parted(syntax, misread(syntax))] == [5, 5]
