"""Bytes to text: size limits, byte order marks, encodings, and what is no text at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman.errors import BadEncoding, BinaryInput, EmptyInput, MissingInput, TooLarge, UnreadableInput

MAX_BYTES = 16_000_000
"""The largest file that is one report, or the largest line of a table; larger ones are no news reports."""
MAX_CHARS = 2_000_000
"""The longest text of one report."""

_CONTROL = re.compile("[\\x00-\\x08\\x0e-\\x1f\\x7f]")
_GUESSED = 200_000  # bytes looked at to guess an encoding
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
    b"PAR1",
)


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a file.

    Raises:
        MissingInput, UnreadableInput, TooLarge: with the path and what to do.
    """
    with refusals(path):
        size = path.stat().st_size
        if size > limit:
            raise TooLarge(
                f"{size:,} bytes in one report, the limit is {limit:,}",
                path=str(path),
                hint="Split it into one file a report, or put the reports into JSONL, CSV or Parquet",
            )
        return path.read_bytes()


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """The system's refusals to open or read a path, as errors of ours.

    Raises:
        MissingInput, UnreadableInput: with the path and what to do.
    """
    try:
        yield
    except FileNotFoundError as error:
        raise MissingInput("no such file or folder", path=str(path), hint="Check the spelling") from error
    except OSError as error:
        raise UnreadableInput(
            error.strerror or str(error), path=str(path), hint="Check that it is a file and that you may read it"
        ) from error


def decode(raw: bytes, *, path: str, line: int | None = None) -> str:
    """Text from bytes of unknown encoding; UTF-8 when it can be, else what the bytes most look like.

    Raises:
        EmptyInput: nothing but white space.
        BinaryInput: a known binary format, or bytes that are no text.
        BadEncoding: no encoding explains the bytes.
    """
    if not raw.strip():
        raise EmptyInput("nothing in it", path=path, line=line, hint="Give a file with a report")
    text = _with_bom(raw, path) or _utf8(raw)
    if text is None:
        if raw.startswith(_MAGIC) or raw[:4096].count(0) > 0:
            raise BinaryInput("a binary file, not text", path=path, line=line, hint="Convert it to text or HTML first")
        text = _guess(raw, path, line)
    return checked(text, path=path, line=line)


def checked(text: str, *, path: str | None, line: int | None = None) -> str:
    """The text itself, when it can be a report's.

    Raises:
        EmptyInput, TooLarge, BinaryInput: see `decode`.
    """
    if not text.strip():
        raise EmptyInput("nothing in it", path=path, line=line, hint="Give a file with a report")
    if len(text) > MAX_CHARS:
        raise TooLarge(
            f"{len(text):,} characters in one report, the limit is {MAX_CHARS:,}", path=path, line=line, hint="Split it"
        )
    few = min(max(8, len(text) // 100), len(text) // 2)  # a long text may have some, a short one not half of it
    if _CONTROL.search(text) and (control := len(_CONTROL.findall(text))) > few:
        raise BinaryInput(
            f"{control} control characters, so no text", path=path, line=line, hint="Convert it to text first"
        )
    return text


def _with_bom(raw: bytes, path: str) -> str | None:
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            try:
                return raw[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise BadEncoding(
                    f"marked as {encoding} but byte {error.start} is not", path=path, hint="Save it as UTF-8"
                ) from error
    return None


def _utf8(raw: bytes) -> str | None:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _guess(raw: bytes, path: str, line: int | None) -> str:
    if (western := _western(raw)) is not None:
        return western
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_GUESSED], threshold=0.3).best()
    if best is None:
        raise BadEncoding("no encoding explains its bytes", path=path, line=line, hint="Save it as UTF-8")
    return raw.decode(best.encoding, errors="replace")


def _western(raw: bytes) -> str | None:
    """The text in Windows-1252, when its letters are mostly ASCII and the rest are letters and marks of the West.

    A short text in it looks like many other code pages to a statistical guess; a text in Cyrillic, Arabic or
    Chinese code pages never has mostly ASCII letters.
    """
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return None
    letters = [char for char in text[:_GUESSED] if char.isalpha()]
    accented = sum(not char.isascii() for char in letters)
    return text if accented * 5 <= len(letters) else None
