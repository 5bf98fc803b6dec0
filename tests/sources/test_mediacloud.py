"""Media Cloud's lists of stories."""

from __future__ import annotations

import pytest

from dragoman import Failure, reports
from dragoman.errors import BadTable, BinaryInput, EmptyInput
from dragoman.sources.mediacloud import found, is_list
from dragoman.sources.pages import fetch
from tests.net.server import article

HEAD = "id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
ROW = '{0},2024-05-08 03:00:01.5,en,{1},example.org,2024-05-07,"Envoys meet, again",https://example.org/{0}\n'


@pytest.fixture
def table(tmp_path):
    def write(text: str, encoding: str = "utf-8"):
        path = tmp_path / "stories.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


def test_stories_come_with_what_is_known_of_them(table):
    [story] = found(table(HEAD + ROW.format(1, "The Example")))
    assert (story.url, story.title, story.source) == ("https://example.org/1", "Envoys meet, again", "The Example")
    assert (story.published, story.seen, story.language) == ("2024-05-07", "2024-05-08T03:00:01", "en")


def test_the_columns_of_the_first_version(table):
    head = "stories_id,publish_date,title,url,language,ap_syndicated,media_id,media_name,media_url\n"
    row = "1,2016-05-07 00:00:00,Envoys,http://example.org/1,en,False,1,,http://www.example.org/\n"
    [story] = found(table(head + row))
    assert (story.published, story.source) == ("2016-05-07", "example.org")


def test_each_address_comes_once_and_a_row_without_one_is_a_failure(table):
    rows = ROW.format(1, "A") + ROW.format(1, "B") + "2,,en,,,,No address,\n3,too,few\n" + ROW.format(4, "C")
    items = list(found(table(HEAD + rows)))
    assert [item.code if isinstance(item, Failure) else item.source for item in items] == ["A", "D108", "D108", "C"]
    assert [item.line for item in items if isinstance(item, Failure)] == [4, 5]


def test_other_delimiters_and_encodings(table):
    [story] = found(table("url;title\nhttps://example.org/1;Émissaires réunis à Genève\n", "cp1252"))
    assert story.title == "Émissaires réunis à Genève"


@pytest.mark.parametrize(
    ("head", "answer"), [("url,title", True), ("url,text", False), ("text", False), ("id,title", False), ("URL", True)]
)
def test_a_list_is_a_table_of_addresses_without_texts(table, head, answer):
    assert is_list(table(head + "\n")) is answer


@pytest.mark.parametrize(
    ("text", "error"), [("id,title\n1,x\n", BadTable), ("", EmptyInput), ("url" + "\x00" * 50 + "\n", BinaryInput)]
)
def test_what_is_no_list(table, text, error):
    with pytest.raises(error):
        list(found(table(text)))


def test_a_table_with_texts_is_read_as_reports_under_either_name_of_a_column(table):
    [report] = reports(table("stories_id,publish_date,media_name,text\n7,2024-05-07,The Example,The envoys met.\n"))
    assert (report.id, report.published, report.source) == ("7", "2024-05-07", "The Example")
    [both] = reports(table("published,publish_date,text\n2024-05-06,2024-05-07,The envoys met.\n"))
    assert both.published == "2024-05-06"


def test_a_list_without_texts_read_as_reports_says_what_to_do(table):
    [failure] = reports(table(HEAD + ROW.format(1, "A")))
    assert (failure.code, "can be fetched" in failure.hint) == ("D109", True)


def test_the_stories_can_be_fetched(table, web):
    web.has("/1", article())
    path = table(HEAD + ROW.format(1, "The List").replace("https://example.org", web.address))
    report = fetch(next(found(path)), web.client())
    assert (report.title, report.source, report.published) == ("Envoys meet in Geneva", "The Example", "2024-05-07")
