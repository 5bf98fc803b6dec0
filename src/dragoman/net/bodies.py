"""Bodies decompressed piece by piece, so that a bomb is met before it goes off."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.errors import BadAnswer, TooLarge


def decompressed(raw: bytes, codings: str, limit: int) -> bytes:
    """A body without its content codings (RFC 9110, 8.4), such as "gzip" or "br, gzip"; unknown ones are left.

    Raises:
        TooLarge: more than `limit` bytes.
        BadAnswer: bytes that cannot be decompressed.
    """
    import httpx2

    class _Stream(httpx2.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            yield raw

    parts: list[bytes] = []
    size = 0
    headers = {"Content-Encoding": "".join(char for char in codings if char.isascii() and char.isprintable())}
    try:
        for part in httpx2.Response(200, headers=headers, stream=_Stream()).iter_bytes():
            size += len(part)
            if size > limit:
                raise TooLarge(f"more than {limit:,} bytes", hint="Raise the limit if it is meant")
            parts.append(part)
    except httpx2.DecodingError as error:
        raise BadAnswer(f"the bytes cannot be decompressed: {error}") from error
    return b"".join(parts)
