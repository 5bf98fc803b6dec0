"""Stories: the reports that tell of the same thing.

Two steps, both functions of what is known and of nothing else:

1. **Threads.** Reports are taken in canonical order; each joins the thread with the report most like it among those of
   the last ten days, or begins one (`choose`). Threads are wide: two pirate attacks in one gulf are one thread.
2. **Parts.** A thread is told apart by what its reports do *not* share (`parts`): words that all have say nothing here,
   so two attacks fall asunder by their ships, days and numbers. A part is a story; its id is that of its first report.

A late report may move those after it, and a new one may split a story in two or join two. As of a day, the stories are
those of the reports known by then.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from .wording import Wording, alike

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

WINDOW = 10
"""Days after which a report no longer draws others to its thread."""
JOIN = 0.15
"""How alike a report must be to one of a thread's to join it."""
_CROWD, _STEP = (
    32,
    0.03,
)  # from 32 reports in sight on, each doubling of a thread asks for .03 more: it must not eat all
APART = 0.25
"""Two groups are two stories when they are less than this share as alike as the looser of them is in itself."""
LEAST = 3
"""The fewest reports that can be told apart as a story of their own: of two, chance would tell."""
MOST = 100
"""The reports of a thread, one after the other, that are told apart at a time."""
_DIGITS = 9  # of a likeness: those behind hang on the order in which numbers are added up


@dataclass(frozen=True, slots=True)
class Seen:
    """A report as stories see it: `known` is the ISO day or date-time from which it could be known, "" if not told."""

    id: str
    known: str
    wording: Wording


