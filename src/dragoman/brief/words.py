"""The words of the brief: phrases by CAMEO code, status and stance labels, and what tells of talks or fighting."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.records import Event, Stance, Status

_OPTIONAL = re.compile(r"\[([^\]]*)\]")
_NOUN = re.compile(r"\b(?:drone|force|air|police|peacekeeper|inspector)")
_AHEAD = frozenset({"planned", "proposed", "possible", "hypothetical", "refused", "failed"})


@cache
def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(files("dragoman.brief").joinpath(f"data/{name}.toml").read_text("utf-8"))


@cache
def pattern(group: str) -> re.Pattern[str]:
    """What finds a word of a group of words.toml, at its beginning, in any case."""
    words = "|".join(re.escape(word) for word in _data("words")[group])
    return re.compile(rf"\b(?:{words})", re.IGNORECASE)


def phrase(event: Event, target: str | None) -> str:
    """What the sources did to `target`, in neutral words: "declined to meet or negotiate with Kenya"."""
    done, ahead = _forms(event.cameo or "", event.type)
    named = " ".join(actor.text for actor in event.sources).lower()
    if any(word in named for word in _NOUN.findall(done)):  # not "Drones attacked with drones"
        done, ahead = _forms("", event.type)
    form = ahead if event.status in _AHEAD else done

    def optional(match: re.Match[str]) -> str:
        return match.group(1).replace("{T}", target) if target else ""

    return _OPTIONAL.sub(optional, form)


@cache
def _forms(cameo: str, type_: str) -> tuple[str, str]:
    table = _data("phrases")
    for length in range(len(cameo), 2, -1):
        if forms := table["cameo"].get(cameo[:length]):
            return forms[0], forms[1]
    done, ahead = table["types"][type_]
    return done, ahead


def status_word(status: Status) -> str:
    """The status as a reader needs to see it; empty for what plainly happened."""
    word: str = _data("phrases")["status"][status]
    return word


def stance_words(stances: list[Stance]) -> str:
    """Labels in words, strongest first, each once: "willing, doubtful"; a dash for neutral."""
    words: dict[str, None] = {}
    for stance in sorted(stances, key=lambda s: -s.strength):
        word = _data("phrases")["stance"][stance.label]
        if stance.label == "blame":
            word = f"{word} {stance.toward}"
        words[word] = None
    words = {word: None for word in words if word != "–"} or {"–": None}
    return ", ".join(words)
