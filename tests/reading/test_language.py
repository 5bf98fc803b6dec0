"""The language of a text, by the vote of its paragraphs."""

from __future__ import annotations

import pytest

from dragoman.reading import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The delegations met on Monday and agreed to meet again in two weeks.", "en"),
        ("Die Delegationen trafen sich am Montag und wollen in zwei Wochen wieder verhandeln.", "de"),
        ("Las delegaciones se reunieron el lunes y acordaron volver a verse en dos semanas.", "es"),
        ("Делегации встретились в понедельник и договорились продолжить переговоры через две недели.", "ru"),
        ("اجتمع الوفدان يوم الاثنين واتفقا على اللقاء مرة أخرى بعد أسبوعين في المدينة القديمة", "ar"),
    ],
)
def test_languages(text, language):
    assert detect_language(text) == language


def test_too_short_to_tell():
    assert detect_language("soldiers") is None
    assert detect_language("") is None


def test_an_english_report_that_quotes_another_language_stays_english():
    text = "\n\n".join(
        ["The delegations met on Monday and agreed to meet again in two weeks, officials said."] * 3
        + ["Мы договорились продолжить переговоры через две недели в том же городе."]
    )
    assert detect_language(text) == "en"