def story_id(report: str) -> str:
    """The id of the story that begins with a report."""
    return "s-" + sha256(report.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def visible(a: str, b: str) -> bool:
    """Whether two reports known since then are in sight of each other; one of unknown date is in sight of all."""
    one, other = _day(a), _day(b)
    return not one or not other or abs(one - other) <= WINDOW


def choose(new: Seen, earlier: Mapping[str, Sequence[Seen]]) -> str | None:
    """The thread that a report joins, of {thread: its reports in sight}; None when it begins one.

    The most alike report decides; of several as good as each other the first in canonical order.
    """
    best: tuple[float, str, str] | None = None
    chosen = None
    for thread, members in earlier.items():
        least = asked(len(members))
        for member in members:
            near = round(alike(new.wording, member.wording), _DIGITS)
            if near >= least and (best is None or (-near, member.known, member.id) < best):
                best, chosen = (-near, member.known, member.id), thread
    return chosen


def asked(members: int) -> float:
    """How alike a report must be to the nearest report of a thread with so many in sight."""
    return JOIN + _STEP * max(0.0, math.log2(max(members, 1) / _CROWD))


def parts(members: Sequence[Wording]) -> list[int]:
    """The stories of a thread: for each of its reports, in canonical order, the position of its story's first one."""
    firsts = list(range(len(members)))
    for begin in range(0, len(members), MOST):
        run = list(range(begin, min(begin + MOST, len(members))))
        waiting = [run]
        while waiting:
            group = waiting.pop()
            if (halves := _halves([members[i] for i in group])) is not None:
                waiting += [[group[i] for i in half] for half in halves]
                continue
            for i in group:
                firsts[i] = group[0]
    return firsts


def _halves(members: Sequence[Wording]) -> tuple[list[int], list[int]] | None:
    """The two groups that members fall into by what they do not all share; None if they are one."""
    import numpy as np

    if len(members) < 2 * LEAST:
        return None
    near = _residual(members)
    left, right = _bisected(near)
    if min(len(left), len(right)) < LEAST:
        return None
    between = float(near[np.ix_(left, right)].mean())
    if between >= APART * min(_within(near, left), _within(near, right)):
        return None
    return left, right


def _residual(members: Sequence[Wording]) -> Matrix:
    """How alike members are by what tells them apart: a term that k of n have weighs ln(n/k)/ln(n) times as much."""
    import numpy as np

    count = len(members)
    have = Counter(term for member in members for term in member.weights)
    telling = {term: math.log(count / k) / math.log(count) for term, k in have.items() if 1 < k < count}
    columns = {term: i for i, term in enumerate(telling)}
    rows = np.zeros((count, max(1, len(columns))))
    for i, member in enumerate(members):
        for term, weight in member.weights.items():
            if term in columns:
                rows[i, columns[term]] = weight * telling[term]
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    rows /= np.where(lengths == 0, 1, lengths)
    near: Matrix = np.round(rows @ rows.T, 6)  # the last bits hang on the machine
    return near


def _bisected(near: Matrix) -> tuple[list[int], list[int]]:
    """Two groups by average linkage; the one with the first member first."""
    import numpy as np

    count = len(near)
    link = near.copy()
    np.fill_diagonal(link, -np.inf)
    best = link.argmax(axis=1)
    value = link[np.arange(count), best]
    size = np.ones(count)
    groups: dict[int, list[int]] = {i: [i] for i in range(count)}
    for _ in range(count - 2):
        i = int(value.argmax())
        i, j = sorted((i, int(best[i])))
        row = (size[i] * link[i] + size[j] * link[j]) / (size[i] + size[j])
        row[i] = row[j] = -np.inf
        link[i], link[:, i] = row, row
        link[j], link[:, j] = -np.inf, -np.inf
        size[i] += size[j]
        groups[i] += groups.pop(j)
        value[j] = -np.inf
        stale = (best == i) | (best == j)
        stale[i], stale[j] = True, False
        for k in np.flatnonzero(stale & (value > -np.inf)):
            best[k] = link[k].argmax()
            value[k] = link[k, best[k]]
        better = (row > value) & (value > -np.inf)
        best[better], value[better] = i, row[better]
    left, right = sorted(sorted(group) for group in groups.values())
    return left, right


def _within(near: Matrix, group: Sequence[int]) -> float:
    import numpy as np

    own = near[np.ix_(group, group)]
    return float((own.sum() - np.trace(own)) / (len(group) * (len(group) - 1)))


def stories_of(seen: Iterable[Seen]) -> list[str]:
    """The story of each of these reports, in the order in which they are given."""
    reports = list(seen)
    order = sorted(range(len(reports)), key=lambda i: (_day(reports[i].known), reports[i].known, reports[i].id, i))
    index = StoryIndex()
    threads: dict[int, list[int]] = {}
    for i in order:
        threads.setdefault(index.add(reports[i].known, reports[i].wording), []).append(i)
    told = [""] * len(reports)
    for thread in threads.values():
        for i, first in zip(thread, parts([reports[i].wording for i in thread]), strict=True):
            told[i] = story_id(reports[thread[first]].id)
    return told


class StoryIndex:
    """Threads in memory: what `choose` would choose, found by an index of terms.

    Reports are put in in canonical order.
    """

    def __init__(self) -> None:
        self._threads = array("i")
        self._days = array("i")  # of each report; what has no date comes first and has 0
        self._top: dict[int, tuple[array[int], array[float]]] = {}
        self._rest: dict[int, tuple[array[int], array[float]]] = {}
        self._count = 0
        self._least = array("d")

    def __len__(self) -> int:
        return len(self._threads)

    def add(self, known: str, wording: Wording, thread: int | None = None) -> int:
        """Put in the next report; its thread, by number: the one given, where it was found before.

        Raises:
            ValueError: it was known before one that is in already.
        """
        day = _day(known)
        if self._days and day < self._days[-1]:
            raise ValueError(f"a report known since {known!r} comes after a later one")
        if thread is None:
            thread = self._chosen(day, wording)
        if thread is None:
            thread = self._count
        self._count = max(self._count, thread + 1)
        number = len(self._threads)
        self._threads.append(thread)
        self._days.append(day)
        for term, weight in wording.weights.items():
            table = self._top if term in wording.top else self._rest
            numbers, weights = table.setdefault(term, (array("i"), array("d")))
            numbers.append(number)
            weights.append(weight)
        return thread

    def _chosen(self, day: int, wording: Wording) -> int | None:
        import numpy as np

        undated = bisect_left(self._days, 1)
        begin = bisect_left(self._days, max(1, day - WINDOW)) if day else undated
        places, weights, gates, told = array("i"), array("d"), array("i"), []
        for term, weight in wording.weights.items():
            top = term in wording.top
            for table, gate in ((self._top, top), (self._rest, False)):
                if (posting := table.get(term)) is not None:
                    numbers, theirs = posting
                    before, since = bisect_left(numbers, undated), bisect_left(numbers, begin)
                    for low, high in ((0, before), (max(since, before), len(numbers))):
                        if low < high:
                            places += numbers[low:high]
                            weights += theirs[low:high]
                            told.append((weight, high - low))
                            if gate:
                                gates += numbers[low:high]
        if not gates:
            return None
        count = len(self._days) - begin + undated
        shared = np.frombuffer(weights) * np.repeat([weight for weight, _ in told], [long for _, long in told])
        near = np.round(np.bincount(_in_sight(places, undated, begin), shared, count), _DIGITS)
        found = np.zeros(count, dtype=bool)
        found[_in_sight(gates, undated, begin)] = True
        threads = np.frombuffer(self._threads, dtype=np.intc)
        threads = np.concatenate((threads[:undated], threads[begin:])) if begin > undated else threads
        candidates = np.flatnonzero(found & (near >= JOIN))
        if not candidates.size:
            return None
        least = self._asked(np.bincount(threads))[threads[candidates]]
        candidates = candidates[near[candidates] >= least]
        return int(threads[candidates[near[candidates].argmax()]]) if candidates.size else None

    def _asked(self, sizes: NDArray[np.int_]) -> Any:
        """`asked` of each of these numbers of reports."""
        import numpy as np

        while len(self._least) <= int(sizes.max()):
            self._least.append(asked(len(self._least)))
        return np.frombuffer(self._least)[sizes]


def _in_sight(numbers: array[int], undated: int, begin: int) -> Any:
    """The places of reports among those in sight: the undated, then those from `begin` on."""
    import numpy as np

    places = np.frombuffer(numbers, dtype=np.intc)
    return places if begin == undated else np.where(places < undated, places, places - (begin - undated))


def _day(known: str) -> int:
    """The day as a number, 0 where there is none."""
    try:
        return date.fromisoformat(known[:10]).toordinal()
    except ValueError:
        return 0
