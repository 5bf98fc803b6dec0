"""What the coder gets wrong on a gold file: confusions by class, each with its sentences.

    python evals/analyse.py TASK GOLD.jsonl [--coded CODED.jsonl] [--class WORD] [--each N] [--limit N]

TASK is events, noevents, dyads, actors, status, eventplace, statements, places or times. Without --coded reports are
coded in this process. The classes follow the scorer's rules but are read for their cause: "ACCUSE -> REJECT" is the
type of a given pair, "missed"/"false" have no counterpart, "value" is found but wrong. Most frequent first; --class
shows only the classes whose name holds a word, --each sets how many sentences each shows (default 3), --limit codes
only the first N reports.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Spans = list[tuple[int, int]]
Error = tuple[str, str, int]
"""The class of an error, what was wanted and what came, and where in the text it is."""

FOLD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
INTERNATIONAL = {"IGO", "IMG", "INT", "UNO", "EEC", "EUR", "NAT", "NGO", "MNC"}  # one country to the scorer
HAPPENED = {"happened": "yes", "ongoing": "yes", "refused": "no", "denied": "no", "failed": "no", "ended": "yes"}
SURE = 1.5  # the score, of 3, from which the annotators are taken to be sure
NEAR_KM = 161.0  # 100 miles: the distance that the literature on geoparsing counts as right


# ---------------------------------------------------------------- spans


def _span(mention: Row) -> tuple[int, int]:
    return mention["start"], mention["end"]


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _find(text: str, part: str) -> Spans:
    spans, at = [], text.find(part)
    while at >= 0:
        spans.append((at, at + len(part)))
        at = text.find(part, at + 1)
    return spans


def _places_of(text: str, actors: list[Row]) -> Spans:
    return [span for actor in actors if actor["text"] for span in _find(text, actor["text"])]


def _nearest(wanted: tuple[int, int], mentions: list[Row], used: set[int]) -> int | None:
    """The number of the mention not used yet that shares most with a span."""
    shared = [(_overlap(wanted, _span(mention)), -i) for i, mention in enumerate(mentions) if i not in used]
    best = max(shared, default=(0, 0))
    return -best[1] if best[0] else None


# ---------------------------------------------------------------- tasks


def events(gold: Row, coded: Row) -> Iterator[Error]:
    """The type of the coded event that fits the gold pair best."""
    want = gold["events"][0]
    source, target = (_places_of(gold["text"], want[side]) for side in ("source", "target"))

    def touches(actors: list[Row], spans: Spans) -> bool:
        return any(_overlap(_span(actor), span) for actor in actors for span in spans)

    def fit(event: Row) -> tuple[bool, bool, float]:
        on_source, on_target = touches(event["sources"], source), touches(event["targets"], target)
        return on_source and on_target, on_source or on_target, event["confidence"]

    best = max(coded["events"], key=fit, default=None)
    got = FOLD.get(best["type"], best["type"]) if best else "nothing"
    kind = want["type_plover_orig"]
    if got != kind:
        yield f"{kind} -> {got}", f"{_pair(want)}; coded {_events(coded)}", 0
    elif best and not fit(best)[0]:
        yield "right type, wrong pair", f"{_pair(want)}; coded {_events(coded)}", 0


def noevents(gold: Row, coded: Row) -> Iterator[Error]:
    """Sentences coded though judged irrelevant, and the other way round."""
    if gold["no_event"]:
        for event in coded["events"]:
            yield f"false {event['type']}", _event(event), event["trigger"]["start"]
    elif not coded["events"]:
        yield "missed", "nothing coded", 0


def dyads(gold: Row, coded: Row) -> Iterator[Error]:
    """Triples of source country, target country and type."""

    def triples(found: list[Row], sides: tuple[str, str], code: str, kind: str) -> list[tuple[str, str, str]]:
        return [
            ((source.get(code) or "-")[:3], (target.get(code) or "-")[:3], FOLD.get(event[kind]) or str(event[kind]))
            for event in found
            for source in event[sides[0]] or [{}]
            for target in event[sides[1]] or [{}]
        ]

    want = triples(gold["events"], ("source", "target"), "country", "type_plover")
    got = triples(coded["events"], ("sources", "targets"), "code", "type")
    for one in sorted(set(want) - set(got)):
        others = [other for other in got if other[2] == one[2] or other[:2] == one[:2]]
        yield f"missed {one[2]}", f"{one[0]} > {one[1]}; coded {others or _events(coded)}", 0
    for one in sorted(set(got) - set(want)):
        yield f"false {one[2]}", f"{one[0]} > {one[1]}; coded {_events(coded)}", 0


def actors(gold: Row, coded: Row) -> Iterator[Error]:
    """Countries and sectors of the actors that a row names."""
    named = [a for event in gold["events"] for a in event["source"] + event["target"] if a.get("text")]
    if not gold["events"]:
        named = [{"text": gold["text"], "country": gold["extra"]["country"], "sector": gold["extra"]["sector"]}]
    for want in named:
        spans = _find(gold["text"], want["text"])
        near = [(max((_overlap(_span(a), span) for span in spans), default=0), a) for a in coded["actors"]]
        shared, best = max(near, key=lambda pair: pair[0], default=(0, None))
        country, sectors = (want.get("country") or "")[:3], {sector[:3] for sector in want.get("sector") or []}
        wanted = f"{want['text']!r} = {country or '-'} {sorted(sectors)}"
        at = spans[0][0] if spans else 0
        if best is None or not shared:
            yield "not found", wanted, at
            continue
        code, got = (best["code"] or "")[:3], set(best["sectors"])
        what = f"{wanted} not {best['text']!r} = {code or '-'} {sorted(got)}"
        if code != country and not {code, country} <= INTERNATIONAL:
            yield ("no country" if not code else "wrong country"), what, at
        if not (sectors & got if sectors else got <= {"GOV"}):
            yield ("no sector" if not got else "wrong sector"), what, at


def status(gold: Row, coded: Row) -> Iterator[Error]:
    """Whether words that are coded happened: yes, open or no, by their gold score from 3 to -3."""
    spans = _detokenized(gold["tokens"])[1]
    for want in gold["targets"]:
        at = (spans[want["span"][0]][0], spans[want["span"][1] - 1][1])
        event = next((e for e in coded["events"] if _overlap(_span(e["trigger"]), at)), None)
        if event is None:
            continue
        told = "yes" if want["score"] >= SURE else "no" if want["score"] <= -SURE else "open"
        got = HAPPENED.get(event["status"], "open")
        if got != told:
            yield f"{told} -> {got}", f"{want['text']!r} {want['score']:+.1f}: {_event(event)} {event['status']}", at[0]


def eventplace(gold: Row, coded: Row) -> Iterator[Error]:
    """The place of a given event word."""
    verbs, wanted = [_span(word) for word in gold["event"]], [_span(place) for place in gold["locations"]]
    if not wanted:
        return
    what = f"{gold['event'][0]['text']!r} in {gold['locations'][0]['text']!r}"
    events = [e for e in coded["events"] if any(_overlap(_span(e["trigger"]), verb) for verb in verbs)]
    if not events:
        yield "not reached", f"{what}; coded {_events(coded)}", verbs[0][0]
    elif not any(e["place"] and any(_overlap(_span(e["place"]), span) for span in wanted) for e in events):
        places = ", ".join(repr(e["place"]["text"]) if e["place"] else "none" for e in events)
        yield ("no place" if places == "none" else "wrong place"), f"{what}, not {places}", verbs[0][0]


def statements(gold: Row, coded: Row) -> Iterator[Error]:
    """Contents missed, cut wrongly or made up; sources and cues of those that are right."""
    text, said, used = gold["text"], coded["statements"], set[int]()
    covers = [_covered([_span(part) for part in one["content_parts"] or [one["content"]]]) for one in said]
    for want in gold["attributions"]:
        if not want["content"]:
            continue
        cover = _covered(want["content"])
        shares = [(len(cover & other) / len(cover | other), i) for i, other in enumerate(covers) if i not in used]
        share, at = max(shares, default=(0.0, -1))
        wanted = " ... ".join(text[a:b] for a, b in want["content"])
        who, cue = (" ".join(text[a:b] for a, b in want[part]) for part in ("source", "cue"))
        start = want["content"][0][0]
        if not share:
            yield f"missed, {'with' if cue else 'without'} a cue", f"{who!r} {cue!r}: {wanted!r}", start
            continue
        used.add(at)
        got = said[at]
        if share < 0.5:
            yield "content cut wrongly", f"{wanted!r} not {got['content']['text']!r} (cue {cue!r})", start
            continue
        if who and not got["speaker"]:
            yield "no source", f"{who!r} {cue!r}", start
        elif got["speaker"] and not any(_overlap(_span(got["speaker"]), (a, b)) for a, b in want["source"]):
            yield "wrong source", f"{who!r} not {got['speaker']['text']!r} ({cue!r})", start
        if cue and not (got["cue"] and any(_overlap(_span(got["cue"]), (a, b)) for a, b in want["cue"])):
            yield "wrong cue", f"{cue!r} not {got['cue'] and got['cue']['text']!r}", start
    for i, one in enumerate(said):
        if i not in used:
            said_by, by_word = (one[part]["text"] if one[part] else None for part in ("speaker", "cue"))
            content = one["content"]
            yield f"false {one['kind']}", f"{said_by!r} {by_word!r}: {content['text']!r}", content["start"]


def places(gold: Row, coded: Row) -> Iterator[Error]:
    """Toponyms missed or made up, and those placed too far away."""
    found, used = [place for place in coded["places"] if place["lat"] is not None], set[int]()
    for want in gold["toponyms"]:
        if want.get("lat") is None:
            continue
        at = _nearest(_span(want), found, used)
        words = gold["text"][want["start"] : want["end"]]
        if at is None:
            yield "missed", repr(words), want["start"]
            continue
        used.add(at)
        got = found[at]
        if (far := _km(want, got)) > NEAR_KM:
            what = f"{words!r}: {far:.0f} km from {got['name']} ({got['country']})"
            yield f"far, coded as {got['kind']}", what, want["start"]
    for i, place in enumerate(found):
        if i not in used:
            yield f"false {place['kind']}", repr(place["text"]), place["start"]


def times(gold: Row, coded: Row) -> Iterator[Error]:
    """Temporal expressions missed or made up, and those given another value."""
    found, used = coded["dates"], set[int]()
    for want in gold["timexes"]:
        at = _nearest(_span(want), found, used)
        if at is None:
            yield f"missed {want['type']}", f"{want['text']!r} = {want['value']}", want["start"]
            continue
        used.add(at)
        got = found[at]
        if got["value"] != want["value"]:
            what = f"{want['text']!r} = {want['value']} not {got['text']!r} = {got['value']}"
            yield f"value of {want['type']}", what, want["start"]
    for i, date in enumerate(found):
        if i not in used:
            yield f"false {date['type']}", f"{date['text']!r} = {date['value']}", date["start"]


TASKS: dict[str, Callable[[Row, Row], Iterator[Error]]] = {
    "events": events,
    "noevents": noevents,
    "dyads": dyads,
    "actors": actors,
    "status": status,
    "eventplace": eventplace,
    "statements": statements,
    "places": places,
    "times": times,
}


# ---------------------------------------------------------------- words and figures


def _covered(spans: Iterable[Iterable[int]]) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def _names(actors: list[Row]) -> str:
    return ", ".join(str(actor["text"]) for actor in actors) or "?"


def _pair(want: Row) -> str:
    return f"{_names(want['source'])} > {_names(want['target'])}"


def _event(event: Row) -> str:
    return f"{event['type']} {event['trigger']['text']!r} ({_names(event['sources'])} > {_names(event['targets'])})"


def _events(coded: Row) -> str:
    return "; ".join(map(_event, coded["events"])) or "nothing"


def _detokenized(tokens: list[str]) -> tuple[str, Spans]:
    """The text of a token list as the scorer writes it, and each token's span in it."""
    text, spans = "", []
    close = {".", ",", ";", ":", "?", "!", "'s", "n't", "%", ")", "''", "'re", "'ve", "'ll", "'d", "'m"}
    for token in tokens:
        apart = text and not (token in close or text[-1] in "($" or text.endswith("``"))
        text += " " if apart else ""
        spans.append((len(text), len(text) + len(token)))
        text += token
    return text, spans


