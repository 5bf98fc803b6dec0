"""Web archives: what is read, what is passed over, and what damage costs."""

from __future__ import annotations

import gzip
import io
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dragoman import Failure, reports
from dragoman.errors import DragomanError
from dragoman.sources.warc import read_warc
from tests.net.server import article

HTML = ("Content-Type", "text/html; charset=utf-8")


class Archive:
    """A web archive in the making; `starts` are where its records begin."""

    def __init__(self, zipped: bool) -> None:
        self.stream = io.BytesIO()
        self.writer = WARCWriter(self.stream, gzip=zipped)
        self.starts: list[int] = []
        self.name = "a.warc.gz" if zipped else "a.warc"

    def add(self, path: str, body: str | bytes = "", *headers, status="200 OK", kind="response") -> Archive:
        self.starts.append(self.stream.tell())
        raw = (body or article(title=f"Envoys meet at {path}")).encode() if isinstance(body, str) else body
        http = StatusAndHeaders(status, [*(headers or [HTML])], protocol="HTTP/1.1") if kind == "response" else None
        record = self.writer.create_warc_record(
            f"https://example.org/{path}",
            kind,
            payload=io.BytesIO(raw),
            http_headers=http,
            warc_headers_dict={"WARC-Date": "2024-05-09T10:00:00Z"},
        )
        self.writer.write_record(record)
        record.raw_stream.close()  # a temporary file, which the writer leaves open
        return self

    @property
    def raw(self) -> bytes:
        return self.stream.getvalue()

    def read(self, folder, raw: bytes | None = None):
        path = folder / self.name
        path.write_bytes(self.raw if raw is None else raw)
        return list(reports(path))


@pytest.fixture(params=[False, True], ids=["plain", "gzip"])
def archive(request):
    return Archive(request.param)


def told(found) -> list[str]:
    """The last part of each report's id, the code of each failure."""
    return [item.code if isinstance(item, Failure) else item.id.rpartition("/")[2] for item in found]


def test_pages_are_reports(archive, tmp_path):
    archive.writer.write_record(archive.writer.create_warcinfo_record("a.warc", {"software": "x"}))
    first, second = archive.add("1").add("2.txt", "The envoys met.", ("Content-Type", "text/plain")).read(tmp_path)
    assert (first.id, first.url, first.title) == ("https://example.org/1",) * 2 + ("Envoys meet at 1",)
    assert (first.published, first.source) == ("2024-05-07", "The Example")
    assert (second.text, second.published, second.source) == ("The envoys met.", "2024-05-09", "example.org")


def test_what_is_no_page_is_passed_over(archive, tmp_path):
    archive.add("1", "x", HTML, status="404 Not Found").add("2", "x", ("Content-Type", "image/png"))
    archive.add("3", "x", HTML, ("Location", "/4"), status="301 Moved").add(
        "4", b"GET / HTTP/1.1\r\n\r\n", kind="request"
    )
    archive.add("5", "x", kind="resource").add("6")
    assert told(archive.read(tmp_path)) == ["6"]


def test_a_page_that_is_no_report_is_a_failure_in_its_place(archive, tmp_path):
    found = archive.add("1").add("2", "<html><body>Menu</body></html>").add("3").read(tmp_path)
    assert told(found) == ["1", "D107", "3"]
    assert (found[1].id, found[1].path) == ("https://example.org/2", str(tmp_path / archive.name))
    assert f"byte {archive.starts[1]}" in found[1].field


@pytest.mark.parametrize("name", ["a.warc.gz", "A.WARC.GZ", "a.b.warc.gz"])
def test_the_last_two_suffixes_tell(tmp_path, name):
    archive = Archive(True)
    archive.name = name
    assert told(archive.add("1").read(tmp_path)) == ["1"]
    assert told(reports(tmp_path)) == ["1"]


def test_another_compressed_file_is_not_taken_for_one(tmp_path):
    archive = Archive(True)
    archive.name = "a.gz"
    assert told(archive.add("1").read(tmp_path)) == ["D111"]


@pytest.mark.parametrize("cut", [20, 100, 200, 300, 420])
def test_an_archive_cut_short_gives_what_is_whole(archive, tmp_path, cut):
    found = archive.add("1").add("2").add("3").read(tmp_path, archive.raw[:-cut])
    assert told(found)[:2] == ["1", "2"]
    assert told(found)[2:] == ["D108"]


@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_damaged_record_costs_one_failure_and_the_rest_is_read(archive, tmp_path, which):
    for number in range(3):
        archive.add(str(number))
    raw, start = bytearray(archive.raw), archive.starts[which]
    raw[start + 3 : start + 60] = b"\x00" * 57
    found = told(archive.read(tmp_path, bytes(raw)))
    assert [one for one in found if one != "D108"] == [str(number) for number in range(3) if number != which]
    assert found.count("D108") == 1


