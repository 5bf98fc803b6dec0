"""A weekday right after a name is no part of it, whatever the parser and the entity recogniser make of both."""

from __future__ import annotations

import pytest

from dragoman.reading import Reader


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        ("The army shelled Masisi Thursday.", "Masisi", "Thursday"),
        ("The truce was broken near Rastan Friday by rebels.", "Rastan", "Friday"),
        ("Two soldiers were wounded at Torkham Friday when a mine exploded.", "Torkham", "Friday"),
        ("Gunmen killed four people in Ber Thursday.", "Ber", "Thursday"),
        ("Serbia blamed Kosovo Wednesday for gunfire.", "Kosovo", "Wednesday"),
    ],
)
def test_the_name_keeps_its_part_and_the_day_goes_with_the_verb(reader: Reader, report, text, name, day):
    doc = reader.read(report(text)).doc
    named, dated = (next(token for token in doc if token.text == word) for word in (name, day))
    assert named.head.i != dated.i
    assert named.dep_ in ("dobj", "pobj")
    assert dated.head.pos_ == "VERB"
    assert not any(name in entity.text and day in entity.text for entity in doc.ents)


@pytest.mark.parametrize("text", ["They met on Good Friday.", "Crowds prayed at the Kotli Friday Mosque."])
def test_a_day_that_is_part_of_a_name_stays_so(reader: Reader, report, text):
    doc = reader.read(report(text)).doc
    day = next(token for token in doc if token.text == "Friday")
    assert doc[day.i - 1].head.i >= day.i