def _km(a: Row, b: Row) -> float:
    lat1, lon1, lat2, lon2 = map(math.radians, (a["lat"], a["lon"], b["lat"], b["lon"]))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(h)))


# ---------------------------------------------------------------- running


def read(path: Path) -> list[Row]:
    """The objects of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def code(gold: Iterable[Row]) -> Iterator[Row]:
    """Code the texts of a gold file in this process."""
    from dragoman.coding import coder
    from dragoman.records import Report, to_json

    run = coder().code
    for row in gold:
        published = row.get("dct") or row.get("date") or row.get("published")
        if published and len(published) == 8 and published.isdigit():
            published = f"{published[:4]}-{published[4:6]}-{published[6:]}"
        text = row["text"] if "text" in row else _detokenized(row["tokens"])[0]
        yield json.loads(to_json(run(Report(id=row["id"], text=text, published=published))))


def sentence(coded: Row, text: str, at: int) -> str:
    """The sentence of a coded report in which an offset stands."""
    start, end = next(((a, b) for a, b in coded["sentences"] if a <= at < b), (at, at + 200))
    return " ".join(text[start:end].split())


def main(arguments: list[str]) -> int:
    """Print the classes of errors; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--coded", type=Path)
    parser.add_argument("--class", dest="wanted", default="")
    parser.add_argument("--each", type=int, default=3)
    parser.add_argument("--limit", type=int)
    options = parser.parse_args(arguments)
    gold = read(options.gold)[: options.limit]
    records = read(options.coded) if options.coded else code(gold)
    by_id = {record["report"]["id"]: record for record in records}
    classes: dict[str, list[str]] = defaultdict(list)
    for row in gold:
        coded = by_id[str(row["id"])]
        for kind, what, at in TASKS[options.task](row, coded):
            text = row["text"] if "text" in row else _detokenized(row["tokens"])[0]
            classes[kind].append(f"{what}\n      {row['id']}: {sentence(coded, text, at)}")
    for kind, examples in sorted(classes.items(), key=lambda item: (-len(item[1]), item[0])):
        if options.wanted in kind:
            print(f"{len(examples):5}  {kind}")
            for example in examples[: options.each]:
                print(f"    - {example}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
