"""What every kept record promises, whichever database it lives in: adding, versions, asking, the change log."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from dragoman.errors import BadFilter
from dragoman.records import Actor, Failure
from dragoman.store import Filter, KeptRecord
from dragoman.store.dump import dump

from .material import Pair, day, many, meeting, plain, report, said, strike, versions

Fresh = Callable[..., KeptRecord]


def lines(record: KeptRecord, as_of: str | None = None) -> list[dict[str, Any]]:
    return list(dump(record.backend, as_of))


def events(record: KeptRecord, **asked: Any) -> list[tuple[str, str]]:
    return [(line.report.id, line.event.id) for line in record.events(Filter(**asked)).lines]


def reports(record: KeptRecord, **asked: Any) -> list[str]:
    """The reports of the events that a filter lets through, sorted."""
    return sorted({id for id, _ in events(record, **asked)})


# Adding


def test_adding_the_same_again_changes_nothing(fresh: Fresh) -> None:
    pairs = [*many(24), *versions(["r00003"])]
    record = fresh(pairs)
    before, log = lines(record), record.changes(limit=10_000)
    tally = record.add_coded(pairs, coder="hand")
    assert (tally.new, tally.versions, tally.unchanged) == (0, 0, 25)
    assert lines(record) == before
    assert record.changes(limit=10_000) == log
    assert len(before) > 30


def test_a_tally_tells_new_reports_from_versions(fresh: Fresh) -> None:
    record = fresh()
    tally = record.add_coded([report("a"), report("b"), report("a", published=day(3)), report("b")], coder="hand")
    assert (tally.new, tally.versions, tally.unchanged, tally.failures) == (2, 1, 1, [])
    assert tally.ids == ["a", "b", "a"]


def test_what_was_added_is_asked_for_word_by_word(fresh: Fresh) -> None:
    pair = report("a", strike(), said(), title="A night", url="https://a.example/1", source="Post")
    record = fresh([pair])
    (line,) = record.events().lines
    assert line.event == pair[1].events[0]
    about = line.report
    assert (about.id, about.title, about.published, about.source, about.url, about.known) == (
        *("a", "A night", day(0), "Post", "https://a.example/1", day(0)),
    )
    assert line.happening is not None and about.story is not None
    (spoken,) = record.statements().lines
    assert spoken.statement == pair[1].statements[0]


def test_a_report_without_a_date_is_known_from_when_it_came(fresh: Fresh) -> None:
    record = fresh([report("a", strike(on=day(0)), published=None)])
    (line,) = record.events().lines
    assert line.report.known > "2026" and line.report.published is None
    assert record.events(Filter(as_of="2025-01-01")).lines == []


def test_a_record_opened_again_holds_the_same(place: Callable[[], str]) -> None:
    where = place()
    with KeptRecord(where) as record:
        record.add_coded(many(12), coder="hand")
        before = lines(record)
    with KeptRecord(where) as record:
        assert lines(record) == before


def test_reports_coded_here_are_kept_and_failures_listed(fresh: Fresh, read: list[Any]) -> None:
    record = fresh()
    broken = Failure(code="D108", what="a line that is no report", line=3)
    texts = [made for made, _ in read]
    tally = record.add([texts[0], broken, *texts[1:]])
    assert (tally.new, tally.failures) == (len(texts), [broken])
    told = fresh(read)
    assert [line.event for line in record.events().lines] == [line.event for line in told.events().lines]
    assert record.add(texts).unchanged == len(texts)


def test_real_codings_come_back_as_they_were(fresh: Fresh, read: list[Any]) -> None:
    record = fresh(read)
    kept = {(line.report.id, line.event.id): line.event for line in record.events().lines}
    assert kept == {(made.id, event.id): event for made, coded in read for event in coded.events}
    assert kept
    statements = [line.statement for line in record.statements(Filter(sort="date", ascending=True)).lines]
    assert statements == [said for _, coded in read for said in coded.statements]


# Versions


def test_a_correction_is_shown_and_the_old_version_stays(fresh: Fresh) -> None:
    record = fresh([report("a", strike(killed=4), published=day(0))], [report("a", strike(killed=9), published=day(2))])
    assert [line.event.casualties.killed.min for line in record.events().lines] == [9]  # type: ignore[union-attr]
    then = record.events(Filter(as_of=day(1)))
    assert [line.event.casualties.killed.min for line in then.lines] == [4]  # type: ignore[union-attr]
    assert then.coverage.reports == 1
    assert record.stats().versions == 2 and record.stats().reports == 1


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_versions_count_from_their_dates_whenever_they_come(fresh: Fresh, order: tuple[int, ...]) -> None:
    each = [report("a", strike(killed=number), published=day(number * 2)) for number in range(3)]
    record = fresh(*([each[number]] for number in order))
    for number in range(3):
        for after in (0, 1):
            (line,) = record.events(Filter(as_of=day(number * 2 + after))).lines
            assert line.event == each[number][1].events[0]
    assert record.events().lines[0].event == each[2][1].events[0]
    assert lines(record) == lines(fresh(each))


def test_of_versions_of_one_date_the_one_that_came_last_counts(fresh: Fresh) -> None:
    one, other = (report("a", strike(killed=number)) for number in (1, 2))
    for first, second in ((one, other), (other, one)):
        record = fresh([first], [second])
        assert [line.event for line in record.events().lines] == second[1].events
        assert [line.event for line in record.events(Filter(as_of=day(9))).lines] == first[1].events


def test_times_of_day_and_zones_are_heard(fresh: Fresh) -> None:
    early = report("a", strike(killed=1), published="2024-03-01T23:30:00+02:00")
    late = report("a", strike(killed=2), published="2024-03-01T22:00:00Z")
    record = fresh([late], [early])
    assert [line.event for line in record.events().lines] == late[1].events
    assert [line.event for line in record.events(Filter(as_of="2024-03-01T21:59:59Z")).lines] == early[1].events
    assert record.events(Filter(as_of="2024-03-01T21:29:59Z")).lines == []
    assert [line.event for line in record.events(Filter(as_of="2024-03-01")).lines] == late[1].events


def test_a_correction_that_tells_of_something_else_does_not_drag_others_along(fresh: Fresh) -> None:
    """Another outlet's report of the first version's event must not become one with what the correction tells."""
    record = fresh(
        [
            report("a", strike(day(0), "Kharkiv"), published=day(0)),
            report("b", strike(day(0), "Kharkiv"), published=day(0), source="Courier"),
            report("a", strike(day(3), "Rafah", by="Israel", to="Hamas"), published=day(3)),
        ]
    )
    found = {line.report.id: line.happening for line in record.events().lines}
    assert len(set(found.values())) == 2
    assert sorted(one.reports for one in record.timeline().lines) == [1, 1]


# Asking


@pytest.fixture
def asked(fresh: Fresh) -> KeptRecord:
    return fresh(
        [
            report("a", strike(day(0), "Kharkiv"), title="Kharkiv under fire", source="Post"),
            report("b", strike(day(1), "Odesa", status="possible", confidence=0.4), published=day(1), source="Courier"),
            report("c", meeting(day(2)), said(), published=day(2), source="Post", language="fr"),
            report("d", strike(day(3), "Rafah", by="Israel", to="Hamas"), published=day(3), source="Herald"),
            report("e", strike(day(4), "Suva", by="Ukraine", to="Russia"), plain("Rain fell"), published=day(4)),
            report("f", strike(day(5), "Apia", killed=None, cameo="1951"), published=day(5)),
        ]
    )


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, "abcdef"),
        ({"actor": ["UKR"]}, "abcef"),
        ({"actor": ["ISR", "group:hamas"]}, "d"),
        ({"actor": ["Hamas"]}, "d"),
        ({"actor": ["hamas"]}, "d"),
        ({"actor": ["state:UKR"]}, "abcef"),
        ({"dyad": ("RUS", "UKR")}, "abcef"),
        ({"dyad": ("RUS", "UKR"), "directed": True}, "abcf"),
        ({"dyad": ("Ukraine", "Russia"), "directed": True}, "e"),
        ({"type": ["ASSAULT"]}, "abdef"),
        ({"type": ["consult", "AID"]}, "c"),
        ({"status": ["possible"]}, "b"),
        ({"cameo": ["19"]}, "abdef"),
        ({"cameo": ["195", "04"]}, "cf"),
        ({"place": "UKR"}, "ab"),
        ({"place": "odesa"}, "b"),
        ({"box": (20.0, 40.0, 40.0, 60.0)}, "abc"),
        ({"box": (170.0, -20.0, -170.0, -10.0)}, "ef"),
        ({"first": day(2)}, "cdef"),
        ({"last": day(1)}, "ab"),
        ({"first": day(1), "last": day(2)}, "bc"),
        ({"source": ["Post", "Courier"]}, "abcef"),
        ({"language": "fr"}, "c"),
        ({"report": ["a", "d", "nobody"]}, "ad"),
        ({"text": "rain"}, "e"),
        ({"text": "kharkiv fire"}, "a"),
        ({"least": 0.5}, "acdef"),
        ({"as_of": day(2)}, "abc"),
        ({"as_of": day(2) + "T00:00:00Z"}, "abc"),
        ({"actor": ["UKR"], "type": ["ASSAULT"], "place": "UKR", "source": ["Post"], "as_of": day(3)}, "a"),
        ({"dyad": ("RUS", "UKR"), "text": "shelled", "first": day(1), "least": 0.5}, "ef"),
        ({"type": ["ASSAULT"], "status": ["planned"]}, ""),
    ],
)
def test_filters(asked: KeptRecord, filters: dict[str, Any], expected: str) -> None:
    assert reports(asked, **filters) == list(expected)
    assert asked.events(Filter(**filters)).total == len(expected)
    happenings = {one.evidence[0].report for one in asked.timeline(Filter(**filters)).lines}
    assert happenings == set(expected)


def test_statements_by_speaker_stance_and_words(asked: KeptRecord) -> None:
    found = [
        [line.report.id for line in asked.statements(Filter(**filters)).lines]
        for filters in (
            *({"actor": ["Anna Kovalenko"]}, {"actor": ["Kovalenko"]}, {"actor": ["UKR"]}, {"actor": ["RUS"]}),
            *({"stance": ["willing"]}, {"stance": ["unwilling"]}, {"text": "ceasefire"}, {"last": day(1)}),
        )
    ]
    assert found == [["c"], ["c"], ["c"], [], ["c"], [], ["c"], []]


def test_actors_by_how_often_they_are_named(asked: KeptRecord) -> None:
    page = asked.actors()
    assert [(one.name, one.mentions, one.reports) for one in page.lines[:2]] == [("Ukraine", 5, 5), ("Russia", 5, 5)]
    assert page.total == 5
    assert [one.name for one in asked.actors(Filter(actor=["kova"])).lines] == ["Anna Kovalenko"]
    assert [one.entity for one in asked.actors(Filter(source=["Herald"], sort="name")).lines] == [
        "state:ISR",
        "group:hamas",
    ]


def test_what_came_in_does_not_wait_for_what_comes_slowly(place: Callable[[], str]) -> None:
    where = place()
    seen: list[int] = []

    def slowly() -> Iterator[Pair]:
        yield report("a")
        time.sleep(1.05)
        yield report("b")
        with KeptRecord(where) as other:
            seen.append(other.stats().reports)
        yield report("c")

    with KeptRecord(where) as record:
        record.add_coded(slowly(), coder="hand")
        assert (seen, record.stats().reports) == ([2], 3)


def test_a_language_that_all_are_in_restricts_nothing_and_another_one_does(fresh: Fresh) -> None:
    record = fresh([report("a", strike(day(1))), report("b", strike(day(2)))])
    assert reports(record, language="en") == ["a", "b"]
    assert reports(record, language="fr") == []
    assert record.coverage(Filter(language="en")) == record.coverage()
    record.add_coded([report("c", strike(day(3)), language="fr")], coder="hand")
    assert (reports(record, language="en"), reports(record, language="fr")) == (["a", "b"], ["c"])
    assert record.stats(Filter(language="fr")).reports == record.coverage(Filter(language="fr")).reports == 1


def test_actors_of_some_reports_are_counted_in_them_alone(asked: KeptRecord) -> None:
    every = {one.entity: (one.reports, one.mentions) for one in asked.actors().lines}
    parts = [
        {one.entity: (one.reports, one.mentions) for one in asked.actors(Filter(**when)).lines}
        for when in ({"last": day(2)}, {"first": day(3)})
    ]
    for entity, counts in every.items():
        assert tuple(map(sum, zip(*(part.get(entity, (0, 0)) for part in parts), strict=True))) == counts
    page = asked.actors(Filter(first=day(0), limit=2, offset=1))
    assert (page.total, len(page.lines)) == (len(every), 2)
    assert asked.actors(Filter(first=day(0), limit=2, offset=50)).total == len(every)
    names = [one.name for one in asked.actors(Filter(first=day(0), sort="name", ascending=True)).lines]
    assert names == sorted(names)


def test_those_who_are_nobody_in_particular_are_listed_when_asked_for(fresh: Fresh) -> None:
    one, coded = report("a")
    people = Actor(start=0, end=5, text="women", name="Women", entity="role::CVL:woman", sectors=["CVL"])
    record = fresh([(one, msgspec.structs.replace(coded, actors=[*coded.actors, people, people]))])
    shown = {actor.entity for actor in record.actors().lines}
    assert shown and people.entity not in shown
    assert record.actors().total == len(shown) == record.actors(every=True).total - 1
    assert [actor.name for actor in record.actors(Filter(actor=["woman"])).lines] == ["woman"]
    then = Filter(as_of="2100-01-01")
    assert record.actors(then).total == record.actors(then, every=True).total - 1


def test_search_finds_words_phrases_and_not_others(asked: KeptRecord) -> None:
    def found(text: str, **more: Any) -> list[str]:
        return sorted(line.report.id for line in asked.search(Filter(text=text, **more)).lines)

    assert found("Kharkiv") == ["a"]
    assert found("shelled") == found("shelling") == list("abdef")
    assert found('"held talks"') == ["c"] and found('"talks held"') == []
    assert found("shelled -Kharkiv -Odesa") == list("def")
    assert found("shelled", source=["Herald"]) == ["d"]
    assert found("shelled", as_of=day(1)) == ["a", "b"]
    assert found("zebra") == []
    around = asked.search(Filter(text="ceasefire")).lines[0].around
    assert "ceasefire" in around and "\n" not in around


def test_a_word_of_the_title_weighs_more(fresh: Fresh) -> None:
    record = fresh([report("body", strike(), title="News"), report("head", strike(where="Odesa"), title="Kharkiv")])
    assert [line.report.id for line in record.search(Filter(text="kharkiv")).lines] == ["head", "body"]


def test_pages_have_no_gaps_and_no_doubles(fresh: Fresh) -> None:
    record = fresh(many(24))
    for ask, key in (
        (record.events, lambda line: (line.report.id, line.event.id)),
        (record.statements, lambda line: (line.report.id, line.statement.id)),
        (record.actors, lambda line: line.entity),
        (record.timeline, lambda line: line.id),
        (record.stories, lambda line: line.id),
    ):
        whole = [key(line) for line in ask(Filter(limit=1000)).lines]
        paged = [key(line) for at in range(0, len(whole) + 2, 2) for line in ask(Filter(limit=2, offset=at)).lines]
        assert paged == whole and len(set(whole)) == len(whole) > 2
        assert {ask(Filter(limit=2, offset=at)).total for at in (0, 2, 1000)} == {len(whole)}


@pytest.mark.parametrize(
    ("question", "sortings"),
    [
        ("events", ["date", "known", "confidence", "type"]),
        ("statements", ["date", "known", "speaker"]),
        ("actors", ["mentions", "reports", "name"]),
        ("timeline", ["date", "known", "sources"]),
        ("stories", ["date", "reports"]),
    ],
)
def test_sorting_up_is_sorting_down_turned_round(fresh: Fresh, question: str, sortings: list[str]) -> None:
    record = fresh(many(15))
    for name in sortings:
        asked = Filter(sort=name, limit=1000)
        down = getattr(record, question)(asked).lines
        up = getattr(record, question)(replace(asked, ascending=True)).lines
        values = [_value(question, name, line) for line in down]
        assert values == sorted(values, reverse=True)
        assert [_value(question, name, line) for line in up] == values[::-1]


def _value(question: str, sorting: str, line: Any) -> Any:
    if question == "timeline":
        return line.reports if sorting == "sources" else ""
    of = {
        "events.date": lambda: line.event.date.first,
        "events.known": lambda: line.report.known,
        "events.confidence": lambda: line.event.confidence,
        "events.type": lambda: line.event.type,
        "statements.date": lambda: line.report.published,
        "statements.known": lambda: line.report.known,
        "statements.speaker": lambda: line.statement.speaker.name,
        "actors.mentions": lambda: line.mentions,
        "actors.reports": lambda: line.reports,
        "actors.name": lambda: line.name,
        "stories.date": lambda: line.last,
        "stories.reports": lambda: len(line.reports),
    }
    return of[f"{question}.{sorting}"]()


@pytest.mark.parametrize("question", ["events", "statements", "actors", "timeline", "stories"])
def test_an_unknown_sorting_is_told(asked: KeptRecord, question: str) -> None:
    with pytest.raises(BadFilter, match="beauty") as error:
        getattr(asked, question)(Filter(sort="beauty"))
    assert "Known" in str(error.value.hint)


def test_an_actor_nobody_names_is_told(asked: KeptRecord) -> None:
    for ask in (asked.events, asked.statements, asked.timeline):
        with pytest.raises(BadFilter, match="Atlantis"):
            ask(Filter(actor=["Atlantis"]))
    assert asked.events(Filter(actor=["ATL"])).lines == []  # a code may simply not occur


# Counts


def test_counts_come_with_what_they_are_out_of(asked: KeptRecord) -> None:
    coverage = asked.events(Filter(actor=["ISR"], source=["Post"])).coverage
    assert (coverage.reports, coverage.sources, coverage.languages) == (4, 1, 2)
    assert (coverage.first, coverage.last) == (day(0), day(5))
    assert "of 4 reports, 1 source, 2 languages" in coverage.told
    assert asked.events(Filter(first=day(1), last=day(3))).coverage.reports == 3
    assert asked.events(Filter(as_of=day(0))).coverage.reports == 1


def test_no_coverage_is_not_zero(asked: KeptRecord) -> None:
    nothing = asked.events(Filter(first="1999-01-01", last="1999-12-31"))
    none_told = asked.events(Filter(type=["AID"]))
    assert nothing.total == none_told.total == 0
    assert nothing.coverage.told.startswith("no coverage") and not none_told.coverage.told.startswith("no coverage")


def test_stats_count_and_show_the_days_without_reports(fresh: Fresh) -> None:
    record = fresh(
        [
            report("a", strike(), said()),
            report("b", strike(day(1), "Odesa"), published=day(1), source="Courier"),
            report("c", meeting(day(8)), published=day(8), source=None, language=None),
        ]
    )
    stats = record.stats()
    assert (stats.reports, stats.versions, stats.events, stats.happenings, stats.statements) == (3, 3, 3, 3, 1)
    assert stats.by_source == {"Courier": 1, "Post": 1, "unknown": 1} and stats.by_language == {"en": 2, "unknown": 1}
    assert stats.by_type == {"ASSAULT": 2, "CONSULT": 1} and stats.by_status == {"happened": 3}
    assert (stats.days, stats.covered) == (9, 3)
    assert [(gap.first, gap.last, gap.days) for gap in stats.gaps] == [(day(2), day(7), 6)]
    empty = fresh().stats()
    assert (empty.reports, empty.days, empty.gaps) == (0, 0, []) and empty.coverage.told.startswith("no coverage")


# What links reports


def test_copies_are_one_independent_source(fresh: Fresh) -> None:
    words = [plain(f"In the {place} the talks of the spring were remembered") for place in ("harbour", "market")]
    same = (strike(), said(), *words)
    record = fresh(
        [
            report("wire", *same, published=day(0), source="Agency"),
            report("copy", *same, published=day(1), source="Post"),
            report("own", strike(), plain("A baker swept up the glass and went on"), published=day(1), source="Herald"),
        ]
    )
    (happening,) = record.timeline().lines
    assert (happening.reports, happening.independent) == (3, 2)
    assert {one.report for one in happening.evidence} == {"wire", "copy", "own"}
    assert record.stats().independent == 2


def test_tolls_that_differ_stay_side_by_side(fresh: Fresh) -> None:
    record = fresh(
        [
            report("a", strike(killed=4), published=day(0)),
            report("b", strike(killed=7), published=day(1), source="Herald"),
        ]
    )
    (happening,) = record.timeline().lines
    killed = {str(value.value): {one.report for one in value.evidence} for value in happening.fields["killed"]}
    assert sorted(killed.values(), key=sorted) == [{"a"}, {"b"}]
    shown = {rule: record.timeline(rule=rule).lines[0].shown["killed"] for rule in ("first", "recent")}
    assert shown["first"] != shown["recent"]


def test_talks_are_kept_with_their_evidence(fresh: Fresh) -> None:
    record = fresh(
        [
            report("a", meeting(day(3)), plain("It was the first talks since the war began"), published=day(3)),
            report("b", strike(day(4)), published=day(4)),
        ]
    )
    found = record.talks(["RUS", "UKR"], every=True)
    assert [process.parties for process in found] == [["RUS", "UKR"]]
    (one,) = found[0].rounds
    assert one.venue == "Istanbul"
    assert {evidence.report for each in one.evidence.values() for evidence in each} == {"a"}
    assert record.talks(["Ukraine", "Russia"], every=True) == found
    for nonsense in ({"as_of": "soon"}, {"limit": 0}):
        with pytest.raises(BadFilter):
            record.talks(**nonsense)  # type: ignore[arg-type]
    assert record.talks(["ISR"], every=True) == [] == record.talks(["RUS"], as_of=day(2), every=True)


# The change log, and coding again


def test_the_change_log_tells_what_came_and_what_moved(fresh: Fresh) -> None:
    record = fresh([report("a", strike(), published=day(2))])
    assert [(one["kind"], one["known"]) for one in record.changes("a")] == [("report", day(2))]
    record.add_coded([report("a", strike(killed=8), published=day(3))], coder="hand")
    assert [(one["kind"], one["known"]) for one in record.changes("a")] == [("version", day(3)), ("report", day(2))]
    ((_, happening),) = {(line.report.id, line.happening) for line in record.events().lines}
    record.add_coded([report("b", strike(), published=day(0), source="Herald")], coder="hand")
    founder = next(line.happening for line in record.events().lines if line.report.id == "b")
    assert founder != happening
    moved = [one for one in record.changes(founder) if one["kind"] == "happening"]
    assert moved and moved[0]["before"] == happening
    assert record.changes(since="2999-01-01") == []
    assert len(record.changes(limit=2)) == 2


def recode(record: KeptRecord, pairs: list[Any], coder: str) -> int:
    """Codes again by hand, as `KeptRecord.recode` does with the coder of this version."""
    from dragoman.store.adding import prepare, utc_now
    from dragoman.store.recoding import recode_batch, waiting
    from dragoman.store.settling import Settling

    coded = {(made.id, made.text): coding for made, coding in pairs}
    batch = [
        (seq, prepare(made, coded[made.id, made.text], coder)) for seq, made in list(waiting(record.backend, coder))
    ]
    moved = recode_batch(record.backend, batch, Settling(record.backend, utc_now()))
    record.settle()
    return moved


def test_coding_again_shows_the_new_and_keeps_the_old(fresh: Fresh) -> None:
    pairs = many(12)
    record = fresh(pairs)
    again = [
        (made, msgspec.structs.replace(coding, events=[_possible(event) for event in coding.events]))
        for made, coding in pairs
    ]
    assert recode(record, again, "hand/2") == sum(len(coding.events) for _, coding in pairs)
    assert {line.event.status for line in record.events().lines} == {"possible"}
    assert [(name, count) for name, _, count in record.coders()] == [("hand", 12), ("hand/2", 12)]
    told = list(record.diff("hand", "hand/2"))
    assert {one.kind for one in told} == {"changed"}
    assert ("happened", "possible") in {one.fields["status"] for one in told}
    assert next(one["kind"] for one in record.changes("r00000")) == "recoded"
    assert list(record.diff("hand", "hand")) == []


def _possible(event: Any) -> Any:
    return msgspec.structs.replace(event, status="possible")


def test_a_record_coded_again_is_as_if_it_had_been_coded_so_at_first(fresh: Fresh) -> None:
    pairs = [*many(12), *versions(["r00003"])]
    gone = [
        (made, msgspec.structs.replace(coding, events=coding.events[1:] if made.id < "r00005" else coding.events))
        for made, coding in pairs
    ]
    record = fresh(pairs)
    recode(record, gone, "hand/2")

    def shown(one: KeptRecord, coder: str) -> list[dict[str, Any]]:
        found = lines(one)
        for line in found:
            if line["kind"] == "version":
                line["codings"] = [coding for coding in line["codings"] if coding["coder"] == coder]
        return found

    once = fresh()
    once.add_coded(gone, coder="hand/2")
    assert shown(record, "hand/2") == shown(once, "hand/2")


def test_reports_without_text_cannot_be_coded_again_and_are_counted(fresh: Fresh, read: list[Any]) -> None:
    record = fresh()
    record.add_coded(read[:1], coder="older", keep_text=False)
    record.add_coded(read[1:], coder="older")
    done = record.recode()
    assert (done.reports, done.without_text, done.failures) == (len(read) - 1, 1, [])
    assert done.events == 0  # the same coder has made the same of them
    assert record.recode().reports == 0
