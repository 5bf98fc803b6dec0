"""sources.toml: what is read, and what is said of what cannot be."""

from __future__ import annotations

import pytest

from dragoman.errors import BadSettings, MissingInput
from dragoman.service import load, store_of

FEED = '[[feed]]\nurl = "https://example.org/feed.xml"\n'
WHOLE = """
[record]
store = "talks.db"
text = false
workers = 3
[manners]
contact = "desk@example.org"
interval = "2s"
private = ["127.0.0.1:8080"]
[[feed]]
name = "world"
url = "https://example.org/feed.xml"
every = "15m"
full = false
language = "en"
[[page]]
url = "https://example.org/live"
every = "90s"
[[folder]]
path = "inbox"
[[gdelt]]
files = "gkg"
hosts = ["example.org"]
words = ["ceasefire"]
limit = 20
[[list]]
path = "stories.csv"
"""


def settings(tmp_path, text):
    path = tmp_path / "sources.toml"
    path.write_text(text, "utf-8")
    return load(path)


def test_a_whole_file(tmp_path):
    found = settings(tmp_path, WHOLE)
    assert [(one.called, one.kind, one.every) for one in found.sources] == [
        ("world", "feed", 900),
        ("https://example.org/live", "page", 90),
        (str(tmp_path / "inbox"), "folder", 10),
        ("http://data.gdeltproject.org/gdeltv2/lastupdate.txt", "gdelt", 900),
        (str(tmp_path / "stories.csv"), "list", 3600),
    ]
    assert (found.record.text, found.record.workers, found.manners.interval) == (False, 3, 2)
    assert store_of(found, tmp_path) == str(tmp_path / "talks.db")


def test_where_the_record_is(tmp_path, monkeypatch):
    monkeypatch.delenv("DRAGOMAN_STORE", raising=False)
    assert store_of(settings(tmp_path, FEED), tmp_path) == "dragoman.db"
    monkeypatch.setenv("DRAGOMAN_STORE", "postgresql://team/talks")
    assert store_of(settings(tmp_path, FEED), tmp_path) == "postgresql://team/talks"
    own = settings(tmp_path, '[record]\nstore = "postgresql://desk/talks"\n' + FEED)
    assert store_of(own, tmp_path) == "postgresql://desk/talks"


@pytest.mark.parametrize(
    ("text", "field", "what", "hint"),
    [
        (FEED + FEED + 'every = "5x"', "$.feed[1].every", "'5x'", "15m"),
        (FEED + "every = 900", "$.feed[0].every", "string", ""),
        (FEED + 'every = "0s"', "$.feed[0]", "one second", ""),
        (FEED + 'every = "367d"', "$.feed[0].every", "a year", ""),
        (FEED + 'evry = "5m"', "$.feed[0]", "`evry`", "Did you mean every?"),
        (FEED + '[recrod]\nstore = "a"', "$", "`recrod`", "Did you mean record?"),
        (FEED + "[record]\nworker = 2", "$.record", "`worker`", "workers"),
        (FEED + "[record]\nworkers = 0", "$.record", "1 to 256", ""),
        (FEED + '[manners]\ncontact = "é"', "$.manners.contact", "ASCII", ""),
        (FEED + FEED, "$.feed[1]", "the name of $.feed[0] too", "another name"),
        (FEED + '[[page]]\nurl = "https://a.example/"\nname = "https://example.org/feed.xml"', "$.page[0]", "name", ""),
        ('[[feed]]\nurl = "file:///etc/passwd"', "$.feed[0].url", "no address of the web", ""),
        ("[[feed]]", "$.feed[0]", "`url`", ""),
        ('[feed]\nurl = "https://example.org/f"', "$.feed", "array", "[[feed]]"),
        (FEED + '[[gdelt]]\nwords = ["truce"]', "$.gdelt[0]", "gkg", ""),
        (FEED + '[[gdelt]]\nfiles = "mentions"', "$.gdelt[0].files", "mentions", ""),
        (FEED + "limit = 0", "$.feed[0]", "1 at least", ""),
        (FEED + 'again = "5s"', "$.feed[0]", "one minute", ""),
        ('[[folder]]\npath = ""', "$.folder[0].path", "empty", ""),
        ("[record]\ntext = true", "$", "no source", ""),
        ("[[feed]\n", None, "not TOML", ""),
    ],
)
def test_what_cannot_be_is_told_with_its_path(tmp_path, text, field, what, hint):
    with pytest.raises(BadSettings) as found:
        settings(tmp_path, text)
    assert found.value.field == field
    assert what in found.value.what
    assert hint in found.value.hint
    assert found.value.path.endswith("sources.toml")


def test_a_secret_in_an_address_is_not_told(tmp_path):
    found = settings(tmp_path, '[[feed]]\nurl = "https://desk:hunter2@example.org/f"')
    assert found.sources[0].called == "https://example.org/f"
    with pytest.raises(BadSettings) as error:
        settings(tmp_path, '[[feed]]\nurl = "gopher://desk:hunter2@example.org/f"')
    assert "hunter2" not in str(error.value)


def test_no_file(tmp_path):
    with pytest.raises(MissingInput):
        load(tmp_path / "sources.toml")
