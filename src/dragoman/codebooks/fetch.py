"""A question put to a service that the user has named: the one HTTP client, with the patience that a query needs."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from dragoman.errors import UsageError
from dragoman.net import Client, Manners

__all__ = ["Manners", "ask"]

_PATIENT = Manners(timeout=60.0, whole=180.0, limit=64 * 1024 * 1024)


def ask(address: str, fields: dict[str, str], accept: str, manners: Manners | None = None) -> bytes:
    """The body of the answer to a form sent to an address by GET.

    The address is the user's own choice, so it may be on a private network, and no robots.txt is asked: a query
    service is made for programs.

    Args:
        address: an http or https address.
        fields: what is asked, by name.
        accept: the media type wanted.
        manners: limits; those of a patient user when not given.

    Raises:
        UsageError: the address is none of the web.
        Unreachable: no answer in time, a refusal, or a service busy at every try.
        BadAnswer: another media type, or an answer cut short.
        TooLarge: an answer over the limit.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or parts.scheme not in ("http", "https"):
        raise UsageError(f"{address!r} is no http or https address", hint="Give the address of a SPARQL service")
    manners = manners or _PATIENT
    port = port or (443 if parts.scheme == "https" else 80)
    client = Client(replace(manners, private=(*manners.private, f"{host}:{port}"), robots=False))
    return client.get(address, accept=(accept, "application/json"), query=fields).body