def test_every_damaged_stretch_is_told_where_it_is(archive, tmp_path):
    for number in range(6):
        archive.add(str(number))
    raw = bytearray(archive.raw)
    for which in (1, 4):
        start = archive.starts[which]
        raw[start + 3 : start + 60] = b"\x00" * 57
    found = archive.read(tmp_path, bytes(raw))
    assert told(found) == ["0", "D108", "2", "3", "D108", "5"]
    places = [f"after byte {archive.starts[number]}" for number in (0, 3)]
    assert [place in item.what for place, item in zip(places, (found[1], found[4]), strict=True)] == [True, True]


def test_junk_between_records_costs_nothing_else(archive, tmp_path):
    raw = archive.add("1").add("2").raw
    found = archive.read(tmp_path, raw[: archive.starts[1]] + b"junk\r\n\r\n" * 9 + raw[archive.starts[1] :])
    assert told(found) == ["1", "D108", "2"]


def test_a_length_that_lies_does_not_cost_the_records_after_it(tmp_path):
    archive = Archive(False).add("1").add("2").add("3")
    first = archive.raw[: archive.starts[1]]
    at = first.index(b"\r\nContent-Length: ") + len(b"\r\nContent-Length: ")
    found = told(archive.read(tmp_path, archive.raw[:at] + b"1" + archive.raw[at:]))
    assert (found[0], found[-2:]) == ("1", ["2", "3"])


@pytest.mark.parametrize(
    ("coding", "pack"),
    [("gzip", gzip.compress), ("gzip", lambda raw: raw), ("GZIP, gzip", lambda raw: gzip.compress(gzip.compress(raw)))],
)
def test_bodies_are_decompressed_when_they_are_compressed(archive, tmp_path, coding, pack):
    body = pack(article(title="Packed").encode())
    [report] = archive.add("1", body, HTML, ("Content-Encoding", coding)).read(tmp_path)
    assert report.title == "Packed"


@pytest.mark.parametrize("chunked", [True, False])
def test_chunks_are_put_together(archive, tmp_path, chunked):
    raw = article(title="Chunked").encode()
    body = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (100, raw[:100], len(raw) - 100, raw[100:]) if chunked else raw
    [report] = archive.add("1", body, HTML, ("Transfer-Encoding", "chunked")).read(tmp_path)
    assert report.title == "Chunked" and "the hosts said" in report.text


def test_bombs_and_giants_are_refused_and_memory_stays_flat(tmp_path):
    archive = Archive(True).add("1").add("2", gzip.compress(b" " * 40_000_000), HTML, ("Content-Encoding", "gzip"))
    archive.add("3", b"<html>" + b" " * 40_000_000).add("4")
    raw = archive.raw
    path = tmp_path / "a.warc.gz"
    path.write_bytes(raw)
    tracemalloc.start()
    assert told(read_warc(path)) == ["1", "D104", "D104", "4"]
    assert tracemalloc.get_traced_memory()[1] < 60_000_000
    tracemalloc.stop()


def test_a_large_archive_is_read_as_a_stream(tmp_path):
    archive = Archive(True)
    for number in range(300):
        archive.add(str(number), "<p>no article</p>" + "x" * 200_000)
    path = tmp_path / "a.warc.gz"
    path.write_bytes(archive.raw)
    found = read_warc(path)
    next(found)
    tracemalloc.start()
    assert sum(1 for _ in found) == 299
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_an_archive_compressed_as_a_whole_is_read(tmp_path):
    archive = Archive(False).add("1").add("2")
    archive.name = "a.warc.gz"
    assert told(archive.read(tmp_path, gzip.compress(archive.raw))) == ["1", "2"]


@pytest.mark.parametrize("raw", [b"", b"no archive", b"\x1f\x8b\x08 no gzip", b"WARC/1.0\r\n", b"\x00" * 1000])
def test_what_is_no_archive(archive, tmp_path, raw):
    assert told(archive.read(tmp_path, raw)) == ["D108"]


_WHOLE = Archive(False).add("1").add("2").raw


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.integers(0, len(_WHOLE) - 1), st.binary(min_size=1, max_size=40), st.booleans())
def test_no_damage_breaks_it(tmp_path, at, put, over):
    path = tmp_path / "a.warc"
    path.write_bytes(_WHOLE[:at] + put + _WHOLE[at + (len(put) if over else 0) :])
    try:
        found = list(read_warc(path))
    except DragomanError:
        return
    assert 1 <= len(found) <= 5
