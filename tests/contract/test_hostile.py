"""Texts, names and questions that were made, or happened, to break a database; and records that keep no words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dragoman.errors import BadFilter
from dragoman.records import CodedReport, Report, ReportInfo
from dragoman.store import Filter, KeptRecord
from dragoman.store.dump import dump

from .material import PARTIES, PLACES, Pair, day, many, meeting, plain, report, said, strike

Fresh = Callable[..., KeptRecord]

HOSTILE = {
    "quotes": "It's \"here\"; DROP TABLE reports; -- ' OR '1'='1",
    "placeholders": "100% of ? and %s and %(name)s and $1 and :name and {key} and \\",
    "null": "a\x00b and \x01 and \x1f",
    "emoji": "👩‍👩‍👧‍👦 met 🕊️ in the 🏙️",
    "marks": "e\u0301\u202e\ufeff\u2028 and \ufffd and \U0010fffd",
    "breaks": "one\r\ntwo\rthree\n\n\n",
    "one long word": "x" * 5000,
    "no word": "…!?—()",
    "nothing": "",
    "markup": "<b>bold</b> &amp; \\' \\\" `",
    "operators": 'AND OR NOT NEAR(a, 2) title:word ^b "c d" e* -f & | ! <-> ( )',
}


def told(id: str, words: str) -> Pair:
    """A report in which everything that is free text has these words."""
    made = Report(id=id, text=words, title=words, published=day(0), source=words or None, url=words, language="en")
    coded = report(id, strike(), said())[1]
    actor = msgspec.structs.replace(coded.events[0].sources[0], name=words, entity=f"nominal:{words}", text=words)
    place = msgspec.structs.replace(coded.events[0].place, name=words)
    event = msgspec.structs.replace(coded.events[0], sources=[actor], place=place)
    span = msgspec.structs.replace(coded.statements[0].content, text=words)
    statement = msgspec.structs.replace(coded.statements[0], content=span, content_parts=[span], speaker=actor)
    info = ReportInfo(id=id, title=words, published=day(0), source=words or None, url=words, language="en")
    return made, CodedReport(report=info, events=[event], statements=[statement], actors=[actor], places=[place])


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_come_back_as_they_were(fresh: Fresh, name: str) -> None:
    pair = told(name, HOSTILE[name])
    record = fresh([pair, report("calm", strike(day(20), "Suva", by="Qatar", to="Turkey"), published=day(20))])
    assert record.add_coded([pair], coder="hand").unchanged == 1
    (line,) = record.events(Filter(report=[name])).lines
    assert line.event == pair[1].events[0]
    (spoken,) = record.statements(Filter(report=[name])).lines
    assert spoken.statement == pair[1].statements[0]
    kept = next(line for line in dump(record.backend) if line["kind"] == "version" and line["id"] == name)
    assert kept["text"] == pair[0].text
    assert record.timeline().total == 2 and len(record.stories().lines) >= 1
    assert {one.mentions for one in record.actors().lines} == {1}
    assert record.stats().reports == 2


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_questions_are_answered_or_refused(fresh: Fresh, name: str) -> None:
    words = HOSTILE[name]
    record = fresh([told("bad", words), report("calm")])
    for fields in ({"text": words}, {"text": f'"{words}"'}, {"text": f'{words}"'}, {"text": f"-{words}"}):
        for ask in (record.search, record.events):
            try:
                page: Any = ask(Filter(**fields))  # type: ignore[operator]
            except BadFilter:
                continue
            assert {line.report.id for line in page.lines} <= {"bad", "calm"}
    if words:
        for fields in ({"source": [words]}, {"report": [words]}, {"language": words}, {"story": words}):
            assert record.events(Filter(**fields)).total == (1 if "source" in fields else 0)  # type: ignore[arg-type]
        assert [line.report.id for line in record.events(Filter(place=words)).lines] == ["bad"]
        assert [line.report.id for line in record.events(Filter(actor=[words])).lines] == ["bad"]
    assert record.changes(words or "nobody") == [] == record.talks([words or "nobody"])


@pytest.mark.parametrize("name", ["%", "_", "%a%", "Ru%", "R_ssia", "\\"])
def test_a_wildcard_is_no_name(fresh: Fresh, name: str) -> None:
    record = fresh([report("a", strike(), said())])
    assert record.actors(Filter(actor=[name])).lines == []
    for ask in (record.events, record.statements):
        with pytest.raises(BadFilter):
            ask(Filter(actor=[name]))
    assert record.talks([name], every=True) == []


@pytest.mark.parametrize("letters", ["x", "ж", "𝔞"])
def test_an_id_of_a_thousand_characters(fresh: Fresh, letters: str) -> None:
    """Such as an address with all its parameters; of characters that take one, two and four bytes."""
    ids = ["".join(chr(ord(letters) + (place * 7 + number) % 23) for place in range(1000)) for number in range(2)]
    record = fresh([report(id, strike(), published=day(number)) for number, id in enumerate(ids)])
    record.add_coded([report(ids[0], strike(killed=9), published=day(5))], coder="hand")
    assert [line.report.id for line in record.events(Filter(report=ids, sort="known")).lines] == ids
    assert len(record.changes(ids[0])) >= 2


def test_a_text_of_two_million_characters(fresh: Fresh) -> None:
    words = " ".join(f"w{number:x}q" for number in range(300_000))
    made, coded = report("long", strike(), plain(words + " lastword"))
    assert len(made.text) > 2_000_000
    record = fresh([(made, coded), report("short")])
    kept = next(line for line in dump(record.backend) if line["kind"] == "version" and line["id"] == "long")
    assert kept["text"] == made.text
    assert [line.report.id for line in record.search(Filter(text="w1q w2q")).lines] == ["long"]
    assert record.search(Filter(text="shelled")).total == 2


def test_names_are_found_whatever_their_case_and_letters(fresh: Fresh, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PARTIES, "Şükrü Çelik", ("TUR", "person:sukru-celik", "GOV"))
    record = fresh([report("a", strike(where="Łódź"), said(by="Şükrü Çelik"))])
    assert "Łódź" in PLACES
    for place in ("Łódź", "łódź", "ŁÓDŹ"):
        assert record.events(Filter(place=place)).total == 1
    for name in ("Şükrü Çelik", "şükrü çelik", "ÇELIK"):
        assert record.statements(Filter(actor=[name])).total == 1


# No words kept


RARE = ("zirconium", "xylophone", "quetzal", "wombat")


def _wordy(id: str = "a") -> Pair:
    """One rare word in a plain sentence, one in a coded sentence, one in a statement, one about talks."""
    made, coded = report(
        id,
        strike(),
        plain(f"Nobody had seen {RARE[0]} there"),
        said(f"we shall bring a {RARE[2]} to the talks"),
        meeting(day(2), words=f"held {RARE[3]} talks"),
        title="A night",
    )
    start = coded.events[0].sentence.start
    sentence = msgspec.structs.replace(coded.events[0].sentence, text=coded.events[0].sentence.text)
    text = made.text.replace("positions of", f"{RARE[1]} of", 1)
    shift = len(RARE[1]) - len("positions")
    again = Report(**(msgspec.structs.asdict(made) | {"text": text}))
    body = msgspec.json.decode(msgspec.json.encode(coded))
    _shift(body, start + made.text.index("positions"), shift, text)
    assert sentence.text != text
    return again, msgspec.convert(body, CodedReport)


def _shift(value: Any, after: int, by: int, text: str) -> None:
    """Moves every offset behind a place, and reads the spans again."""
    if isinstance(value, list):
        if len(value) == 2 and all(isinstance(one, int) for one in value):
            value[:] = [one + by if one > after else one for one in value]
        for one in value:
            _shift(one, after, by, text)
    elif isinstance(value, dict):
        if "start" in value and value["end"]:
            for edge in ("start", "end"):
                value[edge] += by if value[edge] > after else 0
            value["text"] = text[value["start"] : value["end"]]
        for one in value.values():
            _shift(one, after, by, text)


def _files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())


def test_without_texts_no_word_of_them_is_in_the_files(tmp_path: Path) -> None:
    made, coded = _wordy()
    assert all(word in made.text for word in RARE) and RARE[1] in coded.events[0].sentence.text
    for keep in (True, False):
        folder = tmp_path / str(keep)
        folder.mkdir()
        with KeptRecord(folder / "r.db") as record:
            record.add_coded([(made, coded)], coder="hand", keep_text=keep)
            everything = _files(folder) + _unpacked(folder / "r.db")
        found = [word for word in RARE if word[:6].encode() in everything]  # nor their stems
        assert found == (list(RARE) if keep else [])


def _unpacked(path: Path) -> bytes:
    """All values of all tables; what is compressed, decompressed."""
    import zlib

    db = sqlite3.connect(path)
    try:
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = []
        for name in names:
            for row in db.execute(f'SELECT * FROM "{name}"'):
                for value in row:
                    raw = value if isinstance(value, bytes) else str(value).encode()
                    try:
                        found.append(zlib.decompress(raw))
                    except zlib.error:
                        found.append(raw)
        return b"\n".join(found)
    finally:
        db.close()


def test_without_texts_the_offsets_stay(fresh: Fresh) -> None:
    made, coded = _wordy()
    record = fresh([(made, coded)], keep_text=False)
    for line, event in zip(record.events(Filter(sort="date", ascending=True)).lines, coded.events, strict=True):
        kept = line.event
        assert (kept.trigger.start, kept.trigger.end, kept.trigger.text) == (event.trigger.start, event.trigger.end, "")
        assert made.text[kept.trigger.start : kept.trigger.end] == event.trigger.text
        assert [one.name for one in kept.sources] == [one.name for one in event.sources]
        assert (kept.sentence.start, kept.sentence.end) == (event.sentence.start, event.sentence.end)
    (spoken,) = record.statements().lines
    content = coded.statements[0].content
    assert (spoken.statement.content.start, spoken.statement.content.end) == (content.start, content.end)
    assert record.search(Filter(text="night")).lines[0].around == ""
    assert record.search(Filter(text=RARE[0])).lines == []


def test_without_texts_the_same_is_linked(fresh: Fresh) -> None:
    pairs = many(45)
    with_words, without = fresh(pairs), fresh(pairs, keep_text=False)

    def links(record: KeptRecord) -> list[Any]:
        found: list[Any] = []
        for line in dump(record.backend):
            if line["kind"] == "version":
                found.append((line["id"], line["origin"], line["story"], [event[:2] for event in line["events"]]))
            elif line["kind"] == "process":
                found.append([(one["id"], one["stage"], one["venue"], one["first"]) for one in line["rounds"]])
        return found

    assert links(without) == links(with_words)
    assert without.add_coded(pairs, coder="hand").unchanged == 45
