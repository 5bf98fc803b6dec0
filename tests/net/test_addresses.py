"""Which machines an address may lead to, in every spelling of it."""

from __future__ import annotations

import ipaddress
import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import DragomanError, Forbidden, Unreachable
from dragoman.net import Client, Manners, without_secrets
from dragoman.net.addresses import allowed, public, web

PRIVATE = """
127.0.0.1 127.9.9.9 0.0.0.0 10.1.1.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 192.0.0.8 198.18.0.1
224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::7f00:1 64:ff9b::7f00:1 64:ff9b::a00:1
64:ff9b:1::1 2002:7f00:1:: 2001:0:5ef5:79fd::80ff:fffe fe80::1 fec0::1 fc00::1 fd12:3456::1 ff02::1 2001:db8::1
"""
PUBLIC = "8.8.8.8 93.184.216.34 2606:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::1"
THIS_MACHINE = """
127.0.0.1 localhost 2130706433 0x7f000001 0x7f.1 127.1 127.0.0.1. [::1] [::ffff:7f00:1] 0 [::] LOCALHOST
127。0。0。1 ①②⑦.0.0.1 0177.0.0.1 017700000001
"""


@pytest.mark.parametrize("address", PRIVATE.split())
def test_what_is_not_of_the_open_internet(address):
    assert not public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC.split())
def test_what_is(address):
    assert public(ipaddress.ip_address(address))


@settings(deadline=None)
@given(st.ip_addresses(v=4))
def test_wrapping_an_address_changes_nothing(address):
    number = int(address)
    for wrapped in (0xFFFF << 32 | number, 0x64FF9B << 96 | number, 0x2002 << 112 | number << 80):
        assert public(ipaddress.IPv6Address(wrapped)) == public(address)


@pytest.mark.parametrize("host", THIS_MACHINE.split())
def test_this_machine_is_not_asked_under_any_name(web_port, host):
    port, reached = web_port
    with pytest.raises(DragomanError) as told:
        Client(Manners(tries=1, timeout=2.0)).get(f"http://{host}:{port}/", robots=False)
    assert told.value.code in ("D112", "D114")
    assert not reached()


@pytest.fixture
def web_port():
    """A port of this machine, and whether anyone has come to it."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.05)

        def reached() -> bool:
            try:
                listening.accept()[0].close()
            except TimeoutError:
                return False
            return True

        yield listening.getsockname()[1], reached


def test_a_name_is_resolved_once_and_what_was_checked_is_connected_to(monkeypatch, web_port):
    port, reached = web_port
    real = socket.getaddrinfo
    asked: list[object] = []
    connected: list[object] = []

    def rebinding(host, *rest, **named):
        if host in ("rebind.example", b"rebind.example"):
            asked.append(host)
            # Public for whoever checks, this machine for whoever asks again.
            return real("8.8.8.8" if len(asked) == 1 else "127.0.0.1", *rest, **named)
        return real(host, *rest, **named)

    def connecting(address, *rest, **named):
        connected.append(address)
        raise TimeoutError

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(socket, "create_connection", connecting)
    with pytest.raises(Unreachable):
        Client(Manners(tries=1)).get(f"http://rebind.example:{port}/", robots=False)
    assert (len(asked), connected) == (1, [("8.8.8.8", port)])
    with pytest.raises(Forbidden, match=r"rebind\.example leads to 127\.0\.0\.1"):
        Client(Manners(tries=1)).get(f"http://rebind.example:{port}/", robots=False)
    assert not reached()


def test_a_name_with_a_public_and_a_private_address_is_not_asked(monkeypatch):
    real = socket.getaddrinfo

    def both(host, *rest, **named):
        return real("8.8.8.8", *rest, **named) + real("127.0.0.1", *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", both)
    with pytest.raises(Forbidden, match=r"127\.0\.0\.1"):
        Client().get("http://both.example/", robots=False)


@pytest.mark.parametrize(
    ("private", "answer"),
    [
        ((), False),
        (("*",), True),
        (("intranet.example",), True),
        (("INTRANET.example:8080",), True),
        (("intranet.example:80",), False),
        (("example",), False),
    ],
)
def test_a_private_host_is_allowed_by_name(private, answer):
    assert allowed("Intranet.Example", 8080, private) is answer


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://u:p@example.org/a?b=c", "https://example.org/a?b=c"),
        ("https://example.org/a@b", "https://example.org/a@b"),
        ("http://u:p@\0", "\0"),
    ],
)
def test_what_is_written_down_has_no_password(address, shown):
    assert without_secrets(address) == shown


@settings(deadline=None)
@given(st.text(max_size=40))
def test_no_address_breaks_the_parser(text):
    for address in (text, f"http://{text}", f"http://example.org/{text}", f"http://example.org:{text}"):
        try:
            url = web(address)
        except Forbidden:
            continue
        assert url.scheme in ("http", "https") and url.host
