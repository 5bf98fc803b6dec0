"""What a service keeps of its sources, on every database."""

from __future__ import annotations

from dragoman.service import Keeper, states_of
from dragoman.service.settings import RecordSettings
from dragoman.service.state import State
from dragoman.store import KeptRecord
from dragoman.store.backend import open_backend
from dragoman.store.migrations import NAMES, migrate
from dragoman.store.watched import save, saved, size


def test_states_are_kept_and_replaced(fresh):
    backend = fresh().backend
    assert saved(backend) == {}
    save(backend, {"b": "1", "a?%": "{}"})
    save(backend, {"b": "2"})
    assert list(saved(backend).items()) == [("a?%", "{}"), ("b", "2")]
    versions, bytes_ = size(backend)
    assert versions == 0 and bytes_ > 0


def test_a_record_from_before_services_gets_their_table(place):
    where = place()
    backend = open_backend(where)
    migrate(backend, upto="0001_search")
    assert "sources" not in backend.tables()
    backend.close()
    with KeptRecord(where) as record:
        assert saved(record.backend) == {}
        assert record.backend.rows("SELECT count(*) FROM migrations") == [(len(NAMES),)]


def test_a_keeper_adds_once_and_goes_on_after_its_connection_is_lost(place, read):
    where = place()
    reports = [report for report, _ in read]
    keeper = Keeper(where, RecordSettings(model=False))
    kept = keeper.add(reports)
    assert (kept.drawn, kept.added.total(), kept.failures) == (3, 3, {})
    keeper.save({"world": State(added=3)})
    keeper.close()
    assert keeper.add(reports).added.total() == 0
    assert keeper.size()[0] == 3
    keeper.close()
    assert states_of(where)["world"].added == 3
