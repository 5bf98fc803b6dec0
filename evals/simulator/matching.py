"""Whom a recovered key or name stands for in a script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


def _plain(name: str) -> str:
    letters = "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
    return _ARTICLE.sub("", letters.casefold().replace("’", "'").replace("_", " ").replace("-", " ")).strip()


class Names:
    """The keys of a script by code, name or alias, in any case, with or without "the" and accents.

    A recovered key stands for a scripted one when it, a part of it between colons, or what the text calls it is one of
    the scripted names: a group's artillery ("group:SYR-SNA:artillery") is the group.
    """

    def __init__(self, known: Mapping[str, Sequence[str]]) -> None:
        self._keys = {_plain(name): key for key, names in known.items() for name in [key, *names]}

    def all(self) -> set[str | None]:
        """Every scripted key."""
        return set(self._keys.values())

    def key(self, recovered: str, name: str | None = None) -> str | None:
        """The script's key, or None for someone whom the script does not have."""
        for said in (recovered, *reversed(recovered.split(":")), name):
            if said and (found := self._keys.get(_plain(said))):
                return found
        return None

    def keys(self, recovered: Sequence[str], names: Mapping[str, str] | None = None) -> list[str]:
        """The script's keys of several, once each, in order; an unknown one stays as it was recovered."""
        called = names or {}
        return list(dict.fromkeys(self.key(one, called.get(one)) or one for one in recovered))
