"""Steps: how far talks have got, by the words of a sentence; tense and the verb above decide, not the word alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from dragoman.records.kept import MoveKind

from .above import (
    is_agreed,
    is_denied,
    is_doing,
    is_forced,
    is_governed,
    is_greeting,
    is_if,
    is_modal,
    is_not,
    is_untrue,
    is_when,
    is_wished,
    last_governing,
    of_issue,
    under_noun,
)
from .lexicon import Entry, Found, find_words
from .needs import needs_met
from .scene import Scene
from .words import A, D, P, pattern, source, table

_CLAUSE = re.compile(r"[;:]|\. |, (?:but|while|although|though|whereas|as)\b|\b(?:whereas|although)\b|—| – ")
_REASON = re.compile(
    r",? (?:because|citing|due to|owing to|on account of|in view of|on the grounds of|over|pointing to|naming|blaming"
    r"|in protest|in response to|following|after|amid|despite|as a result of)\b",
    re.IGNORECASE,
)
_UNDER = re.compile(r"\b(?:propos\w+|invitations?|under (?:the|a|this) (?:plan|offer)|suggest\w+)\b", re.IGNORECASE)
_ANSWERED = re.compile(
    r"\b(?:accept\w*|welcom\w+|agree\w*|reject\w*|refus\w+|declin\w+|turn\w* down"
    r"|dismiss\w*|respond\w*|answer\w*|consider\w*|study\w*|discuss\w*|yes|spurn\w+"
    r"|rebuff\w+|after|snub\w*)\b",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\b(?:taken up|accepted|rejected|turned down|declined|refused|spurned|dismissed|backing|blessing|welcomed|snubbed"
    r"|ignored)\b",
    re.IGNORECASE,
)
_DONE: dict[str, MoveKind] = {
    "start": "convened",
    "meet": "convened",
    "run": "ongoing",
    "resume": "ongoing",
    "adjourn": "adjourned",
    "end": "concluded",
    "collapse": "collapsed",
    "cancel": "cancelled",
    "postpone": "postponed",
    "move": "moved",
    "propose": "proposed",
    "accept": "accepted",
    "refuse": "refused",
    "deny": "denied",
    "attend": "attended",
}
_ABOVE = 90  # characters before words in which the verb above them stands
_HOLDING = frozenset({"start", "meet", "run", "resume", "attend"})  # what may be planned, offered or refused
_ANNOUNCED = frozenset({"cancel", "postpone", "move", "propose", "accept", "refuse"})  # done by being said
_OTHERWISE = frozenset({"adjourn", "postpone", "cancel", "move", "collapse", "end"})
_PUT_OFF = frozenset({"postpone", "cancel", "propose", "accept", "refuse"})
_CHANGES = frozenset({"cancel", "postpone", "move"})
_SUBJUNCTIVE = re.compile(r"\bbe (?:\w+ly )?$", re.IGNORECASE)
_LEADS = re.compile(r"[^.;]{0,25}\bto (?:\w+ly )?|[^.;]{0,25}\bto (?:a|an|the) ", re.IGNORECASE)
_DETERMINED = re.compile(r"\b(?:an?|the|its|their|his|her|no|any|this|that|new|fresh|latest) $", re.IGNORECASE)
_ADJECTIVE = re.compile(r"\b(?:the|a|an|these|those|long|previously|its|their|any)\s*$", re.IGNORECASE)
_AS_HELPER = re.compile(
    r"\bas (?:the |a |an |its |their )?(?:\w+ )?(?:mediator|facilitator|guarantor|go-between|broker)", re.IGNORECASE
)
_EMPTY = re.compile(
    r"\b(?:without (?:a |an |any |reaching |producing |making |signing |even )*(?:\w+ )?(?:agreement"
    r"|deal|result|breakthrough|accord|progress|outcome|date"
    r"|signing|resolution|success|settlement|compromise|document|headway)|in failure|in deadlock"
    r"|inconclusive\w*|empty-handed"
    r"|with no (?:\w+ )?(?:agreement|deal|result|breakthrough|progress|accord|date|document)"
    r"|in acrimony|acrimonious\w*|in stalemate|no closer|yielded no\w*|produced no\w*)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:earlier|previous|past|prior|several|numerous|countless|repeated|many|successive)\b[^.;,]{0,40}$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf", (?:which|who|whose|{A})(?: had| have| has)? (?:last|previous(?:ly)?|earlier|prior|most recent(?:ly)?|once"
    r"|formerly)\b[^,;]{0,50}$",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    rf"(?:{A}|(?<!\bhi)(?<!\bit)(?<!\bthi)(?<!\bwa)(?<!\bi)(?<!\bha)s|people|two|both)"
    r"(?:'s)?,?(?: (?:\w+ly|also|again|now|both))?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One reading: the kind of step, its word [start, end) in the masked sentence, the clause it was read in."""

    kind: MoveKind
    start: int
    end: int
    clause: tuple[int, int]
    word: str  # the lexicon's kind: start, meet, end ...
    empty: bool = False  # ended without result


