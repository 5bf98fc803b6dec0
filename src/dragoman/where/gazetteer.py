"""The gazetteer: every place that a name can mean, from one compact file, the state codebook and the overlay.

`data/gazetteer.npz` is made by scripts/build_gazetteer.py from GeoNames (CC BY 4.0). Its rows are places, sorted by
folded name; `keys` holds the folded names, sorted, one a line. `main` says how many rows have a key as their main name
(the next so many, since both are sorted), `alias` how many have it as another name, and `alias_rows` which. One value a
row: `names` (empty where the name is its key with capitals), `kind`, `country` (index into `countries`, ISO 3166-1
alpha-3), `admin1` (row of the first-level division, -1 for none), `lat` and `lon` in hundredths of a degree,
`population` as 20 log10(n + 1), `geonames_id`.
"""

from __future__ import annotations

import csv
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from .names import fold
from .spelling import in_english

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KINDS = ("city", "admin1", "admin2")
COUNTRY_NAMES = ("name", "official", "alias", "abbr", "former")


class Entry(NamedTuple):
    """One place that a name can mean.

    `row` identifies a GeoNames place (-1 for one that only the overlay or the state codebook has), `division` the row
    of the first-level division it lies in (its own row if it is one); `alias` when the name asked for is not its main
    name, `curated` when it comes from the overlay or the codebook. `population` 0 where unknown.
    """

    name: str
    kind: str
    country: str
    division: int
    row: int
    lat: float
    lon: float
    population: int
    geonames_id: int | None
    alias: bool
    curated: bool


class Gazetteer:
    """Looks names up; made once by `gazetteer()`."""

    def __init__(self, columns: dict[str, NDArray[Any]]) -> None:
        self._keys = bytes(columns["keys"]).split(b"\n")
        self._names, self._name_at = _lines(columns["names"])
        self._main_at = _offsets(columns["main"])
        self._alias_at = _offsets(columns["alias"])
        self._alias_rows = columns["alias_rows"]
        self._countries = bytes(columns["countries"]).decode("ascii").split("\n")
        self._columns = columns
        self._curated: dict[str, list[Entry]] = {}
        self._exact: dict[str, list[Entry]] = {}
        self._starts: set[str] = set()
        for names, entry in _overlay(self):
            for position, name in enumerate(names):
                self._add(name, entry._replace(alias=position > 0))
        for names, entry in _countries():
            for position, name in enumerate(names):
                # "England" is an alias of a state to the codebook; to a map it is a place of its own.
                if not position or all(held.country != entry.country for held in self._curated.get(fold(name), ())):
                    self._add(name, entry._replace(alias=position > 0))

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Every place called `name`, curated ones first; abbreviations ("Calif.", "US") only as they are written."""
        key = fold(name)
        found = [*self._exact.get(name, ()), *self._curated.get(key, ())]
        known = {(entry.kind, entry.country) for entry in found}
        found += [entry for entry in self.geonames(key) if (entry.kind, entry.country) not in known]
        return tuple(found)

    def is_curated(self, name: str) -> bool:
        """Whether the overlay or the state codebook has this name."""
        return name in self._exact or fold(name) in self._curated

    def is_exact(self, name: str) -> bool:
        """Whether this is an abbreviation of a place, written as it has to be."""
        return name in self._exact

    def begins(self, key: str) -> bool:
        """Whether a longer name begins with the words of a folded name."""
        if key in self._starts:
            return True
        prefix = (key + " ").encode("utf-8", "replace")
        at = bisect_left(self._keys, prefix)
        return at < len(self._keys) and self._keys[at].startswith(prefix)

    def geonames(self, key: str) -> Iterator[Entry]:
        """The GeoNames places of a folded name, in the order of the file."""
        wanted = key.encode("utf-8", "replace")
        at = bisect_left(self._keys, wanted)
        if at < len(self._keys) and self._keys[at] == wanted:
            for row in range(self._main_at[at], self._main_at[at + 1]):
                yield self._entry(row, alias=False)
            for row in self._alias_rows[self._alias_at[at] : self._alias_at[at + 1]].tolist():
                yield self._entry(row, alias=True)

    def division_name(self, row: int) -> str | None:
        """The name of a first-level division by its row, None for -1."""
        return self._name(row) if row >= 0 else None

    def _name(self, row: int) -> str:
        spelt = self._names[self._name_at[row] : self._name_at[row + 1] - 1].decode("utf-8")
        if spelt:
            return in_english(spelt, self._countries[int(self._columns["country"][row])])
        return self._keys[int(self._main_at.searchsorted(row, side="right")) - 1].decode("utf-8").title()

    def _entry(self, row: int, *, alias: bool) -> Entry:
        columns = self._columns
        return Entry(
            name=self._name(row),
            kind=KINDS[int(columns["kind"][row])],
            country=self._countries[int(columns["country"][row])],
            division=int(columns["admin1"][row]),
            row=row,
            lat=int(columns["lat"][row]) / 100,
            lon=int(columns["lon"][row]) / 100,
            population=round(10 ** (int(columns["population"][row]) / 20)) - 1,
            geonames_id=int(columns["geonames_id"][row]) or None,
            alias=alias,
            curated=False,
        )

    def _add(self, name: str, entry: Entry) -> None:
        if is_abbreviation(name):
            self._exact.setdefault(name, []).append(entry)
            return
        key = fold(name)
        held = self._curated.setdefault(key, [])
        if not any((other.kind, other.country) == (entry.kind, entry.country) for other in held):
            held.append(entry)
        words = key.split()
        self._starts.update(" ".join(words[:count]) for count in range(1, len(words)))


def is_abbreviation(name: str) -> bool:
    """Whether a name means a place only when written exactly so: "Calif.", "U.S.", "NSW"."""
    return "." in name or (name.isupper() and len(name) <= 5)


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, loaded at the first call (about 0.2 s, 60 MB)."""
    import numpy as np

    with (files(__package__) / "data" / "gazetteer.npz").open("rb") as file, np.load(file) as columns:
        return Gazetteer({name: columns[name] for name in columns.files})


