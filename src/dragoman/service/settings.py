"""`sources.toml`: what is watched, how often, how politely, and where it is kept."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeAlias

import msgspec

from dragoman.errors import BadSettings
from dragoman.net import Manners, without_secrets
from dragoman.sources.decode import decode, read_bytes
from dragoman.sources.found import tidy
from dragoman.sources.gdelt import LATEST

_DURATION = re.compile(r"(\d{1,6})(s|m|h|d)")
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_LONGEST = 366 * 86400
_HINT = "docs/howto/watch.md has an example of each table"
_NAME = 200  # characters


class Seconds(float):
    """A time as ``"90s"``, ``"15m"``, ``"6h"`` or ``"1d"``."""


class Address(str):
    """An http or https address."""

    __slots__ = ()


class Place(str):
    """A path, made absolute from the folder of the settings."""

    __slots__ = ()


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the settings: a key that is not known is an error."""


class RecordSettings(_Table, frozen=True, kw_only=True):
    """``[record]``: where and how reports are kept.

    Attributes:
        store: a file, or a postgresql:// address; when not given, what DRAGOMAN_STORE names, else dragoman.db.
        text: whether the texts are kept, or only their hashes and the offsets into them.
        workers: processes that code where much has come at once.
        model: whether the sentence-meaning model is used.
    """

    store: str | None = None
    text: bool = True
    workers: int = 1
    model: bool = True

    def __post_init__(self) -> None:
        if not 1 <= self.workers <= 256:
            raise ValueError("workers are 1 to 256")


class MannersSettings(_Table, frozen=True, kw_only=True):
    """``[manners]``: how others are asked; see `dragoman.net.Manners`."""

    contact: str = ""
    interval: Seconds = Seconds(1)
    private: list[str] = []
    robots: bool = True


class Watched(_Table, frozen=True, kw_only=True):
    """What all sources have: a name, their address when not given, and how often they are looked at."""

    every: Seconds = Seconds(900)
    name: str = ""
    language: str | None = None

    def __post_init__(self) -> None:
        if self.every < 1:
            raise ValueError("every is one second at least")
        if len(self.name) > _NAME or not self.name.isprintable():
            raise ValueError("a name is one line of at most 200 characters")

    @property
    def kind(self) -> str:
        """The name of its table."""
        return next(name for name, kind in KINDS.items() if isinstance(self, kind))

    @property
    def where(self) -> str:
        """The address or path that is looked at."""
        raise NotImplementedError

    @property
    def called(self) -> str:
        """Its name, or where it is: by this it is known in the record, the journal and the metrics."""
        return self.name or self.where[:_NAME]


class Feed(Watched, frozen=True, kw_only=True):
    """``[[feed]]``: RSS, Atom or JSON Feed.

    Attributes:
        full: whether the pages that it links are fetched, or its own words are taken.
        again: after how long the page of an item that is still in the feed is asked for again; never when not given.
        limit: pages fetched in one turn; the next turn follows at once when there are more.
    """

    url: Address
    full: bool = True
    again: Seconds | None = None
    limit: int = 100

    def __post_init__(self) -> None:
        super().__post_init__()
        _positive(self.limit)
        if self.again is not None and self.again < 60:
            raise ValueError("again is one minute at least")

    @property
    def where(self) -> str:
        """Its address."""
        return without_secrets(self.url)


class Page(Watched, frozen=True, kw_only=True):
    """``[[page]]``: one page that changes."""

    url: Address

    @property
    def where(self) -> str:
        """Its address."""
        return without_secrets(self.url)


class Folder(Watched, frozen=True, kw_only=True):
    """``[[folder]]``: files that are put somewhere."""

    path: Place
    every: Seconds = Seconds(10)

    @property
    def where(self) -> str:
        """Its path."""
        return str(self.path)


class Gdelt(Watched, frozen=True, kw_only=True):
    """``[[gdelt]]``: GDELT's lists of addresses, every 15 minutes.

    Attributes:
        url: of the list of files.
        files: "export" (reports with events) or "gkg" (all documents, with titles).
        hosts: only these publishers ("example.org" with all below it); all when empty.
        not_hosts: none of these.
        words: only titles with one of these words or phrases, whatever their case; needs files = "gkg".
        limit: pages fetched in one turn; what is more is passed over, and told.
    """

    url: Address = Address(LATEST)
    files: Literal["export", "gkg"] = "export"
    hosts: list[str] = []
    not_hosts: list[str] = []
    words: list[str] = []
    limit: int = 100

    def __post_init__(self) -> None:
        super().__post_init__()
        _positive(self.limit)
        if self.words and self.files != "gkg":
            raise ValueError('words are looked for in titles, which only files = "gkg" gives')
        if not all(word.strip() for word in (*self.words, *self.hosts, *self.not_hosts)):
            raise ValueError("an empty word or host")

    @property
    def where(self) -> str:
        """The list's address."""
        return without_secrets(self.url)


