"""Short forms of names: told by the report that spells them out, by its countries, or by nothing."""

from __future__ import annotations

import pytest


def groups(cast, text: str, word: str) -> set[str]:
    """The groups that mentions beginning with a word are of; a group's fighters are the group."""
    found = (each.actor for each in cast(text).mentions if each.actor.text.split()[0] == word)
    return {":".join(one.entity.split(":")[:2]) for one in found if one.entity.startswith("group:")}


@pytest.mark.parametrize(
    ("text", "words", "entity"),
    [
        # what the report spells out, whether before or after, in full or before brackets
        ("FDLC men burned a village. The Wagner Group (FDLC) denied it.", "FDLC", None),  # no letters of that name
        ("SNA fighters took Marea. The Syrian National Army (SNA) hailed it.", "SNA", "group:SYR-SNA"),
        ("The Syrian National Army left. SNA fighters had held Marea.", "SNA", "group:SYR-SNA"),
        # whose country the report tells of
        ("KIA fighters blew up a bridge in northern Myanmar.", "KIA", "group:MMR-KIA"),
        ("ADF rebels killed four farmers in eastern Congo.", "ADF", "group:COD-ADF"),
        ("ADF fighters attacked a barracks in Cameroon.", "ADF", "group:CMR-ADF"),
        # two of that name in the countries it tells of; none of them
        ("IAF jets took off as Israel and India agreed to train together.", "IAF", None),
        ("ADF fighters attacked a barracks in Peru.", "ADF", None),
        # no country: the only armed group that is called so
        ("KIA fighters blew up a bridge.", "KIA", "group:MMR-KIA"),
    ],
)
def test_short_form(cast, text, words, entity):
    assert groups(cast, text, words) == ({entity} - {None})


def test_a_short_form_that_a_hyphen_makes_part_of_a_word_is_no_actor(cast):
    mentions = cast("An SNA-held village was shelled, the Syrian National Army said.").mentions
    assert [each.actor.text for each in mentions if each.actor.entity == "group:SYR-SNA"] == ["Syrian National Army"]