@cache
def _named_talks() -> re.Pattern[str]:
    return re.compile(rf"(?: [\w-]+){{0,2}} (?:{source(table('words')['talks'])})\b", re.IGNORECASE)


def find_steps(scene: Scene, *, about: bool) -> Iterator[Step]:
    """The steps that a sentence tells; `about` is whether the sentence before was about talks, for "they", "it"."""
    text, done = scene.masked, 0
    made: list[Step] = []
    for found in find_words(text):
        if found.start < done:
            continue  # inside words that told a step
        clause = _clause(text, found.start, found.end)
        if _PAST.search(text, clause[0], found.start) and re.search(D, text[clause[0] : clause[1]]) is None:
            continue  # history: "earlier efforts came to nothing"
        if _BEFORE.search(text, clause[0], found.start):
            continue  # "A and B, whose last meeting ended in failure, opened"
        for entry in found.entries:
            if not needs_met(entry, text, found, clause, about=about):
                continue
            kind = _kind(entry, found.entries, text, found, clause)
            if kind is not None and made and _is_of_other(entry, made[-1], text, found):
                done = found.end
                break  # "put off on Monday the start of", "the postponement of the talks was confirmed"
            if kind is not None:
                empty = entry.kind == "end" and _EMPTY.search(text, found.start, clause[1]) is not None
                made.append(Step(kind, found.start, found.end, clause, entry.kind, empty))
                done = found.end
                break
    for step, after in zip_longest(made, made[1:]):
        if after is not None and after.word in _PUT_OFF and text[step.start : step.end].endswith(" of"):
            continue  # "the start of the talks was put off", "has been proposed"
        otherwise = step.word == "accept" and after is not None and after.word in _OTHERWISE
        towards = (
            text.endswith(" to", step.start, step.end) and not text[step.end : after.start].strip() if after else False
        )
        if after is not None and otherwise and (towards or _LEADS.fullmatch(text, step.end, after.start)):
            continue  # "agreed to interrupt": no meeting is agreed to
        declined = step.word == "accept" and after is not None and after.word == "refuse"
        if after is not None and declined and re.search(r",|\band\b", text[step.end : after.start]) is None:
            continue  # "confirmed that it had no plans to come"
        yield step


_UNTO = re.compile(
    rf"(?:,? (?:(?:on|in|late|early|until|to|for) )*{D},?)? (?:the|a|an|its|their) (?:[\w-]+ )?", re.IGNORECASE
)
_TOLD = re.compile(r"(?:confirmed|announced|agreed|set)\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being) (?:\w+ly )?$", re.IGNORECASE)
_HELP = re.compile(rf"\W*(?:the |{A}(?:'s)? )?(?:\w+ )?(?:mediation|facilitation|good offices)\b", re.IGNORECASE)


