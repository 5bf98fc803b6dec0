"""The keeper: brings reports into the record, and what is known of the sources after them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.errors import StoreError
from dragoman.records import Failure, Report
from dragoman.store import KeptRecord
from dragoman.store.watched import save, saved, size

from .settings import RecordSettings
from .state import State, decoded, encoded
from .turn import defect

if TYPE_CHECKING:
    from dragoman.coding import Settings

_MANY = 64  # reports at once that are worth starting several processes for


@dataclass(slots=True)
class Kept:
    """What a batch came to.

    Attributes:
        drawn: how many of its reports were taken; all but where the service was told to stop.
        added: ids of reports that were new, or new versions, each as often as it was.
        failures: by report id, what could not be coded.
    """

    drawn: int = 0
    added: Counter[str] = field(default_factory=Counter)
    failures: dict[str, Failure] = field(default_factory=dict)


class Keeper:
    """One open record, opened anew after it was lost; used by one thread.

    Args:
        store: a file or a postgresql:// address.
        settings: how reports are kept.
        stopped: whether the service has been told to stop; the report at hand is finished then, and no other begun.

    Raises:
        StoreError: the record cannot be opened.
    """

    def __init__(self, store: str, settings: RecordSettings, stopped: Callable[[], bool] = lambda: False) -> None:
        self.store = store
        self._settings, self._stopped = settings, stopped
        self._record: KeptRecord | None = KeptRecord(store)

    def close(self) -> None:
        """Let go of the record."""
        if self._record is not None:
            self._record.close()
            self._record = None

    def states(self) -> dict[str, State]:
        """The states of all sources that were ever watched."""
        return {name: decoded(text) for name, text in saved(self._open().backend).items()}

    def save(self, states: Mapping[str, State]) -> None:
        """Keep states; they are on the disk when this returns."""
        with _Lost(self):
            save(self._open().backend, {name: encoded(state) for name, state in states.items()})

    def size(self) -> tuple[int, int]:
        """Versions of reports, and bytes."""
        with _Lost(self):
            return size(self._open().backend)

    def add(self, reports: Sequence[Report]) -> Kept:
        """Code and keep reports; those that were drawn are on the disk when this returns.

        A report that breaks more than its own coding is found by adding one by one, and given up as a failure.

        Raises:
            StoreError: the record cannot be written; what was drawn may be there or not, and can be added again.
        """
        kept = Kept()
        try:
            with _Lost(self):
                self._add(reports, kept)
        except StoreError:
            raise
        except Exception:  # noqa: BLE001 - a defect that one report shows must not stop all sources for ever
            self.close()
            if len(reports) == 1:
                return self._given_up(reports[0])
            kept = Kept()
            for report in reports:
                if self._stopped():
                    break
                one = self.add([report])
                kept.drawn += one.drawn
                kept.added += one.added
                kept.failures |= one.failures
        return kept

    def _given_up(self, report: Report) -> Kept:
        """Try once more on a connection of its own, so that a lost one is not taken for a defect."""
        try:
            kept = Kept()
            self._add([report], kept)
            return kept
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - see `add`
            self.close()
            self._open().backend.rows("SELECT 1")  # raises when it is the record that is gone
            return Kept(1, failures={report.id: Failure.of(defect("adding it", error), report.id)})

    def _add(self, reports: Sequence[Report], kept: Kept) -> None:
        workers = self._settings.workers if len(reports) >= _MANY else 1
        tally = self._open().add(
            self._drawn(reports, kept),
            workers=workers,
            settings=_coding(self._settings),
            keep_text=self._settings.text,
        )
        kept.added.update(tally.ids)
        kept.failures.update((failure.id, failure) for failure in tally.failures if failure.id is not None)

    def _drawn(self, reports: Iterable[Report], kept: Kept) -> Iterator[Report]:
        for report in reports:
            if self._stopped():
                return
            kept.drawn += 1
            yield report

    def _open(self) -> KeptRecord:
        if self._record is None:
            self._record = KeptRecord(self.store)
        return self._record


class _Lost:
    """A record in which something went wrong is let go of, and opened anew for the next call."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None and issubclass(kind, StoreError):
            self._keeper.close()


def present(store: str) -> Callable[[Iterable[str]], set[str]]:
    """Tells which of some ids a record has; for any thread, since each call opens the record for itself."""

    def ask(ids: Iterable[str]) -> set[str]:
        wanted = list(ids)
        if not wanted:
            return set()
        with KeptRecord(store) as record:
            return set(record.reports(wanted))

    return ask


def _coding(settings: RecordSettings) -> Settings:
    from dragoman.coding import Settings

    return Settings(model=settings.model)


def states_of(store: str) -> dict[str, State]:
    """What a record keeps of the sources that were ever watched.

    Raises:
        MissingInput: there is no record.
        StoreError: it cannot be used.
    """
    with KeptRecord(store, existing=True) as record:
        return {name: decoded(text) for name, text in saved(record.backend).items()}
