"""Manners: how a service is asked, how long is waited, and who says to ask."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from dragoman.errors import UsageError

BUSY = (408, 425, 429, 500, 502, 503, 504)
"""Statuses of a service that may answer when asked again."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How services are asked, how often, and how much of an answer is taken.

    Args:
        timeout: seconds waited for a connection and for each next piece of an answer.
        whole: seconds that one answer may take, from the first byte sent to the last received.
        limit: bytes of one answer, counted both as they come and after decompression.
        tries: times that a busy or silent service is asked in all.
        pause: seconds before the second try; doubled with each further one.
        longest_pause: seconds; a service that asks for a longer rest is given it, and not asked again before.
        interval: seconds between two questions to one host; its robots.txt may ask for more.
        longest_delay: seconds; the largest crawl-delay of a robots.txt that is kept to.
        redirects: times that one question is sent on.
        robots: whether robots.txt is asked first.
        private: hosts ("10.0.0.7", "intranet.example") and hosts with ports ("localhost:8080") that are asked though
            they are private; "*" allows every one.
        proxies: whether the proxies that the environment names are used (http_proxy, https_proxy, no_proxy).
        contact: an address or page for those who are asked, sent along with the name of the program.
        sleep: waits a number of seconds; a service that is told to stop gives its own.
        clock: seconds on a clock that never goes back.
    """

    timeout: float = 20.0
    whole: float = 60.0
    limit: int = 16_000_000
    tries: int = 4
    pause: float = 2.0
    longest_pause: float = 60.0
    interval: float = 1.0
    longest_delay: float = 30.0
    redirects: int = 5
    robots: bool = True
    private: tuple[str, ...] = ()
    proxies: bool = True
    contact: str = ""
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic

    def __post_init__(self) -> None:
        if not (self.contact.isascii() and (self.contact.isprintable() or not self.contact)):
            raise UsageError(f"contact is {self.contact!r}", hint="Give a mail address or a page, in ASCII")
        if self.tries < 1 or self.redirects < 0 or self.limit < 0:
            raise UsageError("tries, redirects and limit cannot be fewer than one, none and nothing")

    @property
    def agent(self) -> str:
        """The User-Agent: program, version and whom to write to."""
        from importlib.metadata import version

        told = f"; {self.contact}" if self.contact else ""
        return f"dragoman/{version('dragoman')} (conflict event coder{told})"


def asked_to_wait(header: str | None, told: str | None = None) -> float:
    """The seconds that a Retry-After header asks for: a number, or a date (RFC 9110, 10.2.3); 0 when it asks for none.

    Args:
        header: the header's value.
        told: the answer's Date header, which a date is counted from; our own clock when it is missing or wrong.
    """
    text = (header or "").strip()
    if text.isascii() and text.isdecimal():
        return float(text[:12])
    moment = _moment(text)
    if moment is None:
        return 0.0
    since = _moment(told or "") or datetime.now(UTC)
    return max(0.0, (moment - since).total_seconds())


def _moment(text: str) -> datetime | None:
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