def _is_of_other(entry: Entry, before: Step, text: str, found: Found) -> bool:
    """Whether a step is only what the one before is of: its object, or the verb by which it is made known."""
    if entry.form == "noun" and before.word in _PUT_OFF and before.word not in ("propose", "accept"):
        return _UNTO.fullmatch(text, before.end, found.start) is not None
    told = entry.kind == "accept" and _TOLD.match(text, found.start) is not None
    return (
        told
        and text[before.start : before.end].endswith((" of", " by", "rejection", "refusal"))
        and bool(_PASSIVE.search(text, before.end, found.start))
    )


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    first, last = 0, len(text)
    for cut in _CLAUSE.finditer(text):
        if cut.end() <= start:
            first = cut.end()
        elif cut.start() >= end:
            last = cut.start()
            break
    reason = _REASON.search(text, end, last)
    return first, reason.start() if reason is not None else last


def _kind(
    entry: Entry, entries: tuple[Entry, ...], text: str, found: Found, clause: tuple[int, int]
) -> MoveKind | None:
    """The step that words are in their clause: tense, negation and the verb above them decide."""
    left = text[max(clause[0], found.start - _ABOVE) : found.start]
    if entry.kind == "deny":
        return "denied"
    form = entry.form
    if form == "base" and _DETERMINED.search(left):
        if _SEAT.match(text, found.start):
            return None  # "the chair at the talks went to C"
        form = "noun"  # "declined an offer"
    if form == "past" and is_governed(left[-12:]) and any(one.form == "base" for one in entries):
        form = "base"  # "to put off"
    if _is_aside(entry, form, text, found, left):
        return None
    if entry.kind == "end" and form == "past" and _BREAK.search(left):
        return "ongoing"  # "a break in the talks ended"
    if entry.kind == "end" and _SESSION.search(left):
        return "ongoing"  # "the first session ended"
    if entry.kind in _HOLDING:
        return _held(entry, form, text, found, clause[0], left)
    if entry.kind in _ANNOUNCED:
        return _announced(entry, form, text, found, clause, left)
    return _DONE[entry.kind] if _is_done(entry, form, text, found, left) else None


def _is_aside(entry: Entry, form: str, text: str, found: Found, left: str) -> bool:
    """Whether words only describe the talks that something else is told of, or are denied."""
    if form == "past" and _ADJECTIVE.search(left) and _named_talks().match(text, found.end):
        return True  # "the interrupted talks"
    if form == "past" and entry.kind in ("adjourn", "postpone") and text.startswith(" earlier", found.end):
        return True  # "the round, suspended earlier, resumed"
    if form == "noun" and entry.kind == "adjourn" and _AFTER.search(left):
        return True  # "back after a break in their talks"
    return is_denied(left) or (form == "present" and is_when(left))


_RUMOUR = re.compile(
    r"\b(?:reports?|rumou?rs?|claims?|talk|suggestions?|word) (?:of|about)\b[^.;,]{0,30}$", re.IGNORECASE
)
_REFUTED = re.compile(
    r"[^.;]{0,80}?\b(?:was|were|been|is|are) (?:\w+ly )?(?:denied|dismissed|refuted|rejected|scotched|quashed"
    r"|contradicted|false|untrue|wrong|unfounded|baseless|brushed aside|waved away)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"\b(?:pause|break|recess|adjournment|interruption|suspension|halt|boycott) (?:in|of|to)\b[^.;,]{0,60}$",
    re.IGNORECASE,
)
_SESSION = re.compile(
    r"\b(?:first|second|third|opening|morning|evening|afternoon|latest|monday's|today's|yesterday's)"
    r" (?:working |plenary |full )?(?:session|day|sitting)\b(?! and (?:final|last))[^.;,]{0,60}$",
    re.IGNORECASE,
)
_OVER = re.compile(
    r" (?:now )?over\b|[^.;,]{0,60}?\b(?:ended|ends|is over|was over|has ended|had ended|came to an end)\b",
    re.IGNORECASE,
)


