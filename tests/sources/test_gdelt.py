"""GDELT's lists and tables, from a real server."""

from __future__ import annotations

import hashlib
import io
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import Failure
from dragoman.errors import BadAnswer, BadDate, TooLarge, Unreachable
from dragoman.sources import gdelt

MOMENT = "20240507100000"


def event(url: str, added: str = MOMENT) -> str:
    """A line of an event table: 61 columns, of which only these two matter here."""
    return "\t".join(["1165", "20240507", *["x"] * 57, added, url])


def document(url: str, extras: str = "", collection: str = "1", date: str = MOMENT) -> str:
    """A line of a table of documents: 27 columns."""
    return "\t".join([f"{date}-1", date, collection, "example.org", url, *[""] * 21, extras])


def zipped(*lines: str, names: tuple[str, ...] = ("table.CSV",)) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, "\n".join(lines) + "\n")
    return stream.getvalue()


class Gdelt:
    """A server with a list and the files that it names."""

    def __init__(self, web) -> None:
        self.web, self.lines = web, []

    def has(self, name: str, raw: bytes, size: int | None = None, md5: str | None = None) -> None:
        url = self.web.has(f"/gdeltv2/{name}", raw, "application/zip")
        self.lines.append(f"{len(raw) if size is None else size} {md5 or hashlib.md5(raw).hexdigest()} {url}")
        self.web.has("/gdeltv2/lastupdate.txt", "\n".join(self.lines) + "\n", "text/plain")

    def files(self, **named):
        return list(gdelt.files(self.web.client(), self.web.url("/gdeltv2/lastupdate.txt"), **named))

    def found(self, **named):
        return list(gdelt.found(self.web.client(), self.files(), **named))


@pytest.fixture
def server(web):
    return Gdelt(web)


def urls(found) -> list[str]:
    return [item.code if isinstance(item, Failure) else item.url.rpartition("/")[2] for item in found]


def test_a_list_names_files_with_kind_and_moment(server):
    for name in (f"{MOMENT}.export.CSV.zip", f"{MOMENT}.mentions.CSV.zip", f"{MOMENT}.gkg.csv.zip"):
        server.has(name, b"x")
    server.has(f"{MOMENT}.translation.export.CSV.zip", b"x")
    found = server.files()
    assert [entry.kind for entry in found] == ["export", "mentions", "gkg", "export"]
    assert {entry.moment for entry in found} == {"2024-05-07T10:00:00+00:00"}
    assert (found[0].size, found[0].md5) == (1, hashlib.md5(b"x").hexdigest())


def test_files_are_chosen_by_moment(server):
    for hour in ("09", "10", "11"):
        server.has(f"20240507{hour}0000.export.CSV.zip", b"x")
    chosen = server.files(since="2024-05-07T10:00:00Z", until="2024-05-07T14:00:00+03:00")
    assert [entry.moment[11:13] for entry in chosen] == ["10"]
    assert len(server.files(since="2024-05-07")) == 3
    assert server.files(until="2024-05-07") == []
    with pytest.raises(BadDate):
        server.files(since="yesterday")


def test_the_addresses_of_events_come_once_with_when_they_were_seen(server):
    addresses = [
        "https://example.org/1",
        "https://example.org/2",
        "https://example.org/1?utm_source=x",
        "BBC Monitoring",
    ]
    server.has(f"{MOMENT}.export.CSV.zip", zipped(*map(event, addresses), "short line", ""))
    server.has("20240507101500.export.CSV.zip", zipped(event("https://example.org/2"), event("https://example.org/3")))
    found = server.found()
    assert urls(found) == ["1", "2", "3"]
    assert (found[0].seen, found[0].published, found[0].title) == ("2024-05-07T10:00:00+00:00", None, None)


def test_the_addresses_of_documents_come_with_title_source_and_date(server):
    extras = "<PAGE_LINKS>x</PAGE_LINKS><PAGE_TITLE>Envoys &amp; hosts  meet</PAGE_TITLE>"
    stamp = "<PAGE_PRECISEPUBTIMESTAMP>{}</PAGE_PRECISEPUBTIMESTAMP>"
    server.has(
        f"{MOMENT}.gkg.csv.zip",
        zipped(
            document("https://example.org/1", extras + stamp.format("20240506233000")),
            document("https://example.org/2", stamp.format("20240508000000")),
            document("Printed page 3", collection="2"),
            document("https://example.org/3", collection="2"),
        ),
    )
    first, second = server.found(kinds=("gkg",))
    assert (first.title, first.source) == ("Envoys & hosts meet", "example.org")
    assert (first.published, first.seen) == ("2024-05-06T23:30:00+00:00", "2024-05-07T10:00:00+00:00")
    assert (second.title, second.published) == (None, None)
    assert server.found() == []


