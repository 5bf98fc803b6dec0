"""Addresses: what is an address of the web, and which machines it may lead to."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING

from dragoman.errors import Forbidden

if TYPE_CHECKING:
    import httpx2

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_LONGEST = 4096
_SHOWN = 300
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052
_COMPATIBLE = ipaddress.IPv6Network("::/96")  # RFC 4291, 2.5.5.1
_PROTOCOL = ipaddress.IPv4Network("192.0.0.0/24")  # RFC 6890


def web(address: str) -> httpx2.URL:
    """An address parsed, by the parser that the connection goes by.

    Raises:
        Forbidden: it is none of the web.
    """
    import httpx2

    try:
        url = httpx2.URL(address.strip()) if len(address) <= _LONGEST else None
    except (httpx2.InvalidURL, ValueError, TypeError):
        url = None
    if url is None or url.scheme not in ("http", "https") or not url.host or not 0 < port_of(url) < 65536:
        raise Forbidden(
            "no address of the web", path=address[:_SHOWN], hint="Only http and https addresses with a host are asked"
        )
    return url.copy_with(fragment=None)


def port_of(url: httpx2.URL) -> int:
    """The port that an address of the web leads to."""
    return url.port if url.port is not None else (443 if url.scheme == "https" else 80)


def authority(url: httpx2.URL) -> str:
    """Host and port, by which turns and robots.txt are kept."""
    return f"{url.host.lower()}:{port_of(url)}"


def without_secrets(url: httpx2.URL | str) -> str:
    """The address without user and password, as it may be written down."""
    import httpx2

    try:
        parsed = httpx2.URL(url)
        return str(parsed.copy_with(username="", password="") if parsed.userinfo else parsed)
    except (httpx2.InvalidURL, ValueError):
        return str(url)[:_SHOWN].rpartition("@")[2]


def public(address: Address) -> bool:
    """Whether an address is one of the open internet, also when it is an IPv4 address wrapped in an IPv6 one."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = _inside(address)
        if inner is not None:
            return public(inner)
        if address.is_site_local:
            return False
    elif address in _PROTOCOL:
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _inside(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that traffic to an IPv6 address ends at: mapped, NAT64, 6to4, Teredo or compatible."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def allowed(host: str, port: int, private: tuple[str, ...]) -> bool:
    """Whether a host may be private: it, or it with its port, or every one is named."""
    host = host.lower()
    return any(name.lower() in ("*", host, f"{host}:{port}", f"[{host}]:{port}") for name in private)


def resolved(host: str, port: int, private: tuple[str, ...]) -> list[str]:
    """The addresses of a host, all of them checked; numbers in any spelling (decimal, octal, hexadecimal) are too.

    Raises:
        Forbidden: one of them is not of the open internet, and the host is not allowed to be private.
        OSError, UnicodeError: the name cannot be resolved.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not allowed(host, port, private):
        for address in addresses:
            if not public(ipaddress.ip_address(address)):
                raise Forbidden(
                    f"{host} leads to {address}, which is not an address of the open internet",
                    path=f"{host}:{port}",
                    hint=f"If it is meant, allow {host}:{port} by name",
                )
    return addresses