def _is_done(entry: Entry, form: str, text: str, found: Found, left: str) -> bool:
    """Whether an end or a break of talks is told as having come about."""
    if form == "base" and (is_agreed(left) or is_forced(left)):
        return True  # "led them to suspend"
    if is_not(left[-20:]) or is_modal(left):  # not collapsed, could end, threatened to walk out
        return False
    if form in ("noun", "state"):
        if _RUMOUR.search(left) and _REFUTED.match(text, found.end):
            return False  # "reports of a collapse of the talks were denied"
        if form == "noun" and entry.kind == "adjourn" and _OVER.match(text, found.end):
            return False  # "a pause in the talks ended"
        return last_governing(left[-40:]) not in ("call", "perhaps", "refused")
    if form == "base":
        return _present(text, found, left)
    if form == "ing" and _progressive(left) and pattern("talks").search(text, found.end, found.end + _ABOVE):
        return True  # "they were suspending the talks"
    if form == "ing" and entry.kind == "collapse" and _aside_talks(left):
        return True  # ", the talks in P foundering on"
    return form != "ing" or (is_doing(left) and last_governing(left[-25:]) != "call")


def _aside_talks(left: str) -> bool:
    """Whether a word for talks alone stands before a participle, after a comma: "to no avail, the talks failing"."""
    found = _LEFT_TO.search(left)
    return found is not None and "," in found.group() and pattern("talks").search(found.group()) is not None


def _present(text: str, found: Found, left: str) -> bool:
    """Whether a base form is a present tense: "talks collapse", "the sides meet"."""
    return not is_governed(left) and not is_when(left) and _PLURAL.search(left) is not None


def _held(entry: Entry, form: str, text: str, found: Found, start: int, left: str) -> MoveKind | None:
    """A word of meeting: done in the past; else what the verb above makes of it."""
    if entry.kind == "meet" and is_greeting(text, found.end):
        return None
    if form == "noun":
        governed = last_governing(left[-45:])
        if _DATE_OF.search(left):
            return None  # "were given 5 May as the date of the opening"
        if governed in ("refused", "proposed", "accepted"):
            return governed
        return None if governed is not None or is_not(left[-25:]) else _DONE[entry.kind]
    if (form == "base" and not _present(text, found, left)) or is_modal(left):
        kind = None if under_noun(left) else _governed(left)
        if kind in ("accepted", "proposed") and _PLANS.search(left) and _DROPPED.match(text, found.end):
            return "cancelled"  # "plans to bring A and B together were dropped"
        if kind is None and _SHOULD.search(left) and _URGED.match(text, found.end):
            return "proposed"  # "B should come to the table, A urged"
        if kind == "proposed" and _ANSWERED.search(left) and _OFFER.search(left):
            return None  # "turned down an invitation to meet"
        under = kind == "accepted" and "would" in left.lower() and _UNDER.search(text, start, found.start)
        return "proposed" if under else kind
    if form == "past" and _SEEN.search(left):
        return "proposed"  # "would like to see it held in P"
    if form == "ing" and entry.kind != "run" and not _progressive(left):
        if last_governing(left[-30:]) in ("refused", "proposed", "call", "perhaps"):
            return _governed(left[-30:])
        return _DONE[entry.kind] if is_doing(left) else None
    return None if is_not(left[-25:]) else "ongoing" if form == "ing" else _DONE[entry.kind]


_SUBJECT = re.compile(
    rf"(?:{A}|{P}|{D},|\b(?:it|he|she|who|which|that|now|also|formally))[,)]?\s*(?:\w+ly )?$", re.IGNORECASE
)
_PLANS = re.compile(r"\bplans? (?:to|for)\b[^.;,]{0,30}$", re.IGNORECASE)
_DROPPED = re.compile(
    r"[^.;]{0,160}? (?:was|were|is|are|(?:has|have|had) been) (?:\w+ly )?"
    r"(?:abandoned|dropped|shelved|scrapped|cancel?led|called off|ditched|axed|binned|buried)\b",
    re.IGNORECASE,
)
_SHOULD = re.compile(r"\bshould (?:now |again )?$", re.IGNORECASE)
_URGED = re.compile(
    rf"[^.;]{{0,90}}, (?:[^.;,]{{0,30}})?{A}(?: \w+)?(?: has| had)? (?:urged|suggested|proposed|appealed)\b",
    re.IGNORECASE,
)
_SEAT = re.compile(r"(?:chair|host|stage)\b", re.IGNORECASE)
_DATE_OF = re.compile(r"\b(?:dates?|days?|times?|venue|place) (?:of|for) (?:the |their |its |an? )?$", re.IGNORECASE)
_NO_DATE = re.compile(r"\b(?:no|without (?:a|any)) (?:\w+ )?(?:dates?|days?|times?|venue|place)\b", re.IGNORECASE)
_SEEN = re.compile(
    r"\b(?:like|want\w*|wish\w*|prefer\w*|love|hop(?:es?|ed|ing)|keen|eager) to (?:see|have) [^.;,]{0,40}$",
    re.IGNORECASE,
)
_LEFT_TO = re.compile(r"(?:^|, )(?:with )?(?:the |their |all )?[^.;,]{3,50}$", re.IGNORECASE)
_OFFER = re.compile(r"\b(?:invitations?|offers?|proposals?|overtures?)\b", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:after|following|despite)\b[^,]{0,30}$", re.IGNORECASE)
_WERE = re.compile(
    r"\b(?:(?:that|which) (?:was|were|had been)|originally|initially|previously|first|earlier|once)\s*$", re.IGNORECASE
)
_BEING = re.compile(r"\b(?:is|are|was|were|been|be|now|still|currently|both)(?: \w+)?\s*$", re.IGNORECASE)