@pytest.mark.parametrize(
    ("raw", "changes", "code"),
    [
        (zipped(event("https://example.org/1")), {"md5": "0" * 32}, "D113"),
        (zipped(event("https://example.org/1")), {"size": 10}, "D104"),
        (zipped(event("https://example.org/1")), {"size": 10_000}, "D113"),
        (zipped(event("https://example.org/1"))[:-30], {}, "D113"),
        (b"no zip file", {}, "D113"),
        (zipped("x", names=("a", "b")), {}, "D113"),
    ],
)
def test_a_file_that_is_not_what_the_list_says_is_a_failure_and_the_next_is_read(server, raw, changes, code):
    server.has(f"{MOMENT}.export.CSV.zip", raw, **changes)
    server.has("20240507101500.export.CSV.zip", zipped(event("https://example.org/2")))
    found = server.found()
    assert urls(found) == [code, "2"]
    assert found[0].path.endswith(f"{MOMENT}.export.CSV.zip")


def test_a_file_that_is_gone_is_a_failure(server, web):
    server.has(f"{MOMENT}.export.CSV.zip", b"x")
    del web.texts[f"/gdeltv2/{MOMENT}.export.CSV.zip"]
    assert urls(server.found()) == ["D112"]


def test_no_list_is_told(web):
    with pytest.raises(Unreachable):
        list(gdelt.files(web.client(), web.url("/nowhere.txt")))


@pytest.mark.parametrize("line", [b"x" * 99 + b"\n", b"\n"])
def test_a_bomb_is_met_before_it_goes_off(line):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a", "w") as table:
        for _ in range(60):
            table.write(line * (1_000_000 // len(line)))
    begun = time.process_time()
    with pytest.raises(TooLarge):
        list(gdelt.from_zip(stream, "export", path="a", limit=5_000_000))
    assert time.process_time() - begun < 15


def test_a_table_is_read_as_a_stream():
    raw = zipped(*[event(f"https://example.org/{'x' * 900}")] * 20_000)
    tracemalloc.start()
    assert sum(1 for _ in gdelt.from_zip(io.BytesIO(raw), "export", path="a")) == 20_000
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()


def test_a_line_longer_than_any_real_one_is_passed_over():
    raw = zipped("x" * 9_000_000, event("https://example.org/1"))
    assert urls(gdelt.from_zip(io.BytesIO(raw), "export", path="a")) == ["1"]


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_break_the_zip(raw):
    for wrapped in (raw, zipped("x")[:60] + raw):
        with pytest.raises(BadAnswer):
            list(gdelt.from_zip(io.BytesIO(wrapped), "export", path="a"))


@settings(deadline=None)
@given(st.lists(st.text(max_size=80), max_size=5))
def test_no_line_breaks_the_list(lines):
    assert list(gdelt.listed(lines)) == []


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=30), st.text(max_size=60))
def test_no_line_breaks_a_table(url, date, extras):
    for address in (url, f"https://example.org/{url}"):
        for line, kind in ((event(address, date), "export"), (document(address, extras, date=date), "gkg")):
            item = gdelt.from_line(line, kind)
            assert item is None or item.url.startswith("http")


@settings(deadline=None)
@given(st.integers(0, 10**11), st.text("0123456789abcdef", min_size=32, max_size=32), st.datetimes())
def test_every_line_of_the_form_is_read(size, md5, moment):
    stamp = moment.strftime("%Y").zfill(4) + moment.strftime("%m%d%H%M%S")
    found = list(gdelt.listed([f"{size} {md5} http://data.gdeltproject.org/gdeltv2/{stamp}.export.CSV.zip\r\n"]))
    if 1900 <= moment.year <= 2100:
        assert [(entry.size, entry.md5, entry.kind) for entry in found] == [(size, md5, "export")]
    else:
        assert found == []
