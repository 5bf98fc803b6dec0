"""The context words of data/contexts.toml, as sets."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Contexts:
    """Lower-cased context words; what each set is for stands in the file."""

    feature_after: frozenset[str]
    named_after: frozenset[str]
    own_sites: frozenset[str]
    site_words: frozenset[str]
    sites_after: frozenset[str]
    days: frozenset[str]
    local_sites: frozenset[str]
    settlements: frozenset[str]
    directions: frozenset[str]
    towns: frozenset[str]
    division_words: frozenset[str]
    feature_before_of: frozenset[str]
    locative: frozenset[str]
    strong: frozenset[str]
    spots: frozenset[str]
    ways: frozenset[str]
    person_titles: frozenset[str]
    role_after: frozenset[str]
    organisation_words: frozenset[str]
    public_bodies: frozenset[str]
    illness: frozenset[str]
    particles: frozenset[str]
    articles: frozenset[str]
    stage_verbs: frozenset[str]
    party: frozenset[str]
    list_joints: frozenset[str]
    takings: frozenset[str]
    strikings: frozenset[str]
    assaults: frozenset[str]
    shellings: frozenset[str]
    shootings: frozenset[str]
    landings: frozenset[str]
    entries: frozenset[str]
    befallings: frozenset[str]
    arms: frozenset[str]
    bearings: frozenset[str]
    sieges: frozenset[str]
    joints: frozenset[str]
    never_alone: frozenset[str]
    other_time: frozenset[str]
    domains: dict[str, str]


@cache
def contexts() -> Contexts:
    """The words, read once."""
    loaded = tomllib.loads((files(__package__) / "data" / "contexts.toml").read_text("utf-8"))
    domains = loaded.pop("domains")
    return Contexts(**{name: frozenset(words) for name, words in loaded.items()}, domains=domains)
