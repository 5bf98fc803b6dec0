"""The language of the grammar's rules: patterns over the names of word classes, and what they make."""

from __future__ import annotations

import re
from collections.abc import Callable

from .expressions import Expression
from .scan import Item
from .vocabulary import CLASSES

Groups = dict[str, Item]
"""The items that a pattern gave names to."""
Builder = Callable[[Groups], Expression | None]
Source = tuple[str, str, Builder]
"""The class of the item that is left, the pattern, and what makes its expression (None: not a date after all)."""

APPROX = "(APPROX | MORE THAN | LESS THAN | AT LEAST)"
COUNT = "(ONE? v:VAGUE OF? | n:[SMALL NUMBER YEAR YEARWORDS FRACTION ONE] (AND ONE? h:HALF)?)"
"""How many: "several", "a couple of", "three", "two and a half"; see numbers.amount."""

_NAME = re.compile(r"(?:(?P<group>[a-z]\w*):)?(?P<class>[A-Z_]{2,}|\[[A-Z_ ]+\])|\s+|(?P<open>\((?!\?))")


def compile_pattern(source: str) -> re.Pattern[str]:
    """Class names to a regular expression over class characters.

    "x:MONTH" is a named group, "(" groups without a name, spaces say nothing, the rest is as in `re`.
    """

    def replace(match: re.Match[str]) -> str:
        if match["open"]:
            return "(?:"
        if not match["class"]:
            return ""
        names = match["class"].strip("[]").split()
        chars = "".join(re.escape(CLASSES[name]) for name in names)
        one = f"[{chars}]" if len(names) > 1 else chars
        return f"(?P<{match['group']}>{one})" if match["group"] else one

    return re.compile(_NAME.sub(replace, source))
