"""CAMEO: codes with names and Goldstein scores, and the crosswalk to PLOVER and back."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import msgspec

from ..errors import UnknownCode
from ._tables import rows, several
from .plover import plover

Act = tuple[str, str | None]
"""A PLOVER type and its mode: the act inside an act."""

UNSAID, ALWAYS = "-", "*"
COLUMNS = "code name goldstein plover_type plover_mode contexts inner back"


class Reading(msgspec.Struct, frozen=True, gc=False):
    """What a CAMEO code says in PLOVER: type, mode, contexts, and the act inside it (``AGREE`` to ``CONSULT``)."""

    type: str
    mode: str | None
    contexts: tuple[str, ...]
    inner: Act | None


class Code(msgspec.Struct, frozen=True, gc=False):
    """One CAMEO code. `reading` is None for comments (root 01), which PLOVER does not code as events.

    `acts` are the inner acts it holds for, when it is about one. `asks` are the sets of contexts that single it out
    on the way back from PLOVER, any of which will do; None where contexts alone never do.
    """

    code: str
    name: str
    goldstein: float
    reading: Reading | None
    acts: tuple[Act, ...]
    asks: tuple[frozenset[str], ...] | None

    @property
    def ancestors(self) -> tuple[str, ...]:
        """The codes above it, nearest first: "0311" gives "031" and "03"."""
        return tuple(self.code[:length] for length in range(len(self.code) - 1, 1, -1))


class Cameo:
    """The CAMEO codebook."""

    def __init__(self, codes: Iterable[Code]) -> None:
        self._codes = {code.code: code for code in codes}
        self._of_type: dict[str, list[Code]] = {}
        for code in self._codes.values():
            if code.reading:
                self._of_type.setdefault(code.reading.type, []).append(code)

    def __contains__(self, code: object) -> bool:
        return code in self._codes

    def all(self) -> tuple[Code, ...]:
        """Every code, in the manual's order."""
        return tuple(self._codes.values())

    def get(self, code: str) -> Code:
        """The entry of a code.

        Raises:
            UnknownCode: CAMEO has no such code.
        """
        if code not in self._codes:
            raise UnknownCode(f"{code!r} is no CAMEO code", hint="Codes have 2 to 4 digits, such as 19, 193 or 1123")
        return self._codes[code]

    def name(self, code: str) -> str:
        """What the manual calls the code."""
        return self.get(code).name

    def goldstein(self, code: str) -> float:
        """Its Goldstein score, in [-10, 10]."""
        return self.get(code).goldstein

    def parents(self, code: str) -> tuple[str, ...]:
        """The codes above it, nearest first: "0311" gives "031" and "03"."""
        return self.get(code).ancestors

    def to_plover(self, code: str, *, declared: bool = False) -> Reading | None:
        """What the code says in PLOVER, or None when PLOVER does not code it (comments, root 01).

        Args:
            code: a CAMEO code of 2 to 4 digits.
            declared: the act is announced, not yet done. CAMEO 084-087 are then CONCEDE, not RETREAT.

        Raises:
            UnknownCode: CAMEO has no such code.
        """
        reading = self.get(code).reading
        if reading is None or not declared:
            return reading
        becomes = plover().types[reading.type].declared
        if becomes is None:
            return reading
        return Reading(becomes, None, reading.contexts, (reading.type, reading.mode))

    def to_cameo(
        self,
        type: str,
        mode: str | None = None,
        contexts: Iterable[str] = (),
        *,
        inner: Act | None = None,
    ) -> str:
        """The finest CAMEO code that holds for a PLOVER event.

        The code of the mode (else of the type) is refined by the act inside the event, then by the contexts. Where
        several codes hold equally well the answer is their common parent: never a guess between two.

        Args:
            type: a PLOVER type.
            mode: one of its modes, or None.
            contexts: PLOVER contexts of the event.
            inner: type and mode of the act inside it: AGREE with ("CONSULT", None) is 036, CONCEDE with
                ("RETREAT", "ceasefire") is 0871, ASSAULT with ("RETREAT", "ceasefire") breaks one: 196.

        Raises:
            UnknownCode: no such type, mode or context.
        """
        given = frozenset(contexts)
        book = plover()
        book.validate(type, mode, tuple(given))
        if inner and book.types.get(inner[0]) and book.types[inner[0]].declared == type:
            return self.to_cameo(*inner, given)
        entry = book.types[type]
        base = entry.modes[mode].cameo if mode else entry.cameo
        best, top = [base], (0, 0)
        for code in self._of_type[type]:
            fit = _fit(code, mode, given, inner)
            if fit > top:
                best, top = [code.code], fit
            elif fit == top and top > (0, 0):
                best.append(code.code)
        return best[0] if len(best) == 1 else self._common(best, base)

    def _common(self, codes: list[str], base: str) -> str:
        if base in codes:
            return base
        for length in (4, 3):
            heads = {code[:length] for code in codes}
            if len(heads) == 1 and (head := heads.pop()) in self._codes:
                return head
        return base


def _fit(code: Code, mode: str | None, contexts: frozenset[str], inner: Act | None) -> tuple[int, int]:
    """How well a code holds: by its inner act (2 type and mode, 1 type), then by the number of contexts."""
    assert code.reading is not None
    by_act = 0
    if inner and code.acts:
        by_act = max(2 * (act == inner) or (act == (inner[0], None)) for act in code.acts)
        if not by_act:
            return (0, 0)
    same = code.reading.mode == mode
    # the act inside says which mode is meant; a code without a mode stands in for one only when it names that very act
    if not same and not (by_act and mode is None) and not (by_act == 2 and code.reading.mode is None):
        return (0, 0)
    if code.asks is None:
        return (0, 0)
    if not code.asks:
        return (by_act, 0)
    return max(((by_act, len(ask)) for ask in code.asks if ask <= contexts), default=(0, 0))


def _act(text: str) -> Act:
    type, _, mode = text.partition(":")
    return type, mode or None


def _ask(text: str) -> frozenset[str]:
    return frozenset() if text == ALWAYS else frozenset(text.split("+"))


def _code(row: list[str]) -> Code:
    code, name, goldstein, type, mode, contexts, inner, back = row
    acts = tuple(map(_act, several(inner)))
    reading = Reading(type, mode or None, several(contexts), acts[0] if acts else None) if type else None
    asks = None if back == UNSAID else tuple(map(_ask, several(back)))
    return Code(code, name, float(goldstein), reading, acts, asks)


@cache
def cameo() -> Cameo:
    """The CAMEO codebook."""
    return Cameo(map(_code, rows("cameo.csv", COLUMNS)))
