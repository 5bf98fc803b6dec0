"""The fenced blocks of a page, in order."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(r"(?:^<!-- needs (\w+) -->\n)?^```(\w+)(?: file=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """One block: its language, its text, the module it needs (or none), the file it is the text of (or none)."""

    language: str
    text: str
    needs: str
    file: str


def blocks(page: Path) -> list[Block]:
    """Every fenced block that names its language."""
    found = _FENCE.finditer(page.read_text("utf-8"))
    return [Block(match[2], match[4], match[1] or "", match[3] or "") for match in found]


def commands(block: Block) -> list[str]:
    """The commands of a console block, without their output."""
    return [line[2:] for line in block.text.splitlines() if line.startswith("$ ")]
