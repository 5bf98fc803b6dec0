"""The client, against a real server that behaves as badly as servers do."""

from __future__ import annotations

import io
import pickle
import threading
import time

import pytest

from dragoman.errors import BadAnswer, Forbidden, TooLarge, Unreachable, UsageError
from dragoman.net import Client, Manners

from .server import MODIFIED, article, serving


def test_an_answer_has_address_kind_encoding_body_and_validators(web):
    address = web.has("/a", article())
    answer = web.client().get(address)
    assert (answer.url, answer.status, answer.kind, answer.charset) == (address, 200, "text/html", "utf-8")
    assert answer.body == article().encode()
    assert answer.size == len(answer.body)
    assert answer.etag and answer.last_modified == MODIFIED
    assert not answer.unchanged


def test_who_asks_is_said_and_nothing_is_told_beyond_it(web):
    web.client(contact="desk@example.org").get(web.url("/plain"))
    sent = web.headers[-1]
    assert sent["user-agent"].startswith("dragoman/")
    assert "desk@example.org" in sent["user-agent"]
    assert not {"cookie", "referer", "authorization"} & set(sent)


@pytest.mark.parametrize("contact", ["a\nb", "é@example.org"])
def test_a_contact_that_would_break_the_header_is_refused(contact):
    with pytest.raises(UsageError):
        Manners(contact=contact)


def test_what_has_not_changed_comes_back_as_304(web):
    address = web.has("/a", article())
    first = web.client().get(address)
    again = web.client().get(address, etag=first.etag, last_modified=first.last_modified)
    assert (again.status, again.unchanged, again.body, again.etag) == (304, True, b"", first.etag)
    web.has("/a", article(more="It was changed."))
    assert web.client().get(address, etag=first.etag).status == 200


def test_a_304_that_was_not_asked_for_is_no_answer(web):
    with pytest.raises(Unreachable, match="304"):
        web.client().get(web.url("/status/304"))


@pytest.mark.parametrize("validator", ["a\r\nX-Evil: 1", "é", "x" * 1000, ""])
def test_a_validator_that_is_no_header_is_not_sent(web, validator):
    web.client().get(web.url("/plain"), etag=validator)
    assert "if-none-match" not in web.headers[-1]


def test_redirects_are_followed_up_to_the_limit(web):
    assert web.client().get(web.url("/on/5")).url == web.url("/on/0")
    with pytest.raises(Unreachable, match="more than 5 redirects"):
        web.client().get(web.url("/on/6"))


def test_a_circle_of_redirects_is_seen(web):
    with pytest.raises(Unreachable, match="circle") as told:
        web.client().get(web.url("/circle"))
    assert told.value.path == web.url("/circle")
    assert web.pages_asked() == ["/circle", "/circle/back"]


@pytest.mark.parametrize("target", ["file:///etc/hostname", "ftp://example.org/", "http://:0/", "javascript:1"])
def test_a_redirect_to_what_is_not_of_the_web_is_not_followed(web, target):
    with pytest.raises(Unreachable, match=r"302.*no address of the web"):
        web.client().get(web.url(f"/to/{target}"))


def test_a_redirect_to_another_port_of_this_machine_is_not_followed(web, other):
    with pytest.raises(Forbidden, match=r"127\.0\.0\.1"):
        web.client().get(web.url(f"/to/{other.url('/plain')}"))
    assert other.asked == []


def test_a_redirect_from_https_to_http_is_not_followed(secure, web):
    client = secure.client(private=("*",))
    assert client.get(secure.url("/plain")).status == 200
    with pytest.raises(Unreachable, match="from https to http"):
        client.get(secure.url(f"/to/{web.url('/plain')}"))
    assert web.asked == []


def test_a_redirect_from_http_to_https_is_followed(secure, web):
    assert web.client(private=("*",)).get(web.url(f"/to/{secure.url('/plain')}")).url == secure.url("/plain")


def test_a_certificate_of_another_name_is_not_trusted(secure):
    with pytest.raises(Unreachable, match=r"(?i)certificate"):
        secure.client(private=("*",), tries=1).get(secure.url("/plain").replace("localhost", "127.0.0.1"))


