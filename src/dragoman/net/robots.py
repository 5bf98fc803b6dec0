"""robots.txt, as RFC 9309 reads it: the longest rule that matches decides, `*` and `$` mean what they say.

The standard library's reader lets the first rule that matches decide and knows no `*` inside a path, so it allows
what a site forbids and forbids what it allows.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from dragoman.errors import DragomanError

AGENT = "dragoman"
MAX_BYTES = 512_000
"""What is read of a robots.txt (RFC 9309, 2.5: at least 500 KiB); the rest is left out."""
KEPT = 24 * 3600.0
"""Seconds that an answer is kept (RFC 9309, 2.4)."""
KEPT_FAILURE = 600.0
"""Seconds that a failure to get one is kept."""
_MAX_HOSTS = 5_000
_MAX_RULES = 5_000

_LINE = re.compile(r"[ \t]*([A-Za-z-]+)[ \t]*:[ \t]*([^#\r\n]*)")
_TOKEN = re.compile(r"[A-Za-z_-]+|\*")
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


@dataclass(frozen=True, slots=True)
class Rules:
    """What one robots.txt says to us: (pattern, allowed) in its order, and the seconds it wants between questions."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allow(self, path: str) -> bool:
        """Whether a path with its query, as it stands in the address, may be asked for."""
        path = _normal(path)
        if path == "/robots.txt":
            return True
        best, answer = -1, True
        for pattern, allowed in self.rules:
            if (len(pattern) > best or (len(pattern) == best and allowed)) and _matches(pattern, path):
                best, answer = len(pattern), allowed
        return answer


@dataclass(slots=True)
class _Group:
    agents: set[str] = field(default_factory=set)
    rules: list[tuple[str, bool]] = field(default_factory=list)
    delay: float = 0.0
    begun: bool = False


def parse(raw: bytes, agent: str = AGENT) -> Rules:
    """The rules for an agent: those of all groups that name it, else of all groups for everyone."""
    text = raw[:MAX_BYTES].decode("utf-8", errors="replace").removeprefix("\ufeff")
    groups: list[_Group] = []
    for line in re.split(r"[\r\n]+", text):
        match = _LINE.match(line)
        if match is None:
            continue
        name, value = match[1].lower(), match[2].strip()
        if name == "user-agent":
            if not groups or groups[-1].begun:
                groups.append(_Group())
            token = _TOKEN.match(value)
            groups[-1].agents.add(token[0].lower() if token else "")
        elif groups and name in ("allow", "disallow", "crawl-delay"):
            group = groups[-1]
            group.begun = True
            if name == "crawl-delay":
                group.delay = max(group.delay, _seconds(value))
            elif value.startswith(("/", "*")) and len(group.rules) < _MAX_RULES:
                group.rules.append((_normal(value), name == "allow"))
    named = [group for group in groups if agent in group.agents]
    chosen = named or [group for group in groups if "*" in group.agents]
    return Rules(
        tuple(rule for group in chosen for rule in group.rules), max((group.delay for group in chosen), default=0.0)
    )


def _seconds(value: str) -> float:
    return float(value) if re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,3})?", value) else 0.0


def _normal(path: str) -> str:
    """A path in one spelling: letters beyond ASCII escaped, unreserved ones never (RFC 9309, 2.2.2)."""
    escaped = "".join(char if char.isascii() else "".join(f"%{byte:02X}" for byte in char.encode()) for char in path)
    return _ESCAPED.sub(_unescaped, escaped)


def _unescaped(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    return char if char in _UNRESERVED else match[0].upper()


def _matches(pattern: str, path: str) -> bool:
    """Whether a pattern matches the beginning of a path; each part at its first place, so never slow."""
    end = pattern.endswith("$")
    first, *parts = (pattern[:-1] if end else pattern).split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    if not parts:
        return not end or at == len(path)
    last = parts.pop() if end else ""
    for part in parts:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return not end or (len(path) - len(last) >= at and path.endswith(last))


class Robots:
    """The robots.txt of each host, kept for a day; what could not be had, for ten minutes."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._kept: dict[str, tuple[float, Rules | DragomanError]] = {}
        self._lock = threading.Lock()

    def of(self, host: str, ask: Callable[[], Rules]) -> Rules:
        """The rules of a host, asked for with `ask` where they are not known; what it raises is kept too."""
        with self._lock:
            end, known = self._kept.get(host, (float("-inf"), None))
        now = self._clock()
        if known is None or end <= now:
            try:
                known, lasting = ask(), KEPT
            except DragomanError as error:
                known, lasting = error, KEPT_FAILURE
            with self._lock:
                if len(self._kept) >= _MAX_HOSTS:
                    self._kept = {name: kept for name, kept in self._kept.items() if kept[0] > now}
                    while len(self._kept) >= _MAX_HOSTS:
                        self._kept.pop(next(iter(self._kept)))
                self._kept[host] = (now + lasting, known)
        if isinstance(known, DragomanError):
            raise type(known)(known.what, hint=known.hint)
        return known
