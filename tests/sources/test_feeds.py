"""Feeds: RSS, Atom, JSON Feed, and everything that calls itself one."""

from __future__ import annotations

import json
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import BadAnswer, BadMarkup, DragomanError, EmptyInput, TooLarge
from dragoman.sources.feeds import MAX_ITEMS, items
from tests.net.server import rss

URL = "https://example.org/feeds/world.xml"
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>The Example &amp; Sons</title><link href="https://example.org/"/>
<entry><id>urn:1</id><title type="html">Envoys &lt;i&gt;meet&lt;/i&gt;</title>
<link rel="alternate" href="../news/1?utm_source=feed&amp;a=1#top"/><link rel="enclosure" href="/a.mp3"/>
<published>2024-05-07T23:30:00+03:00</published><updated>2024-05-08T01:00:00Z</updated>
<summary>The envoys met.</summary>
<content type="html">&lt;p&gt;The envoys met in Geneva.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;&lt;p&gt;They
agreed.&lt;/p&gt;</content></entry>
<entry><id>urn:2</id><title>No link</title><updated>2024-05-09T01:00:00Z</updated></entry>
<entry><id>urn:1</id><title>Again</title></entry></feed>"""


def read(raw: str | bytes, url: str = URL, **named):
    return list(items(raw.encode() if isinstance(raw, str) else raw, url, **named))


def test_an_atom_feed():
    first, second = read(ATOM)
    assert (first.id, first.url, first.title) == ("urn:1", "https://example.org/news/1?a=1", "Envoys meet")
    assert (first.published, first.updated) == ("2024-05-07T23:30:00+03:00", "2024-05-08T01:00:00+00:00")
    assert (first.summary, first.text) == ("The envoys met.", "The envoys met in Geneva.\n\nThey agreed.")
    assert (first.source, first.language) == ("The Example & Sons", "en")
    assert (second.id, second.url, second.found, second.published) == ("urn:2", None, None, None)


def test_an_item_as_something_to_fetch():
    found = read(ATOM)[0].found
    assert (found.url, found.title, found.published, found.source, found.language) == (
        "https://example.org/news/1?a=1",
        "Envoys meet",
        "2024-05-07T23:30:00+03:00",
        "The Example & Sons",
        "en",
    )


def test_an_rss_feed():
    [item] = read(rss(1))
    assert (item.id, item.url, item.title) == ("tag:example.org,0", "https://example.org/news/0", "Round 0")
    assert item.published == "2024-05-07T10:00:00+02:00"
    assert item.summary == "The envoys met in Geneva & agreed to meet again."
    assert item.source == "The Example"


def test_a_json_feed():
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Example",
        "language": "en-GB",
        "items": [
            {"id": 7, "url": "/news/7", "title": "Envoys <b>meet</b>", "content_html": "<p>One.</p><p>Two.</p>"}
            | {"date_published": "2024-05-07T10:00:00-05:00"},
            {"id": "8", "external_url": "https://other.example/8", "content_text": "AT&amp;T"},
            {"url": "javascript:alert(1)", "content_text": "Three"},
            "nonsense",
        ],
    }
    seven, eight, none = read(json.dumps(feed))
    assert (seven.id, seven.url, seven.title) == ("7", "https://example.org/news/7", "Envoys meet")
    assert (seven.text, seven.published, seven.language) == ("One.\n\nTwo.", "2024-05-07T10:00:00-05:00", "en-GB")
    assert (eight.url, eight.text) == ("https://other.example/8", "AT&T")
    assert none.url is None and len(none.id) == 16


@pytest.mark.parametrize(
    ("date", "iso"),
    [
        ("Tue, 07 May 2024 10:00:00 GMT", "2024-05-07T10:00:00+00:00"),
        ("07 May 2024 10:00 +0530", "2024-05-07T10:00:00+05:30"),
        ("2024-05-07", "2024-05-07"),
        ("Tue, 07 May 1824 10:00:00 GMT", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_keep_their_offset_and_are_iso(date, iso):
    [item] = read(f"<rss version='2.0'><channel><item><guid>1</guid><pubDate>{date}</pubDate></item></channel></rss>")
    assert item.published == iso


def test_an_encoding_that_the_server_states():
    raw = "<rss version='2.0'><channel><item><title>Sommet à Genève</title></item></channel></rss>".encode("cp1252")
    assert read(raw, charset="cp1252")[0].title == "Sommet à Genève"


def test_ten_thousand_items_are_read_in_sane_memory():
    raw = rss(10_000)
    found = read(raw)
    assert (len(found), found[-1].id) == (10_000, "tag:example.org,9999")
    raw = rss(1_000)
    tracemalloc.start()
    for _ in items(raw, URL):
        pass
    assert tracemalloc.get_traced_memory()[1] < 30_000_000
    tracemalloc.stop()


def test_items_beyond_the_limit_are_left_out():
    item = "<item><guid>{}</guid></item>"
    raw = "<rss version='2.0'><channel>" + "".join(map(item.format, range(MAX_ITEMS + 5))) + "</channel></rss>"
    assert len(read(raw)) == MAX_ITEMS


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        ("", EmptyInput),
        (" \n", EmptyInput),
        ("<html><body>Sign in</body></html>", BadAnswer),
        ("just words", BadAnswer),
        ("{}", BadAnswer),
        ('{"items": []}', BadAnswer),
        ('{"version": "https://jsonfeed.org/version/1", "items": 3}', BadAnswer),
        ("{" + "[" * 100_000, BadAnswer),
        ('{"a":' * 100_000, BadAnswer),
        ("<rss><channel><item>" + "<a>" * 100_000, BadMarkup),
        (b"\x00\x01\x02", BadAnswer),
        (b"a" * 16_000_001, TooLarge),
    ],
)
def test_what_is_no_feed(raw, error):
    with pytest.raises(error) as told:
        read(raw)
    assert told.value.path == URL


def test_html_nested_in_cdata_is_no_depth():
    item = "<item><guid>{}</guid><description><![CDATA[" + "<b>" * 30 + "x]]></description></item>"
    raw = "<rss version='2.0'><channel>" + "".join(map(item.format, range(50))) + "</channel></rss>"
    assert len(read(raw)) == 50


def test_entities_neither_grow_nor_open_files(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    grow = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    for entities, name in ((f'<!ENTITY l0 "lol">{grow}', "l9"), (f'<!ENTITY x SYSTEM "{secret.as_uri()}">', "x")):
        raw = f"<?xml version='1.0'?><!DOCTYPE r [{entities}]><rss version='2.0'><channel><item><guid>1</guid>"
        [item] = read(f"{raw}<title>a &{name}; b</title></item></channel></rss>")
        assert len(item.title or "") < 1000 and "secret" not in (item.title or "")


def test_a_name_of_a_file_or_an_address_is_not_opened(tmp_path, web):
    path = tmp_path / "feed.xml"
    path.write_bytes(rss(1))
    for name in (str(path), path.as_uri(), web.url("/feed/1")):
        with pytest.raises(BadAnswer):
            read(name)
    assert web.asked == []


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_break_it(raw):
    for wrapped in (
        raw,
        b"<rss version='2.0'><channel><item>" + raw,
        b'{"version": "https://jsonfeed.org/version/1"' + raw,
    ):
        try:
            for item in items(wrapped, URL):
                assert item.id
                item.id.encode()
        except DragomanError:
            pass


_SOUP = """
<item>
</item>
<entry>
<title>
</title>
<link>
<guid>
<pubDate>
<a href='http://[x'>
<content type='xhtml'>
&
&#0;
&#xD800;
<![CDATA[
]]>
<!DOCTYPE
<!ENTITY
[
]>
<?xml encoding='utf-7'?>
<base href='//['>
<media:content url='x'/>
<georss:point>1 2</georss:point>
<where>
"""
_TAGS = st.sampled_from(_SOUP.strip().split("\n"))


@settings(deadline=None)
@given(st.lists(st.one_of(_TAGS, st.text(max_size=8)), max_size=25), st.sampled_from(["<rss>", "<feed>", "<rdf:RDF>"]))
def test_no_soup_of_tags_breaks_it(parts, start):
    try:
        found = read((start + " ".join(parts)).encode("utf-8", "replace"))
    except DragomanError:
        return
    assert all(item.url is None or item.url.startswith(("http://", "https://")) for item in found)


_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=5,
)
_NAMES = ["id", "url", "external_url", "title", "summary", "content_html", "content_text", "date_published"]


@settings(deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(_NAMES), _VALUES), max_size=4), _VALUES)
def test_no_values_in_a_json_feed_break_it(entries, title):
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": title, "items": entries}
    for item in read(json.dumps(feed)):
        assert item.id