@pytest.mark.parametrize("page", ["gzip-bomb", "gzip-twice", "brotli-bomb", "endless"])
def test_a_bomb_is_met_before_it_goes_off(web, page):
    begun = time.monotonic()
    with pytest.raises(TooLarge) as told:
        web.client(limit=200_000).get(web.url(f"/{page}"))
    assert told.value.path == web.url(f"/{page}")
    assert time.monotonic() - begun < 20


def test_an_endless_body_that_decompresses_to_nothing_ends_too(web):
    with pytest.raises((TooLarge, BadAnswer)):
        web.client(limit=200_000).get(web.url("/endless-nothing"))


def test_a_limit_can_be_set_for_one_question(web):
    assert web.client(limit=10).get(web.url("/plain"), limit=10_000).status == 200
    with pytest.raises(TooLarge):
        web.client().get(web.url("/plain"), limit=10)


@pytest.mark.parametrize("page", ["drip", "drip-headers"])
def test_a_slow_drip_is_not_waited_for(web, page):
    begun = time.monotonic()
    with pytest.raises(Unreachable, match="no whole answer after one try"):
        web.client(whole=0.5, tries=1).get(web.url(f"/{page}"), robots=False)
    assert time.monotonic() - begun < 20


def test_silence_is_not_waited_for(web):
    with pytest.raises(Unreachable, match="no whole answer after 2 tries"):
        web.client(timeout=0.2, tries=2).get(web.url("/silent"), robots=False)
    assert web.asked == ["/silent"] * 2


def test_a_compressed_page_is_decompressed(web):
    assert web.client().get(web.url("/gzip")).body == article().encode()


def test_what_says_to_be_compressed_and_is_not(web):
    with pytest.raises(BadAnswer, match="decompressed"):
        web.client().get(web.url("/no-gzip"))


@pytest.mark.parametrize("page", ["short", "garbage", "many-headers"])
def test_an_answer_cut_short_or_no_http_at_all_is_no_answer(web, page):
    with pytest.raises(Unreachable, match="no whole answer after 2 tries"):
        web.client(tries=2).get(web.url(f"/{page}"), robots=False)
    assert len(web.asked) == 2


def test_bytes_after_the_stated_length_are_not_part_of_the_answer(web):
    assert web.client().get(web.url("/long")).body == article().encode()


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451, 501])
def test_a_refusal_is_told_at_once(web, status):
    with pytest.raises(Unreachable, match=str(status)):
        web.client().get(web.url(f"/status/{status}"))
    assert len(web.pages_asked()) == 1


@pytest.mark.parametrize(
    ("page", "waits"),
    [
        ("busy/7", [7.0]),
        ("busy/Tue,_07_May_2024_09:59:42_GMT", [42.0]),
        ("busy/nonsense", [2.0]),
        ("busy/-3", [2.0]),
        ("tired", [2.0, 4.0]),
    ],
)
def test_a_passing_trouble_is_waited_out_as_long_as_is_asked(web, page, waits):
    waited: list[float] = []
    assert web.client(sleep=waited.append).get(web.url(f"/{page}"), robots=False).status == 200
    assert waited == pytest.approx(waits, abs=0.05)


def test_a_service_that_asks_for_a_long_rest_is_given_it(web):
    waited: list[float] = []
    moment = [0.0]
    client = web.client(sleep=waited.append, clock=lambda: moment[0])
    with pytest.raises(Unreachable, match="rest of 3600 seconds"):
        client.get(web.url("/busy/3600"))
    with pytest.raises(Unreachable, match="rest"):
        client.get(web.url("/plain"))
    assert (waited, web.pages_asked()) == ([], ["/busy/3600"])
    moment[0] = 3601.0
    assert client.get(web.url("/busy/3600")).status == 200


def test_a_service_busy_at_every_try_is_left_alone(web):
    waited: list[float] = []
    with pytest.raises(Unreachable, match="503"):
        web.client(sleep=waited.append, tries=3).get(web.url("/status/503"))
    assert waited == pytest.approx([2.0, 4.0], abs=0.05)


def test_one_host_is_asked_once_in_an_interval_whichever_page(web, other):
    waited: list[float] = []
    client = web.client(
        private=(web.host, other.host), interval=3.0, sleep=waited.append, clock=lambda: 100.0 + sum(waited)
    )
    for address in (web.url("/plain"), web.url("/gzip"), other.url("/plain"), web.url("/on/2")):
        client.get(address)
    assert waited == [3.0, 3.0]


