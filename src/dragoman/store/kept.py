"""The kept record: what `dragoman.open` gives. Thin: each question is answered in a file of its own."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from dragoman.errors import BadFilter, MissingInput
from dragoman.records import Chance, CodedReport, Failure, Happening, Move, Process, Report, Story

from . import asking, mentioned, searching, stats
from .asking import ActorLine, Coverage, EventLine, Page, Source, StatementLine
from .backend import open_backend
from .filters import Filter, plain
from .migrations import migrate
from .searching import Found
from .stats import Stats
from .tally import Changed, Recoded, Tally

if TYPE_CHECKING:
    from dragoman.chances.book import Standing
    from dragoman.chances.own import History
    from dragoman.chances.resolving import Found as Outcome
    from dragoman.chances.situation import Situation
    from dragoman.coding import Settings

    from .ledger import Ledger
    from .preparing import Prepared

# What fills the record knows every room below; a question must not wait for that to be imported.

T = TypeVar("T")

_BATCH = 512  # reports a transaction at most: each commit waits for the disk
_SECONDS = 1.0  # and how long what came in may wait for others


class KeptRecord:
    """The record of many reports, open; a context manager. Several processes may have it open at once.

    Args:
        where: a file (made when missing, unless `existing`), or a ``postgresql://`` address.
        existing: refuse to make a new one.

    Raises:
        MissingInput: there is no such file and `existing` is asked for.
        StoreError: it cannot be opened, or holds no record, or one of a newer Dragoman.
    """

    def __init__(self, where: str | Path = "dragoman.db", *, existing: bool = False) -> None:
        path = str(where)
        if existing and "://" not in path and not Path(path).is_file():
            raise MissingInput(
                "no record there", path=path, hint="Make one with `dragoman add`, or name it with --store"
            )
        self.backend = open_backend(path)
        try:
            migrate(self.backend)
        except BaseException:
            self.backend.close()
            raise

    def __enter__(self) -> KeptRecord:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.backend.close()

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger of chances: what was issued, how it ended, and whether any line of it was edited."""
        from .ledger import Ledger

        return Ledger(self.backend)

    # Filling

    def add(
        self,
        reports: Iterable[Report | Failure],
        *,
        workers: int = 1,
        settings: Settings | None = None,
        keep_text: bool = True,
        coded: Callable[[Report], bytes | None] | None = None,
        link: bool = True,
    ) -> Tally:
        """Code reports and keep them; those that are there already are not coded again.

        What was added is on the disk batch by batch, whatever happens later. A report that fails is listed and the
        rest goes on.

        Args:
            reports: reports, or failures to read one, as the sources give them; taken one by one.
            workers: processes that code and prepare.
            settings: how to code; as usual when not given.
            keep_text: whether the texts are kept, or only their hashes and the offsets into them.
            coded: what was coded from a report before, as lines of JSON, of which the first that fits its text is kept
                as it is; None where nothing was.
            link: whether what was added is linked when all of it is there, or left to a later `settle`.
        """
        from dragoman.coding import Settings

        from .adding import utc_now
        from .coders import coder_name
        from .preparing import Preparing

        settings = settings or Settings()
        tally = Tally()
        how = Preparing(coder_name(settings), settings, keep_text, utc_now())
        items = self._unknown(reports, coded, tally)
        return self._write(how.run(items, workers=workers, coded=coded is not None), tally, link=link)

    def add_coded(
        self,
        pairs: Iterable[tuple[Report, CodedReport]],
        *,
        coder: str | None = None,
        keep_text: bool = True,
        workers: int = 1,
        link: bool = True,
    ) -> Tally:
        """Keep reports that were coded elsewhere, by `dragoman code` on a cluster, say.

        Args:
            pairs: each report with what was coded from it.
            coder: what they were coded with; this version's usual settings when not given.
            keep_text: see `add`.
            workers: processes that prepare.
            link: see `add`.
        """
        from dragoman.coding import Settings

        from .adding import utc_now
        from .coders import coder_name
        from .preparing import Preparing

        how = Preparing(coder or coder_name(), Settings(), keep_text, utc_now())
        return self._write(how.run(pairs, workers=workers, coded=True), Tally(), link=link)

    def holds(self, report: Report) -> bool:
        """Whether this very report is in the record, so that adding it would change nothing."""
        from .adding import present

        return present(self.backend, report)

    def _unknown(
        self, reports: Iterable[Report | Failure], coded: Callable[[Report], bytes | None] | None, tally: Tally
    ) -> Iterator[tuple[Report, bytes | None] | Failure]:
        for report in reports:
            if isinstance(report, Failure):
                yield report
            elif self.holds(report):
                tally.unchanged += 1
            else:
                yield report, coded(report) if coded is not None else None

    def _write(self, prepared: Iterable[Prepared | Failure], tally: Tally, *, link: bool) -> Tally:
        from .adding import add_batch

        for items in _batches(prepared):
            batch = [item for item in items if not isinstance(item, Failure)]
            tally.failures += [item for item in items if isinstance(item, Failure)]
            tally.take(add_batch(self.backend, batch))
            tally.coded += sum(one.fresh for one in batch)
            tally.noted.update(note for one in batch for note in one.notes)
        if link:
            self.settle()
        return tally

    def settle(self) -> int:
        """Link what was added and not linked yet; how many reports that were."""
        from .adding import utc_now
        from .settling import Settling

        return Settling(self.backend, utc_now()).run()

    def recode(self, *, workers: int = 1, settings: Settings | None = None) -> Recoded:
        """Code again what was coded with another version, lexicon or model; the old codings stay for `diff`."""
        from dragoman.coding import Settings

        from .adding import utc_now
        from .coders import coder_name
        from .preparing import Preparing
        from .recoding import recode_batch, waiting, without_text
        from .settling import Settling

        settings = settings or Settings()
        how = Preparing(coder_name(settings), settings, True, utc_now())
        done = Recoded(without_text=without_text(self.backend, how.coder))
        seqs: deque[int] = deque()

        def reports() -> Iterator[tuple[Report, None]]:
            for seq, report in waiting(self.backend, how.coder):
                seqs.append(seq)
                yield report, None

        settling = Settling(self.backend, utc_now())
        results = how.run(reports(), workers=workers, coded=False)
        while batch := list(islice(results, _BATCH)):
            pairs = []
            for result in batch:
                seq = seqs.popleft()
                if isinstance(result, Failure):
                    done.failures.append(result)
                else:
                    pairs.append((seq, result))
            done.events += recode_batch(self.backend, pairs, settling)
            done.reports += len(pairs)
        self.settle()
        return done

    # Asking

    def events(self, asked: Filter = Filter()) -> Page[EventLine]:  # noqa: B008 - frozen
        """Events with the reports that tell of them."""
        return asking.events(self.backend, plain(self.backend, asked))

    def statements(self, asked: Filter = Filter()) -> Page[StatementLine]:  # noqa: B008 - frozen
        """Statements with the reports that hold them."""
        return asking.statements(self.backend, plain(self.backend, asked))

    def actors(self, asked: Filter = Filter(), *, every: bool = False) -> Page[ActorLine]:  # noqa: B008 - frozen
        """Actors by how often they are mentioned.

        Args:
            asked: the filters; those of events and places do not apply.
            every: also those who are nobody in particular ("people", "a woman"); they are shown, too, when `asked`
                names an actor.
        """
        return mentioned.actors(self.backend, plain(self.backend, asked), every=every)

    def timeline(self, asked: Filter = Filter(), *, rule: str = "most") -> Page[Happening]:  # noqa: B008 - frozen
        """Happenings, each with every source and value; `rule` picks the shown ones."""
        from . import timeline

        return timeline.happenings(self.backend, plain(self.backend, asked), rule)

    def stories(self, asked: Filter = Filter()) -> Page[Story]:  # noqa: B008 - frozen
        """Stories with their reports."""
        from . import timeline

        return timeline.stories(self.backend, plain(self.backend, asked))

    def talks(
        self, parties: Iterable[str] = (), *, as_of: str | None = None, every: bool = False, limit: int = 50
    ) -> list[Process]:
        """Where talks stand: the processes between these parties (or all), those in conflict first.

        Args:
            parties: codes or names; a process must have all of them.
            as_of: only what was known then.
            every: also ordinary diplomacy.
            limit: how many at most.

        Raises:
            BadFilter: `as_of` is no day or time.
        """
        from . import talking

        Filter(as_of=as_of, limit=limit)  # refuses what is no day, and no page
        return talking.talks(self.backend, tuple(parties), as_of=as_of, every=every, limit=limit)

    def moves(self, process: Process, *, as_of: str | None = None) -> list[Move]:
        """What is told of the talks between a process's parties, step by step, by the day that it became known."""
        from .outcomes import moves_of

        return moves_of(self.backend, process, as_of)

    def situation(self, process: Process, *, as_of: str | None = None) -> Situation:
        """Where the talks of a process stand, as far as it bears on what comes next.

        Args:
            process: as `talks` gives it for that day.
            as_of: only what was known on that day; today when not given.
        """
        from .adding import utc_now
        from .outcomes import situation

        return situation(self.backend, process, as_of, utc_now()[:10])

    def chances(
        self,
        question: str | None = None,
        parties: Iterable[str] = (),
        *,
        within: int | str | None = None,
        as_of: str | None = None,
        history: History | None = None,
    ) -> list[Chance]:
        """What may come of the peace talks of these parties, or all, each chance beside its base rate.

        Nothing is written down; `ledger.issue` does that.

        Args:
            question: "round", "ceasefire" or "agreement"; all of them when not given.
            parties: codes or names; a process must have all of them.
            within: days to the deadline, or "90d", "3 months"; each question's own horizons when not given.
            as_of: only what was known on that day.
            history: published tables, where they are kept.

        Raises:
            BadFilter: there is no such question, or the horizon is out of bounds.
        """
        from dragoman.chances.questions import ask, days_in
        from dragoman.chances.standing import PEACE, issued, issued_of

        if question is not None and question not in PEACE:
            raise BadFilter(f"no question {question!r}", hint=f"One of {', '.join(PEACE)}")
        kinds = PEACE if question is None else (question,)
        days = None if within is None else days_in(within)
        before = self.ledger.book().last
        found = []
        for process in self.talks(parties, as_of=as_of):
            one = self.situation(process, as_of=as_of)
            if days is None:
                found += issued(one, kinds, history, before)
            else:
                found += [issued_of(ask(kind, one.names, one.at, days), one, history, before) for kind in kinds]
        return [one.chance for one in found]

    def outcome(self, asked: Standing, today: str) -> Outcome | None:
        """Whether a question of the ledger has come true, as far as the record tells; None where a person must say."""
        from .outcomes import found

        return found(self.backend, asked, today)

    def search(self, asked: Filter) -> Page[Found]:
        """Reports by their words."""
        return searching.search(self.backend, plain(self.backend, asked))

    def reports(self, ids: Iterable[str], *, as_of: str | None = None) -> dict[str, Source]:
        """What is known of reports besides their words: titles, outlets, dates, addresses; by their ids."""
        return asking.reports(self.backend, ids, as_of)

    def texts(self, ids: Iterable[str], *, as_of: str | None = None) -> dict[str, str]:
        """The texts of reports, by their ids; those whose text is not kept lack."""
        return asking.texts(self.backend, ids, as_of)

    def coverage(self, asked: Filter = Filter()) -> Coverage:  # noqa: B008 - frozen
        """What counts are out of: the reports that were read for what is asked."""
        return asking.coverage(self.backend, plain(self.backend, asked))

    def stats(self, asked: Filter = Filter()) -> Stats:  # noqa: B008 - frozen
        """Counts with what they are out of, and the days that no report covers."""
        return stats.stats(self.backend, plain(self.backend, asked))

    def changes(self, subject: str | None = None, *, since: str | None = None, limit: int = 50) -> list[dict[str, Any]]:
        """The change log, newest first; of one report, story, happening or round when `subject` names it."""
        conditions, values = ["at >= ?"], [since or ""]
        if subject:
            conditions.append("subject = ?")
            values.append(subject)
        rows = self.backend.rows(
            f"SELECT at, kind, subject, detail FROM changes WHERE {' AND '.join(conditions)} ORDER BY n DESC LIMIT ?",
            (*values, limit),
        )
        return [{"at": row[0], "kind": row[1], "subject": row[2], **msgspec.json.decode(row[3])} for row in rows]

    def coders(self) -> list[tuple[str, str, int]]:
        """What reports were coded with: name, first used, versions coded."""
        from .recoding import coders

        return coders(self.backend)

    def diff(self, before: str, after: str) -> Iterator[Changed]:
        """What one coder made otherwise than another."""
        from .recoding import diff

        return diff(self.backend, before, after)


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    """The items as they come, in transactions' worth: what comes slowly does not wait for hundreds of others."""
    batch: list[T] = []
    began = 0.0
    for item in items:
        began = began if batch else monotonic()
        batch.append(item)
        if len(batch) == _BATCH or monotonic() - began >= _SECONDS:
            yield batch
            batch = []
    if batch:
        yield batch
