"""Web pages, from a real server to reports."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import Failure, Report
from dragoman.errors import BadAnswer, BinaryInput, DragomanError, EmptyInput
from dragoman.sources import Found
from dragoman.sources.found import iso_moment, plain_text, tidy
from dragoman.sources.pages import fetch, from_answer, from_page
from tests.net.server import article

URL = "https://www.example.org/news/1"
WORDS = "Émissaires réunis à Genève : « accord » dès mardi, dit-on à l’hôtel."


def page(text: str = "", **named) -> Report:
    return from_page(article(**named).replace("The envoys", f"{text} The envoys").encode(), URL)


def test_a_page_fetched_is_a_report(web):
    address = web.has("/news/1", article())
    report = fetch(Found(url=address), web.client())
    assert (report.id, report.url, report.title) == (address, address, "Envoys meet in Geneva")
    assert (report.published, report.source) == ("2024-05-07", "The Example")
    assert "The envoys of both sides met in Geneva" in report.text
    assert "Home" not in report.text


def test_what_the_finder_knew_fills_in_what_the_page_does_not_say(web):
    bare = "<html><body><article>" + "<p>The envoys met in Geneva on Monday for talks, the hosts said.</p>" * 4
    found = Found(
        url=web.has("/news/2", bare + "</article></body></html>"),
        title="Envoys meet",
        published="2024-05-06T23:00:00-04:00",
        source="The Wire",
        seen="2024-05-08T00:00:00+00:00",
        language="en",
    )
    report = fetch(found, web.client())
    assert (report.title, report.published, report.source, report.language) == (
        "Envoys meet",
        "2024-05-06T23:00:00-04:00",
        "The Wire",
        "en",
    )
    assert fetch(Found(url=found.url, seen=found.seen), web.client()).published == "2024-05-08"


def test_the_date_of_the_feed_is_believed_before_that_of_the_page(web):
    found = Found(url=web.has("/a", article()), published="2024-05-06T10:00:00+00:00", seen="2024-05-09")
    assert fetch(found, web.client()).published == "2024-05-06T10:00:00+00:00"


def test_an_article_that_has_changed_keeps_its_id(web):
    address, client = web.has("/a", article()), web.client()
    first = fetch(Found(url=address + "?utm_source=feed#top"), client)
    web.has("/a", article(title="Envoys met", more="They shook hands."))
    second = fetch(Found(url=address), client)
    assert first.id == second.id == address
    assert first.text != second.text and "shook hands" in second.text


def test_a_page_that_is_not_modified_need_not_be_read_again(web):
    address, client = web.has("/a", article()), web.client()
    first = client.get(address)
    assert from_answer(first).id == address
    assert client.get(address, etag=first.etag).unchanged


@pytest.mark.parametrize(
    ("stated", "address"),
    [
        ("https://example.org/news/1-envoys", "https://example.org/news/1-envoys"),
        ("/news/1-envoys?utm_medium=x", "https://www.example.org/news/1-envoys"),
        ("https://m.example.org/news/1", "https://m.example.org/news/1"),
        ("https://other.example/news/1", URL),
        ("https://example.org.evil.example/news/1", URL),
        ("https://www.example.org/", URL),
        ("javascript:alert(1)", URL),
        ("http://[", URL),
        ("", URL),
    ],
)
def test_the_address_is_the_page_s_own_when_it_is_of_the_same_site(stated, address):
    head = f'<link rel="canonical" href="{stated}"><meta property="og:url" content="https://www.example.org/">'
    report = page(head=head)
    assert (report.id, report.url) == (address, address)


@pytest.mark.parametrize(
    ("encoding", "header", "meta"),
    [
        ("utf-8", "utf-8", None),
        ("utf-8", None, None),
        ("utf-8", "cp1252", "iso-8859-1"),
        ("cp1252", "iso8859-1", None),
        ("cp1252", None, "windows-1252"),
        ("cp1252", None, "iso-8859-1"),
        ("cp1252", "utf-8", None),
        ("cp1252", "utf-8", "utf-8"),
        ("utf-16", None, None),
        ("utf-16", "iso8859-1", "utf-16"),
        ("utf-8-sig", "cp1252", None),
    ],
)
def test_the_letters_come_out_right_whatever_is_stated(encoding, header, meta):
    head = f'<meta charset="{meta}">' if meta else ""
    raw = article(title=WORDS, more=WORDS, head=head).encode(encoding)
    report = from_page(raw, URL, charset=header)
    assert report.title == WORDS and WORDS in report.text


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1251", "Переговоры прошли в Женеве"),
        ("gb2312", "会谈在日内瓦举行"),
        ("shift_jis", "会談はジュネーブで"),
        ("iso2022_jp", "会談はジュネーブで"),
    ],
)
@pytest.mark.parametrize("by", ["header", "meta"])
def test_other_scripts(encoding, words, by):
    raw = article(more=words, head=f'<meta charset="{encoding}">' if by == "meta" else "").encode(encoding)
    assert words in from_page(raw, URL, charset=encoding if by == "header" else None).text


def test_one_broken_byte_does_not_change_the_encoding():
    raw = article(more="Переговоры прошли в Женеве. " * 20).encode("cp1251").replace(b"hands", b"") + b"<!-- \x98 -->"
    assert "Переговоры прошли в Женеве" in from_page(raw, URL, charset="cp1251").text


def test_plain_text_is_a_report_as_it_is(web):
    address = web.has("/a.txt", "The envoys met.\n\nThey agreed.", "text/plain; charset=utf-8")
    report = fetch(Found(url=address, title="Envoys"), web.client())
    assert (report.text, report.title, report.source) == ("The envoys met.\n\nThey agreed.", "Envoys", "127.0.0.1")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/pdf", "D113"),
        ("/untyped", "D113"),
        ("/nowhere", "D112"),
        ("/circle", "D112"),
        ("/to/http://127.0.0.1:1/", "D114"),
        ("/gzip-bomb", "D104"),
        ("/empty", "D103"),
        ("/menu", "D107"),
        ("/nulls", "D105"),
    ],
)
def test_what_is_no_report_is_a_failure_with_its_address(web, path, code):
    web.has("/empty", " ")
    web.has("/menu", "<html><body><nav>Home</nav></body></html>")
    web.has("/nulls", b"<html>\x00\x00")
    failure = fetch(Found(url=web.url(path)), web.client(limit=100_000))
    assert isinstance(failure, Failure)
    assert (failure.id, failure.code) == (web.url(path), code)


def test_a_page_that_robots_txt_forbids_is_a_failure(web):
    web.robots = (200, b"User-agent: *\nDisallow: /plain")
    assert fetch(Found(url=web.url("/plain")), web.client()).code == "D114"


@pytest.mark.parametrize(("raw", "kind", "error"), [(b"", "text/html", EmptyInput), (b"%PDF-", "", BadAnswer)])
def test_what_is_no_page(raw, kind, error):
    with pytest.raises(error):
        from_page(raw, URL, kind=kind)


def test_a_binary_file_that_calls_itself_text_is_told():
    with pytest.raises(BinaryInput):
        from_page(b"\x00\x01\x02" * 50, URL, kind="text/plain")


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "cp1252", "utf-16", "gb18030", "iso2022_jp", "utf-32"]))
def test_no_bytes_break_it(raw, charset):
    for kind in ("text/plain", "text/html"):
        try:
            report = from_page(raw, URL, kind=kind, charset=charset)
        except DragomanError:
            continue
        report.text.encode()
        assert report.id == URL


@pytest.mark.parametrize(
    ("url", "tidied"),
    [
        ("HTTPS://Example.ORG:443/A?b=1&utm_source=x&c=#d", "https://example.org/A?b=1&c="),
        ("http://example.org:8080", "http://example.org:8080/"),
        ("https://u:p@example.org/", "https://example.org/"),
        ("https://example.org/?q=a+b%20c&x", "https://example.org/?q=a+b%20c&x"),
        ("https://[2001:db8::1]:443/", "https://[2001:db8::1]/"),
        ("ftp://example.org/", None),
        ("https://example.org/a b", None),
        ("https://exa\nmple.org/", None),
        ("https://", None),
        ("http://a:x/", None),
        ("/a", None),
    ],
)
def test_an_address_in_one_spelling(url, tidied):
    assert tidy(url) == tidied


@settings(deadline=None)
@given(st.text(max_size=40))
def test_tidying_twice_changes_nothing(text):
    for url in (text, f"https://example.org/{text}", f"https://{text}/"):
        once = tidy(url)
        assert once is None or tidy(once) == once


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("20240507", "2024-05-07"),
        (20240507100000, "2024-05-07T10:00:00+00:00"),
        ("2024-05-07 00:00:00", "2024-05-07"),
        ("2024-05-07 10:00:00.123", "2024-05-07T10:00:00"),
        ("2024-05-07T00:00:00Z", "2024-05-07T00:00:00+00:00"),
        ("20241332", None),
        ("0001-01-01", None),
        ("5/7/2024", None),
        (None, None),
        (True, None),
    ],
)
def test_moments_as_they_are_written(written, iso):
    assert iso_moment(written) == iso


@settings(deadline=None)
@given(st.text(max_size=60))
def test_moments_are_iso_or_none(text):
    moment = iso_moment(text)
    assert moment is None or iso_moment(moment) == moment


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("a &amp; b", "a & b"),
        ("3 < 4 and 5 > 2", "3 < 4 and 5 > 2"),
        ("<p>One<br/>two</p> three <b>four</b>five", "One\n\ntwo\n\nthree fourfive"),
        ("<script>x</script>a<!-- b --><style>c</style>", "a"),
        ("<p>a\nb</p>", "a b"),
        ("<p>\x00a</p>", "a"),
    ],
)
def test_the_words_of_markup(markup, text):
    assert plain_text(markup) == text
