"""The pipeline: a report through reading, who, where, when, said and what, to a coded report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from dragoman.errors import DragomanError, NotEnglish, StepFailed, StepOrder
from dragoman.reading import PINNED
from dragoman.records import CodedReport, Failure, Note, Report, ReportInfo

if TYPE_CHECKING:
    from dragoman.reading import Reader, Reading


@dataclass(frozen=True, slots=True)
class Settings:
    """How reports are coded: `pipeline` is the spaCy pipeline, `model` whether the network's judgement is joined."""

    pipeline: str = PINNED
    model: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it needs, the one thing it gives, and the function that makes it from the needed ones in order."""

    name: str
    needs: tuple[str, ...]
    gives: str
    run: Callable[..., Any]


class Pipeline:
    """Steps in order, checked before the first report: each needs only what was given before it.

    Raises:
        StepOrder: a step needs what no earlier step gives, or two steps give the same thing.
    """

    def __init__(self, steps: Iterable[Step], given: tuple[str, ...] = ("report",)) -> None:
        self.steps = tuple(steps)
        have = set(given)
        for step in self.steps:
            if lacking := [need for need in step.needs if need not in have]:
                raise StepOrder(
                    f"step {step.name!r} needs {', '.join(lacking)}, which no earlier step gives",
                    hint="Put the step that gives it before this one",
                )
            if step.gives in have:
                raise StepOrder(f"step {step.name!r} gives {step.gives!r}, which is there already")
            have.add(step.gives)

    def run(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Everything the steps gave, by name.

        Raises:
            StepFailed: a step broke on a defect of its own; the name of the step and the defect are told.
        """
        work = dict(given)
        for step in self.steps:
            try:
                work[step.gives] = step.run(*(work[need] for need in step.needs))
            except DragomanError:
                raise
            except Exception as error:  # the one place where a defect must not stop a batch
                raise broken(step.name, error) from error
        return work


def broken(step: str, error: Exception) -> StepFailed:
    """What is told when a step broke on a defect of its own: which step, what, and where in the code."""
    return StepFailed(
        f"step {step!r} broke: {type(error).__name__}: {error} ({_place(error)})",
        hint="This is a defect of dragoman; please report it with the text",
    )


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "unknown place"
    return f"{trace.tb_frame.f_code.co_filename.rpartition('dragoman/')[2]}:{trace.tb_lineno}"


def standard_steps(reader: Reader, *, model: bool = True) -> list[Step]:
    """The steps of the house, lowest room first; without `model` no sentence is judged and the rules decide alone."""
    from dragoman.meaning import find_meaning
    from dragoman.said import find_statements
    from dragoman.what import find_events
    from dragoman.when import find_dates
    from dragoman.where import find_places
    from dragoman.who import find_actors

    return [
        Step("reading", ("report",), "reading", reader.read),
        Step("meaning", ("reading",), "meaning", find_meaning if model else _no_meaning),
        Step("who", ("reading",), "cast", find_actors),
        Step("where", ("reading",), "places", find_places),
        Step("when", ("reading",), "dates", find_dates),
        Step("said", ("reading", "cast", "meaning"), "statements", find_statements),
        Step("what", ("reading", "cast", "places", "dates", "statements", "meaning"), "events", find_events),
    ]


def _no_meaning(reading: Reading) -> None:
    """What sentences mean to those who do not ask the network."""


class Coder:
    """Codes reports one by one with one spaCy pipeline; make one a process and keep it.

    Args:
        settings: the spaCy pipeline, by name or folder, and whether to use the sentence-meaning model.
    """

    def __init__(self, settings: Settings = Settings()) -> None:
        from dragoman.reading import Reader

        self.reader = Reader(settings.pipeline)
        self._pipeline = Pipeline(standard_steps(self.reader, model=settings.model))

    def code(self, report: Report) -> CodedReport:
        """The coded report; one in another language comes back without events and with the reason in `notes`.

        Raises:
            StepFailed: a defect showed on this report.
        """
        from dragoman.reading import detect_language

        language = report.language or detect_language(report.text)
        info = report.info if report.language else _with_language(report, language)
        if language is not None and not language.lower().startswith("en"):
            error = NotEnglish(f"the text is in {language!r}; only English is coded")
            note = Note(code=error.code, what=error.what)
            return CodedReport(report=info, notes=[*report.notes, note])
        with self.reader.zone():
            work = self._pipeline.run({"report": report})
            return CodedReport(
                report=info,
                events=work["events"],
                statements=[said.statement for said in work["statements"].all],
                actors=[mention.actor for mention in work["cast"].mentions],
                places=[mention.place for mention in work["places"].mentions],
                dates=[mention.date for mention in work["dates"].mentions],
                sentences=[(sentence.start, sentence.end) for sentence in work["reading"].spoken()],
                notes=report.notes,
            )

    def attempt(self, report: Report) -> CodedReport | Failure:
        """Like `code`, with an error given back as a failure: what a batch uses."""
        try:
            return self.code(report)
        except DragomanError as error:
            return Failure.of(error, report.id)


def _with_language(report: Report, language: str | None) -> ReportInfo:
    import msgspec

    return msgspec.structs.replace(report.info, language=language)


@cache
def coder(settings: Settings = Settings()) -> Coder:
    """This process's coder of that kind, made on first use."""
    return Coder(settings)
