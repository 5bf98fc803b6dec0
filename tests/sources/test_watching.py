"""A watched folder: what is given, when, and what never."""

from __future__ import annotations

import os

import msgspec
import pytest

from dragoman.errors import MissingInput
from dragoman.sources import readable
from dragoman.sources.watching import Look, new_files


class Folder:
    """A folder, what is known of it, and a clock."""

    def __init__(self, path) -> None:
        self.path, self.seen, self.now = path, {}, 1_700_000_000.0

    def write(self, name: str, text: str, at: float | None = None) -> None:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        os.utime(path, (at or self.now, at or self.now))

    def new(self, after: float = 5.0, **named) -> list[str]:
        self.now += after
        found = new_files(self.path, self.seen, clock=lambda: self.now, **named)
        return [path.relative_to(self.path).as_posix() for path in found]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    return Folder(tmp_path / "in")


def test_new_files_are_given_once_in_order(folder):
    for name in ("b.txt", "a/z.txt", "a/y.txt"):
        folder.write(name, name)
    assert folder.new() == ["a/y.txt", "a/z.txt", "b.txt"]
    assert folder.new() == []
    folder.write("c.txt", "c")
    assert folder.new() == ["c.txt"]


def test_a_file_still_being_written_waits(folder):
    folder.write("a.txt", "first")
    assert folder.new(after=1.0) == []
    folder.write("a.txt", "first half")
    assert folder.new(after=1.5) == []
    assert folder.new(after=1.5) == ["a.txt"]


def test_a_file_from_a_machine_whose_clock_is_ahead_is_given_too(folder):
    folder.write("a.txt", "x", at=folder.now + 3600)
    assert folder.new() == []
    assert folder.new() == ["a.txt"]
    folder.write("a.txt", "y", at=folder.now + 3600)
    assert folder.new() == []
    assert folder.new() == ["a.txt"]


def test_a_file_that_has_changed_is_given_again_and_one_only_touched_is_not(folder):
    folder.write("a.txt", "one")
    folder.write("b.txt", "one")
    assert folder.new() == ["a.txt", "b.txt"]
    folder.write("a.txt", "two")
    folder.write("b.txt", "one")
    assert folder.new() == ["a.txt"]
    assert folder.new() == []


def test_hidden_files_and_links_are_left_alone(folder, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("x")
    folder.write(".hidden.txt", "x")
    folder.write(".git/a.txt", "x")
    (folder.path / "link.txt").symlink_to(outside / "secret.txt")
    (folder.path / "way").symlink_to(outside)
    os.mkfifo(folder.path / "pipe.txt")
    assert folder.new() == []


def test_only_wanted_files_are_given(folder):
    for name in ("a.txt", "b.warc.gz", "c.gz", "d.exe", "E.HTML"):
        folder.write(name, "x")
    assert folder.new(wanted=readable) == ["E.HTML", "a.txt", "b.warc.gz"]


def test_a_file_whose_reading_broke_off_comes_again(folder):
    for name in ("a.txt", "b.txt"):
        folder.write(name, "x")
    folder.now += 5
    looking = new_files(folder.path, folder.seen, clock=lambda: folder.now)
    assert [next(looking).name, next(looking).name] == ["a.txt", "b.txt"]
    looking.close()
    assert folder.new() == ["b.txt"]


def test_a_file_that_is_gone_is_forgotten_and_a_folder_that_is_gone_is_told(folder):
    folder.write("a.txt", "x")
    assert folder.new() == ["a.txt"]
    (folder.path / "a.txt").unlink()
    assert (folder.new(), folder.seen) == ([], {})
    folder.write("a.txt", "x")
    assert folder.new() == ["a.txt"]
    (folder.path / "a.txt").unlink()
    folder.path.rmdir()
    with pytest.raises(MissingInput):
        folder.new()
    assert list(folder.seen) == ["a.txt"]


def test_what_is_known_can_be_kept(folder):
    folder.write("a.txt", "x")
    folder.new()
    folder.seen = msgspec.json.decode(msgspec.json.encode(folder.seen), type=dict[str, Look])
    assert folder.new() == []
