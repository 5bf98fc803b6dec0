"""What publishers send as a table in CSV: copied, unzipped, out of a workbook, out of JSON; and what is none."""

from __future__ import annotations

import contextlib
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.chances.history.forms import to_csv
from dragoman.errors import BadAnswer, BadTable, DragomanError, TooLarge

from .tables_made import BOOK, sheet, workbook, zipped

TEXT = 'id,name\n1,"Lake, north"\n2,Gbédé\n'


def made(sent: bytes | str, rename: dict[str, str] | None = None, limit: int = 100_000) -> bytes:
    into = io.BytesIO()
    raw = sent.encode() if isinstance(sent, str) else sent
    to_csv(io.BytesIO(raw), into, rename or {}, path="made", limit=limit)
    return into.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
def test_a_csv_stays_as_it_is_byte_for_byte(encoding):
    assert made(TEXT.encode(encoding)) == TEXT.encode(encoding)
    assert made(TEXT.encode(encoding), {"absent": "other"}) == TEXT.encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_names_of_the_header_change_and_nothing_else(encoding):
    text = ',Côte d\'Ivoire,"Congo, DRC"\n2031-01-31,3,\n'
    wanted = 'month,Côte d\'Ivoire,"Congo, DRC"\n2031-01-31,3,\n'
    assert made(text.encode(encoding), {"": "month"}) == wanted.encode(encoding)


def test_a_byte_order_mark_does_not_hide_a_name_that_changes():
    assert made(",x\n1,2\n".encode("utf-8-sig"), {"": "month"}) == b"month,x\n1,2\n"


def test_the_one_table_of_a_zip_file_whatever_lies_beside_it():
    assert made(zipped(TEXT, readme__txt="read me")) == TEXT.encode()
    assert made(zipped("old,b\n1,2\n"), {"old": "new"}) == b"new,b\n1,2\n"
    assert made(zipped(TEXT, "folder/Made_v1.CSV")) == TEXT.encode()


@pytest.mark.parametrize(
    ("sent", "what"),
    [
        (zipped(TEXT, other__csv=TEXT), "a zip file of 2 tables"),
        (zipped("read me", "readme.txt"), "a zip file of 0 tables"),
        (zipped(TEXT * 2000)[:-60], "no whole zip file"),
        (zipped(TEXT * 2000)[:300], "no whole zip file"),
        (b"", "nothing was sent"),
        (b" \n ", "nothing was sent"),
        (b"<!DOCTYPE html><html><body>Moved</body></html>", "a web page, not a table"),
        (b"\xef\xbb\xbf\n <HTML><head></head></html>", "a web page, not a table"),
        (b'<?xml version="1.0"?><Error/>', "a web page, not a table"),
        (b'{"data": [{"a": 1}], "next_page": "https://example.org/2"}', "the answer says that there are more"),
        (b'{"data": [{"a": 1}', "no whole JSON"),
    ],
)
def test_what_is_no_table_is_told(sent, what):
    with pytest.raises(BadAnswer, match=what):
        made(sent)


def test_a_zip_file_that_is_damaged_inside():
    raw = bytearray(zipped("".join(f"{number},{number * 7919 % 1000}\n" for number in range(5000))))
    raw[2000:2040] = bytes(40)
    with pytest.raises(BadAnswer, match="no whole zip file"):
        made(bytes(raw))


def test_a_table_over_the_limit_is_stopped_also_one_that_only_grows_when_unzipped():
    with pytest.raises(TooLarge):
        made(TEXT * 5000)
    bomb = zipped(b"0" * 20_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(TooLarge):
        made(bomb)


def test_rows_of_a_json_answer_under_the_names_of_the_first():
    rows = [
        {"isoab": "AAA", "year": 2031, "main_mean": 0.25, "note": None},
        {"isoab": "BBB", "main_mean": 1e-7, "year": 2031, "more": 1},
    ]
    sent = json.dumps({"next_page": "", "data": rows})
    assert made(sent) == b"isoab,year,main_mean,note\nAAA,2031,0.25,\nBBB,2031,1e-07,\n"


@pytest.mark.parametrize("sent", ['{"data": []}', '{"detail": "no such run"}', '{"data": [1, 2]}'])
def test_json_without_rows(sent):
    with pytest.raises(BadTable, match="no rows"):
        made(sent)


def test_a_workbook_gives_its_first_sheet_with_days_as_days():
    sent = workbook(
        sheet(
            '<c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>pa_date</t></is></c>'
            '<c r="C1" t="str"><v>ended</v></c><c r="D1" t="str"><v>share</v></c><c r="E1" t="str"><v>late</v></c>',
            '<c r="A2"><v>1565</v></c><c r="B2" s="1"><v>47911</v></c><c r="C2" t="b"><v>1</v></c>'
            '<c r="D2" s="3"><v>0.5</v></c><c r="E2" s="2"><v>47911.5</v></c>',
            "",
            '<c r="A4" t="s"><v>1</v></c><c r="C4" t="b"><v>0</v></c><c r="D4" t="e"><v>#N/A</v></c>',
        )
    )
    assert made(sent) == (
        b"paid,pa_date,ended,share,late\n1565,2031-03-04,True,0.5,2031-03-04 12:00:00\nLake Accord,,False,,\n"
    )


def test_a_workbook_that_counts_its_days_from_1904():
    rows = sheet('<c r="A1" t="str"><v>day</v></c>', '<c r="A2" s="1"><v>46449</v></c>')
    sent = workbook(rows, book=BOOK.replace("<workbookPr/>", '<workbookPr date1904="1"/>'))
    assert made(sent) == b"day\n2031-03-04\n"


@pytest.mark.parametrize(
    "sent",
    [
        workbook(sheet('<c r="A1" t="s"><v>99</v></c>')),
        workbook(sheet('<c r="ZZZ1"><v>1</v></c>')),
        workbook("<worksheet"),
        workbook(sheet(), book="<workbook/>"),
        workbook('<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'),
        workbook(sheet('<c r="A1" s="x"><v>1</v></c>')),
    ],
)
def test_a_workbook_that_is_none(sent):
    with pytest.raises(BadTable):
        made(sent)


def test_a_workbook_that_grows_when_unzipped():
    with pytest.raises(TooLarge):
        made(workbook(sheet(*['<c r="A1"><v>1</v></c>'] * 5000)))


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"{", b'{"data":', b"a,b\n"]))
def test_no_bytes_give_anything_but_a_table_or_an_error_of_ours(tail, head):
    with contextlib.suppress(DragomanError):
        made(head + tail, {"": "month"})