class Addresses(Watched, frozen=True, kw_only=True):
    """``[[list]]``: a table of addresses (CSV), as Media Cloud gives them.

    Attributes:
        limit: pages fetched in one turn; the next turn follows at once when there are more.
    """

    path: Place
    every: Seconds = Seconds(3600)
    limit: int = 100

    def __post_init__(self) -> None:
        super().__post_init__()
        _positive(self.limit)

    @property
    def where(self) -> str:
        """Its path."""
        return str(self.path)


Source: TypeAlias = Feed | Page | Folder | Gdelt | Addresses
KINDS: dict[str, type[Watched]] = {"feed": Feed, "page": Page, "folder": Folder, "gdelt": Gdelt, "list": Addresses}
"""The kinds of sources, by the names of their tables."""


class Settings(_Table, frozen=True, kw_only=True):
    """The whole file."""

    record: RecordSettings = RecordSettings()
    manners: MannersSettings = MannersSettings()
    feed: list[Feed] = []
    page: list[Page] = []
    folder: list[Folder] = []
    gdelt: list[Gdelt] = []
    lists: list[Addresses] = msgspec.field(name="list", default_factory=list)

    @property
    def sources(self) -> tuple[Source, ...]:
        """All sources, in the order of the kinds and of the file."""
        return (*self.feed, *self.page, *self.folder, *self.gdelt, *self.lists)


def load(path: Path) -> Settings:
    """The settings in a file.

    Raises:
        BadSettings: a value that cannot be, a key that is not known, a name given twice, or no source at all; with
            the path of the value (``$.feed[2].every``).
        InputError: the file cannot be read.
    """
    text = decode(read_bytes(path), path=str(path))
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadSettings(f"not TOML: {error}", path=str(path), hint=_HINT) from error
    hook = partial(_value, path.resolve().parent)
    try:
        settings = msgspec.convert(raw, Settings, dec_hook=hook)
    except msgspec.ValidationError as error:
        what, _, field = str(error).partition(" - at `")
        field = field.rstrip("`") or "$"
        raise BadSettings(_plain(what), path=str(path), field=field, hint=_hint(what, field)) from error
    _check(settings, str(path))
    return settings


def manners_of(settings: MannersSettings, **more: Any) -> Manners:
    """The manners that the settings come to, with what else they need: the sleep of the service, say."""
    return Manners(
        contact=settings.contact,
        interval=float(settings.interval),
        private=tuple(settings.private),
        robots=settings.robots,
        **more,
    )


def _check(settings: Settings, path: str) -> None:
    if not settings.sources:
        raise BadSettings("no source in it", path=path, field="$", hint=_HINT)
    manners = settings.manners
    if not (manners.contact.isascii() and (manners.contact.isprintable() or not manners.contact)):
        raise BadSettings(
            "not in ASCII", path=path, field="$.manners.contact", hint="Give a mail address or the address of a page"
        )
    names: dict[str, str] = {}
    for field, source in _placed(settings):
        other = names.setdefault(source.called, field)
        if other != field:
            raise BadSettings(
                f"{source.called!r} is the name of {other} too", path=path, field=field, hint="Give it another name"
            )


def _placed(settings: Settings) -> Iterator[tuple[str, Source]]:
    seen: Counter[str] = Counter()
    for source in settings.sources:
        yield f"$.{source.kind}[{seen[source.kind]}]", source
        seen[source.kind] += 1


def _positive(limit: int) -> None:
    if limit < 1:
        raise ValueError("a limit is 1 at least")


def _value(folder: Path, kind: type, value: object) -> object:
    """A value of one of our own kinds."""
    if not isinstance(value, str):
        raise ValueError(f"Expected a string, got {type(value).__name__}")
    if kind is Seconds:
        match = _DURATION.fullmatch(value.strip())
        if match is None or int(match[1]) * _UNITS[match[2]] > _LONGEST:
            raise ValueError(f"{value!r} is no time of at most a year")
        return Seconds(int(match[1]) * _UNITS[match[2]])
    if kind is Address:
        if tidy(value) is None:
            raise ValueError(f"{without_secrets(value)!r} is no address of the web")
        return Address(value.strip())
    if kind is Place:
        if not value.strip() or "\0" in value:
            raise ValueError("an empty path")
        return Place(folder / Path(value).expanduser())
    raise NotImplementedError(kind)


def _plain(what: str) -> str:
    """What msgspec says, in the words of the other errors."""
    return what[:1].lower() + what[1:]


def _hint(what: str, field: str) -> str:
    if "no time" in what:
        return 'Write a time as "90s", "15m", "6h" or "1d"'
    if what.startswith("Expected `array`") and field.removeprefix("$.") in KINDS:
        return f"Write [[{field.removeprefix('$.')}]], with two brackets on either side"
    if match := re.search(r"unknown field `(.{1,80})`", what):
        table = re.sub(r"\[\d+\]", "", field).rpartition(".")[2]
        tables: dict[str, type[_Table]] = {**KINDS, "record": RecordSettings, "manners": MannersSettings}
        struct = tables.get(table, Settings)
        known = [one.encode_name for one in msgspec.structs.fields(struct)]
        close = difflib.get_close_matches(match[1], known, 1)
        return f"Did you mean {close[0]}?" if close else f"Known here: {', '.join(known)}"
    return _HINT
