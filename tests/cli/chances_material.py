"""A small record of our own, made by hand and dated by today: two reports of one round of talks, and more."""

from __future__ import annotations

import sys
from datetime import date, timedelta

from dragoman.chances.questions import ask
from dragoman.chances.situation import Situation
from dragoman.chances.standing import issued_of
from dragoman.cli.main import run
from dragoman.records import Process
from dragoman.store import KeptRecord

from ..contract.material import meeting, plain, report, strike

NAMES = {"RUS": "Russia", "UKR": "Ukraine"}
WORDS = (
    "A baker in the old town gave out bread to everyone who came to his door before dawn",
    "Trains stood still between the two rivers because the signals had lost their power",
    "Pupils went back into classrooms whose windows had been mended with planks and plastic",
    "Fishermen found their nets cut and two of their boats adrift beyond the lighthouse",
    "An orchestra played in the underground station while rain ran down the escalators",
    "Vets treated cows and horses that had wandered for days along the closed motorway",
)


def ago(days):
    """The ISO day so many days ago."""
    return (date.today() - timedelta(days=days)).isoformat()


def mediated(on, by="Turkey", between=("Russia", "Ukraine")):
    """That somebody mediates peace talks of two parties."""

    def tell(w):
        start = len(w.text)
        who = w.actor(by)
        w.put(" ")
        trigger = w.span("mediated")
        w.put(" peace talks between ")
        one = w.actor(between[0])
        w.put(" and ")
        other = w.actor(between[1])
        w.put(" on ")
        about = {"type": "CONSULT", "mode": "mediate", "cameo": "039", "quad": 1, "trigger": trigger}
        w.event(start, **about, sources=[who], targets=[one, other], date=w.date(on))

    return tell


def together(on, where="Istanbul", who=("Russia", "Ukraine", "Israel")):
    """That three parties met."""

    def tell(w):
        start = len(w.text)
        actors = []
        for name, after in zip(who, (", ", " and ", " held peace "), strict=True):
            actors.append(w.actor(name))
            w.put(after)
        trigger = w.span("talks")
        w.put(" in ")
        place = w.place(where)
        w.put(" on ")
        about = {"type": "CONSULT", "cameo": "046", "quad": 1, "reciprocal": True, "trigger": trigger, "place": place}
        w.event(start, **about, sources=actors[:1], targets=actors[1:], date=w.date(on))

    return tell


def round_told(name, days, *words, published=None):
    """A report of one outlet of a round so many days ago."""
    tellings = (meeting(ago(days)), mediated(ago(days)), *map(plain, words))
    return report(name, *tellings, published=ago(days if published is None else published), source=name)


def fighting(count, first=90):
    """Reports of some days from `first` days ago on that name both parties and tell of no talks."""
    places = ("Kharkiv", "Odesa", "Rafah", "Suva", "Apia", "Doha")
    return [
        report(
            f"f{place}",
            strike(ago(first - 3 * place), places[place], killed=place + 1),
            plain(WORDS[place]),
            published=ago(first - 3 * place),
            source=f"S{place}",
        )
        for place in range(count)
    ]


def keep(*pairs):
    """Add reports to the record."""
    with KeptRecord("dragoman.db") as record:
        record.add_coded(pairs, coder="hand")


def issue_then(template, days, asked, names=NAMES):
    """Put a question into the ledger that was asked so many days ago; its id."""
    question = ask(template, names, ago(asked), days)
    situation = Situation(Process(id="t", parties=sorted(names), names=names), (), ago(asked))
    with KeptRecord("dragoman.db") as record:
        record.ledger.issue([issued_of(question, situation).chance], at=ago(asked))
    return question.id


class Said:
    """What a command answered: its exit code, output and errors."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err


def told_by(monkeypatch, capsys):
    """Runs `dragoman chances` as users do, in this process."""

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["dragoman", "chances", *map(str, arguments)])
        code = 0
        try:
            run()
        except SystemExit as end:
            code = end.code or 0
        told = capsys.readouterr()
        return Said(code, told.out, told.err)

    return call
