"""Turns: no host is asked more often than it likes, whichever thread asks."""

from __future__ import annotations

import threading

from dragoman.errors import Unreachable

from .manners import Manners

_KEPT = 10_000  # hosts remembered before those whose turn has passed are forgotten


class Turns:
    """When each host may be asked next, on the manners' clock."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._next: dict[str, float] = {}
        self._rest: dict[str, float] = {}
        self._lock = threading.Lock()

    def take(self, host: str, interval: float, at_least: float = 0.0) -> None:
        """Waits for a turn at a host, and `at_least` so many seconds.

        Raises:
            Unreachable: the host has asked for a rest that is not over.
        """
        with self._lock:
            now = self._manners.clock()
            rest = self._rest.get(host, now) - now
            if rest > 0:
                raise Unreachable(
                    f"the service has asked for a rest; {rest:.0f} seconds of it are left", hint="Ask again later"
                )
            due = max(self._next.get(host, now), now + at_least)
            self._forget(now)
            self._next[host] = due + interval
        if due > now:
            self._manners.sleep(due - now)

    def rest(self, host: str, seconds: float) -> None:
        """Leaves a host alone for so many seconds."""
        with self._lock:
            self._rest[host] = self._manners.clock() + seconds

    def _forget(self, now: float) -> None:
        if len(self._next) > _KEPT:
            self._next = {host: due for host, due in self._next.items() if due > now}
            self._rest = {host: due for host, due in self._rest.items() if due > now}
