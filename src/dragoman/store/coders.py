"""What a report was coded with, as a name that changes when the result might: version, lexicon, models, settings."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.coding import Settings

_ROOMS = ("codebooks", "meaning", "reading", "said", "what", "when", "where", "who")
_DATA = (".toml", ".csv", ".npz", ".onnx", ".json", ".txt", ".bin", ".py")


@cache
def coder_name(settings: Settings | None = None) -> str:
    """Such as ``0.1.0/en-core-web-sm/model/9f86d081884c``; the last part is a hash of code and data of all rooms."""
    from importlib.metadata import version

    from dragoman.coding import Settings

    settings = settings or Settings()
    judged = "model" if settings.model else "rules"
    return f"{version('dragoman')}/{settings.pipeline}/{judged}/{_hash_of_rooms()}"


@cache
def _hash_of_rooms() -> str:
    total = hashlib.blake2b(digest_size=6)
    for room in _ROOMS:
        for path, content in _walk(files("dragoman").joinpath(room), room):
            total.update(path.encode())
            total.update(content)
    return total.hexdigest()


def _walk(folder: Traversable, name: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            found += _walk(entry, path) if entry.name != "__pycache__" else []
        elif entry.name.endswith(_DATA):
            found.append((path, hashlib.blake2b(entry.read_bytes()).digest()))
    return found