def test_threads_take_turns(web):
    client = web.client(interval=0.1, sleep=time.sleep)
    begun = time.monotonic()
    threads = [threading.Thread(target=client.get, args=(web.url("/plain"),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert time.monotonic() - begun >= 0.3
    assert len(web.pages_asked()) == 4


def test_only_the_media_types_wanted_are_taken(web):
    with pytest.raises(BadAnswer, match="application/pdf, not text/html"):
        web.client().get(web.url("/pdf"), accept=("text/html",))
    with pytest.raises(BadAnswer, match="no stated kind"):
        web.client().get(web.url("/untyped"), accept=("text/html",))
    assert web.client().get(web.url("/untyped")).kind == ""


@pytest.mark.parametrize(
    ("stated", "charset"),
    [
        ("text/html; charset=ISO-8859-1", "iso8859-1"),
        ('text/html; charset="utf-8"; x=y', "utf-8"),
        ("text/html; charset=klingon", None),
        ("text/html; charset=utf-7", None),
        ("text/html; charset=unicode_escape", None),
        ("text/html; charset=base64", None),
        ("TEXT/HTML", None),
    ],
)
def test_the_encoding_stated_is_one_of_text_or_none(web, stated, charset):
    answer = web.client().get(web.has("/a", article(), stated))
    assert (answer.kind, answer.charset) == ("text/html", charset)


def test_a_body_can_go_into_a_file(web):
    into = io.BytesIO(b"what was there before, and longer than the page will be" * 100)
    answer = web.client().get(web.url("/plain"), into=into)
    assert (answer.body, into.getvalue()) == (b"", article().encode())
    assert answer.size == len(article().encode())


def test_user_and_password_are_used_but_never_told(web):
    address = web.url("/status/404").replace("http://", "http://desk:secret@")
    with pytest.raises(Unreachable) as told:
        web.client().get(address)
    assert web.headers[-1]["authorization"].startswith("Basic ")
    assert "secret" not in str(told.value)
    answer = web.client().get(web.url("/plain").replace("http://", "http://desk:secret@"))
    assert "secret" not in answer.url


def test_user_and_password_are_not_sent_on(web, other):
    address = web.url(f"/to/{other.url('/plain')}").replace("http://", "http://desk:secret@", 1)
    web.client(private=(web.host, other.host)).get(address)
    assert "authorization" not in other.headers[-1]


def test_fields_are_added_to_the_address_and_left_out_of_errors(web):
    web.client().get(web.url("/plain?a=1"), query={"q": "x y&z"})
    assert web.pages_asked() == ["/plain?a=1&q=x+y%26z"]
    with pytest.raises(Unreachable) as told:
        web.client().get(web.url("/status/404"), query={"q": "long"})
    assert told.value.path == web.url("/status/404")


def test_nobody_listening():
    with serving() as gone:
        client = gone.client(tries=2)
    with pytest.raises(Unreachable, match="no whole answer after 2 tries"):
        client.get(gone.url("/"))


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a" * 300, "xn--a", "-", "a..b"])
def test_a_name_that_nobody_has_is_asked_for_once(host):
    waited: list[float] = []
    with pytest.raises(Unreachable):
        Client(Manners(sleep=waited.append, tries=2)).get(f"http://{host}/")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org",
        "file:///etc/hostname",
        "ftp://example.org/",
        "http://",
        "http://a:0/",
        "http://a:99999/",
        "\0",
    ],
)
def test_only_the_web_is_asked(address):
    with pytest.raises(Forbidden, match="no address of the web"):
        Client().get(address)


def test_the_environment_s_proxy_is_asked_unless_the_manners_say_otherwise(web, monkeypatch):
    # A proxy is asked with the whole address where a server is asked with a path.
    web.pages["http://news.invalid/a"] = lambda handler: handler.page_plain()
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.setenv(name, web.address)
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    assert Client(web.manners(private=())).get("http://news.invalid/a", robots=False).status == 200
    with pytest.raises(Forbidden):
        Client(web.manners(private=())).get("http://169.254.169.254/latest", robots=False)
    with pytest.raises(Unreachable, match="no such host"):
        Client(web.manners(proxies=False, tries=1)).get("http://news.invalid/a", robots=False)


def test_errors_cross_process_borders(web):
    with pytest.raises(Forbidden) as told:
        Client().get("http://127.0.0.1/")
    assert pickle.loads(pickle.dumps(told.value)).as_dict() == told.value.as_dict()