def _progressive(left: str) -> bool:
    return _BEING.search(left) is not None


def _announced(entry: Entry, form: str, text: str, found: Found, clause: tuple[int, int], left: str) -> MoveKind | None:
    """A word of a step that is done by being said."""
    if entry.kind in ("accept", "propose") and _is_answered(form, text, found, clause, left):
        return None
    if entry.kind == "accept" and _NO_DATE.search(text, clause[0], found.end):
        return None  # "no date for a new round was set"
    if form == "present" and _SUBJECT.search(left) is None:
        return None  # a noun: "competing offers"
    governed = last_governing(left)
    if entry.kind in _CHANGES and (is_wished(left, form) or is_untrue(text, found.end, clause[1])):
        return None  # "wants the talks moved", "a proposal to move them"; "reports of a move were false"
    if entry.kind == "accept" and form in ("noun", "state") and (governed == "proposed" or _WERE.search(left)):
        return None  # "proposed 7 March as the date of", "talks that were due to open"
    if form == "base" and not _present(text, found, left):
        if entry.kind == "accept" and governed == "refused":
            return "refused"
        if governed == "refused" and entry.kind in _CHANGES:
            return None  # "refused to move the talks"
        forced = entry.kind in _CHANGES and is_forced(left)
        told = forced or (governed not in ("call", "perhaps") and (governed or entry.kind == "refuse"))
        return _DONE[entry.kind] if told else None
    if entry.kind != "refuse" and (last_governing(left[-25:]) == "perhaps" or is_if(left)):
        return None
    if entry.kind in _CHANGES and _SUBJUNCTIVE.search(left) and governed in ("call", "perhaps", "refused", "proposed"):
        return None  # "asked that the talks be moved"
    if is_not(left[-14:]):
        return "refused" if entry.kind == "accept" else None
    return _DONE[entry.kind]


def _is_answered(form: str, text: str, found: Found, clause: tuple[int, int], left: str) -> bool:
    """Whether an offer or a consent is one that somebody answers, one of a concession, or one of a mediator."""
    if _AS_HELPER.search(text, found.end, clause[1]) or _is_help(text, found, clause[0]):
        return True  # somebody is accepted as mediator
    after = form == "noun" or pattern("talks").search(left[-12:]) is not None  # "the talks proposed for May"
    answered = _ANSWERED.search(text, clause[0], found.start) or _TAKEN.search(text, found.end, clause[1])
    return bool(after and answered) or of_issue(text, found.end, clause[1])


def _is_help(text: str, found: Found, start: int) -> bool:
    """Whether what is agreed to is somebody's help: "mediation by A was agreed"."""
    return _HELP.match(text, start) is not None and _PASSIVE.search(text, start, found.start) is not None


def _governed(left: str) -> MoveKind | None:
    """What a meeting under another verb is: agreed to meet, refused to meet; a call on others to meet is no step."""
    last = last_governing(left)
    if last in ("refused", "proposed", "accepted"):
        return last
    return None
