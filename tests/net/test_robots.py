"""robots.txt: what its rules mean, and what is done when it cannot be had."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import Forbidden, Unreachable
from dragoman.net.robots import KEPT, KEPT_FAILURE, Rules, parse


def allows(text: str, path: str) -> bool:
    return parse(text.encode()).allow(path)


@pytest.mark.parametrize(
    ("rules", "path", "answer"),
    [
        ("", "/a", True),
        ("Disallow: /", "/a", False),
        ("Disallow:", "/a", True),
        ("Disallow: /a", "/b", True),
        ("Disallow: /a", "/abc", False),
        ("Disallow: /a/", "/a", True),
        ("Disallow: /\nAllow: /news", "/news/1", True),
        ("Allow: /news\nDisallow: /", "/other", False),
        ("Disallow: /a/b\nAllow: /a", "/a/b/c", False),
        ("Disallow: /a\nAllow: /a", "/a", True),
        ("Disallow: /*.pdf$", "/x/y.pdf", False),
        ("Disallow: /*.pdf$", "/x/y.pdf?z", True),
        ("Disallow: /*/print", "/2024/talks/print", False),
        ("Disallow: /a*b*c", "/axxbxxc", False),
        ("Disallow: /a*b*c", "/axxcxxb", True),
        ("Disallow: /a$", "/a", False),
        ("Disallow: /a$", "/ab", True),
        ("Disallow: /a*a$", "/a", True),
        ("Disallow: /*?print=1", "/a?print=1", False),
        ("Disallow: /%7Euser", "/~user/x", False),
        ("Disallow: /caf\u00e9", "/caf%C3%A9", False),
        ("Disallow: /a%2fb", "/a/b", True),
        ("Disallow: /", "/robots.txt", True),
        ("disallow : /a # why", "/a", False),
    ],
)
def test_the_longest_rule_that_matches_decides(rules, path, answer):
    assert allows(f"User-agent: *\n{rules}", path) is answer


def test_the_group_that_names_us_is_ours_and_no_other():
    text = "User-agent: *\nDisallow: /\n\nUser-agent: DRAGOMAN/2.0\nUser-agent: other\nDisallow: /b\nCrawl-delay: 4.5\n"
    text += "User-agent: dragomanfly\nDisallow: /a\nUser-agent: dragoman\nDisallow: /c"
    rules = parse(text.encode())
    assert [rules.allow(path) for path in ("/a", "/b", "/c")] == [True, False, False]
    assert rules.delay == 4.5


@pytest.mark.parametrize(
    "text",
    ["Disallow: /", "\ufeffUser-agent: other\nDisallow: /", "<html>Disallow: /</html>", "User-agent:\nDisallow: /"],
)
def test_rules_of_nobody_are_not_ours(text):
    assert allows(text, "/a")


@settings(deadline=None)
@given(st.binary(max_size=300), st.text(max_size=30))
def test_no_file_breaks_the_parser(raw, path):
    for text in (raw, b"User-agent: *\nDisallow: /" + raw, b"User-agent: *\nAllow: *" + raw):
        assert isinstance(parse(text).allow("/" + path), bool)
        assert parse(text).delay >= 0


def test_a_pattern_made_to_be_slow_is_not():
    begun = time.process_time()
    rules = parse(b"User-agent: *\nDisallow: /" + b"*a" * 2000 + b"$")
    assert rules.allow("/" + "a" * 1999 + "b")
    assert time.process_time() - begun < 0.5


def test_a_page_that_robots_txt_forbids_is_not_asked_for(web):
    web.robots = (200, b"User-agent: *\nDisallow: /plain")
    client = web.client()
    with pytest.raises(Forbidden, match=r"robots\.txt") as told:
        client.get(web.url("/plain"))
    assert told.value.code == "D114"
    assert client.get(web.url("/gzip")).status == 200
    assert web.asked == ["/robots.txt", "/gzip"]
    assert client.get(web.url("/plain"), robots=False).status == 200


def test_a_redirect_to_a_page_that_robots_txt_forbids_is_not_followed(web, other):
    other.robots = (200, b"User-agent: dragoman\nDisallow: /")
    with pytest.raises(Forbidden, match=r"robots\.txt"):
        web.client(private=(web.host, other.host)).get(web.url(f"/to/{other.url('/plain')}"))
    assert other.pages_asked() == []


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_no_robots_txt_allows_all(web, status):
    web.robots = (status, b"User-agent: *\nDisallow: /")
    assert web.client().get(web.url("/plain")).status == 200


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_host_in_trouble_is_left_alone_for_now(web, status):
    moment = [0.0]
    web.robots = (status, b"")
    client = web.client(clock=lambda: moment[0], tries=2)
    for _ in range(2):
        with pytest.raises(Forbidden, match=str(status)) as told:
            client.get(web.url("/plain"))
        assert told.value.path == web.url("/plain")
    assert web.asked == ["/robots.txt"] * 2
    web.robots = (404, b"")
    moment[0] = KEPT_FAILURE + 1
    assert client.get(web.url("/plain")).status == 200


def test_robots_txt_is_asked_for_once_a_day(web):
    moment = [0.0]
    client = web.client(clock=lambda: moment[0])
    for moment[0] in (0.0, KEPT - 1, KEPT + 1):
        client.get(web.url("/plain"))
    assert web.asked.count("/robots.txt") == 2


def test_robots_txt_that_only_sends_round_in_a_circle_allows_all(web):
    web.pages["/plain"] = lambda handler: handler.page_plain()
    web.robots = (302, b"")
    web.client().get(web.url("/plain"))
    assert web.pages_asked() == ["/plain"]


def test_an_endless_robots_txt_is_read_as_far_as_it_must_be(web):
    web.robots = (200, b"User-agent: *\nDisallow: /plain\n" + b"# filler\n" * 100_000 + b"Disallow: /gzip")
    client = web.client()
    with pytest.raises(Forbidden):
        client.get(web.url("/plain"))
    assert client.get(web.url("/gzip")).status == 200


def test_a_host_that_nobody_answers_at_is_unreachable_not_forbidden(other):
    host, client = other.url("/a").replace(other.host, "127.0.0.1:1"), other.client(private=("*",), tries=1)
    for _ in range(2):
        with pytest.raises(Unreachable, match="no whole answer"):
            client.get(host)


@pytest.mark.parametrize(("delay", "wait"), [(b"7", 7.0), (b"0.5", 1.0), (b"86400", 30.0), (b"soon", 1.0)])
def test_the_delay_that_robots_txt_wants_is_kept_up_to_a_cap(web, delay, wait):
    web.robots = (200, b"User-agent: *\nCrawl-delay: " + delay)
    waited: list[float] = []
    client = web.client(interval=1.0, sleep=waited.append, clock=lambda: 100.0 + sum(waited))
    client.get(web.url("/plain"))
    client.get(web.url("/plain"))
    assert waited == [wait]


def test_rules_without_any_allow_all():
    assert Rules().allow("/a")