def _lines(column: NDArray[np.uint8]) -> tuple[bytes, NDArray[np.int64]]:
    """A byte column of lines and the offset of each line, with that of the end."""
    import numpy as np

    ends = np.flatnonzero(column == ord("\n")) + 1
    return bytes(column), np.concatenate(([0], ends, [len(column) + 1]))


def _offsets(counts: NDArray[np.uint16]) -> NDArray[np.int64]:
    """Where each run begins, with the end of the last."""
    import numpy as np

    return np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (files(__package__) / "data" / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def _countries() -> Iterator[tuple[list[str], Entry]]:
    """States and territories under all their names, at the reference points of data/countries.csv."""
    from dragoman.codebooks import states

    book = states()
    for row in _rows("countries.csv"):
        state = book.get(row["iso3"])
        if state is None:
            continue
        names = [state.name, *(name.text for kind in COUNTRY_NAMES for name in book.names_of(state.iso3, kind))]
        yield list(dict.fromkeys(names)), _entry_of(state.name, "country", row, -1, row["iso3"])


def _overlay(base: Gazetteer) -> Iterator[tuple[list[str], Entry]]:
    """The overlay's places; one that GeoNames has too (name, kind, country) keeps its identity and population."""
    for row in _rows("overlay.csv"):
        twin = max(
            (
                entry
                for entry in base.geonames(fold(row["name"]))
                if (entry.kind, entry.country) == (row["kind"], row["country"])
            ),
            key=lambda entry: (not entry.alias, entry.population),
            default=None,
        )
        division = twin.division if twin else _division(base, row["admin1"], row["country"])
        entry = _entry_of(row["name"], row["kind"], row, division, row["country"])
        if twin:
            entry = entry._replace(row=twin.row, population=twin.population, geonames_id=twin.geonames_id)
        yield [row["name"], *filter(None, row["aliases"].split("|"))], entry


def _division(base: Gazetteer, name: str, country: str) -> int:
    if not name:
        return -1
    found = (entry.row for entry in base.geonames(fold(name)) if (entry.kind, entry.country) == ("admin1", country))
    return next(found, -1)


def _entry_of(name: str, kind: str, row: dict[str, str], division: int, country: str) -> Entry:
    lat, lon = float(row["lat"]), float(row["lon"])
    return Entry(name, kind, country, division, -1, lat, lon, 0, None, alias=False, curated=True)
