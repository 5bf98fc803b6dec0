"""Every error Dragoman raises on purpose.

    DragomanError
    ├── InputError                 D1xx  what came in cannot be read
    │   ├── MissingInput           D101  no such file or folder
    │   ├── UnreadableInput        D102  the system refused to give the bytes
    │   ├── EmptyInput             D103  nothing in it
    │   ├── TooLarge               D104  larger than the stated limit
    │   ├── BinaryInput            D105  bytes that are no text
    │   ├── BadEncoding            D106  bytes that no encoding explains
    │   ├── BadMarkup              D107  HTML without an article in it, or too deep to read
    │   ├── BadRow                 D108  a line or row that is not a report
    │   ├── BadTable               D109  a table whose columns or bytes are unusable
    │   ├── BadDate                D110  a date that is not ISO 8601 or lies outside 1900-2100
    │   ├── UnknownKind            D111  a kind of file that no source reads
    │   ├── Unreachable            D112  an address that gives no answer, or refuses one
    │   ├── BadAnswer              D113  an answer from elsewhere that is not what was asked for
    │   └── Forbidden              D114  an address not to be asked: private, none of the web, or robots.txt says no
    ├── ReadingError               D2xx  the text came in but cannot be coded
    │   ├── NotEnglish             D201  another language: passed through uncoded
    │   ├── UnknownModel           D202  no such spaCy pipeline, or not the pinned one
    │   ├── StepFailed             D203  a step of the pipeline broke on this report: a defect, please report it
    │   ├── WorkerLost             D204  the process that coded this report died (out of memory, or killed)
    │   └── BadCoding              D205  what was coded from a report elsewhere cannot be read
    ├── OutputError                D3xx  the result cannot be written
    │   ├── UnwritableOutput       D301  the folder, disk or permission says no
    │   ├── UnknownFormat          D302  no such output format
    │   └── PipeClosed             D303  whoever read the output has closed the pipe
    ├── StoreError                 D6xx  the kept record cannot be used
    │   ├── NotARecord             D601  a file or database that holds no record of ours
    │   ├── NewerRecord            D602  a record made by a newer Dragoman
    │   ├── RecordBusy             D603  somebody else has been writing for too long
    │   ├── RecordUnreachable      D604  the database cannot be reached or opened
    │   └── BrokenLedger           D605  lines of the ledger of chances that are not as they were written
    ├── ContractError              D4xx  a pipeline whose steps do not fit together
    │   └── StepOrder              D401  a step needs what no earlier step gives
    └── UsageError                 D5xx  the call itself is wrong
        ├── UnknownCode            D501  a code or name that no codebook holds
        ├── MissingExtra           D502  an optional part of Dragoman that is not installed
        ├── BadFilter              D503  a filter, sorting or page that cannot be
        ├── BadSettings            D504  a file of settings with a value that cannot be
        ├── BadEntry               D505  an entry that the ledger of chances refuses
        └── NoWorkers              D506  several workers asked for where no process can be started

An error says what happened, where (file, line, field) and what to do; its code never changes meaning.
"""

from __future__ import annotations


class DragomanError(Exception):
    """The root: `code`, what happened, where, and what to do.

    Args:
        what: what happened, one sentence without a full stop.
        path: the file, folder or address it happened in, when there is one.
        line: 1-based line or row in `path`.
        field: path of the bad value, such as ``$.published``.
        hint: what the user can do about it.
    """

    code = "D000"

    def __init__(
        self,
        what: str,
        *,
        path: str | None = None,
        line: int | None = None,
        field: str | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(what)
        self.what, self.path, self.line, self.field, self.hint = what, path, line, field, hint

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.path, self.line) if part is not None)
        if self.field:
            where = f"{where} {self.field}".strip()
        return f"{self.code} {where + ': ' if where else ''}{self.what}{'. ' + self.hint if self.hint else ''}"

    def as_dict(self) -> dict[str, str | int | None]:
        """The one shape of an error in JSON: code, what, path, line, field, hint."""
        return {
            "code": self.code,
            "what": self.what,
            "path": self.path,
            "line": self.line,
            "field": self.field,
            "hint": self.hint,
        }

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        # Errors cross process borders when several workers code; the default pickling loses keyword arguments.
        return _rebuild, (type(self), self.what, self.path, self.line, self.field, self.hint)


def _rebuild(
    kind: type[DragomanError], what: str, path: str | None, line: int | None, field: str | None, hint: str | None
) -> DragomanError:
    return kind(what, path=path, line=line, field=field, hint=hint)


class InputError(DragomanError):
    """What came in cannot be read."""

    code = "D100"


class MissingInput(InputError):
    """No such file or folder."""

    code = "D101"


class UnreadableInput(InputError):
    """The system refused to give the bytes."""

    code = "D102"


class EmptyInput(InputError):
    """Nothing in it."""

    code = "D103"


class TooLarge(InputError):
    """Larger than the stated limit."""

    code = "D104"


class BinaryInput(InputError):
    """Bytes that are no text."""

    code = "D105"


class BadEncoding(InputError):
    """Bytes that no encoding explains."""

    code = "D106"


class BadMarkup(InputError):
    """HTML without an article in it, or too deep to read."""

    code = "D107"


class BadRow(InputError):
    """A line or row that is not a report."""

    code = "D108"


class BadTable(InputError):
    """A table whose columns or bytes are unusable."""

    code = "D109"


class BadDate(InputError):
    """A date that is not ISO 8601 or lies outside 1900-2100."""

    code = "D110"


class UnknownKind(InputError):
    """A kind of file that no source reads."""

    code = "D111"


class Unreachable(InputError):
    """An address that gives no answer, or refuses one."""

    code = "D112"


class BadAnswer(InputError):
    """An answer from elsewhere that is not what was asked for."""

    code = "D113"


class Forbidden(InputError):
    """An address not to be asked: private, none of the web, or robots.txt says no."""

    code = "D114"


class ReadingError(DragomanError):
    """The text came in but cannot be coded."""

    code = "D200"


class NotEnglish(ReadingError):
    """Another language: passed through uncoded."""

    code = "D201"


class UnknownModel(ReadingError):
    """No such spaCy pipeline, or not the pinned one."""

    code = "D202"


class StepFailed(ReadingError):
    """A step of the pipeline broke on this report: a defect, please report it."""

    code = "D203"


class WorkerLost(ReadingError):
    """The process that coded this report died (out of memory, or killed)."""

    code = "D204"


class BadCoding(ReadingError):
    """What was coded from a report elsewhere cannot be read."""

    code = "D205"


class OutputError(DragomanError):
    """The result cannot be written."""

    code = "D300"


class UnwritableOutput(OutputError):
    """The folder, disk or permission says no."""

    code = "D301"


class UnknownFormat(OutputError):
    """No such output format."""

    code = "D302"


class PipeClosed(OutputError):
    """Whoever read the output has closed the pipe."""

    code = "D303"


class StoreError(DragomanError):
    """The kept record cannot be used."""

    code = "D600"


class NotARecord(StoreError):
    """A file or database that holds no record of ours."""

    code = "D601"


class NewerRecord(StoreError):
    """A record made by a newer Dragoman."""

    code = "D602"


class RecordBusy(StoreError):
    """Somebody else has been writing for too long."""

    code = "D603"


class RecordUnreachable(StoreError):
    """The database cannot be reached or opened."""

    code = "D604"


class BrokenLedger(StoreError):
    """Lines of the ledger of chances that are not as they were written."""

    code = "D605"


class ContractError(DragomanError):
    """A pipeline whose steps do not fit together."""

    code = "D400"


class StepOrder(ContractError):
    """A step needs what no earlier step gives."""

    code = "D401"


class UsageError(DragomanError):
    """The call itself is wrong."""

    code = "D500"


class UnknownCode(UsageError):
    """A code or name that no codebook holds."""

    code = "D501"


class MissingExtra(UsageError):
    """An optional part of Dragoman that is not installed."""

    code = "D502"


class BadFilter(UsageError):
    """A filter, sorting or page that cannot be."""

    code = "D503"


class BadSettings(UsageError):
    """A file of settings with a value that cannot be."""

    code = "D504"


class BadEntry(UsageError):
    """An entry that the ledger of chances refuses: a value out of range, or one that would rewrite what stands."""

    code = "D505"


class NoWorkers(UsageError):
    """Several workers asked for where no process can be started."""

    code = "D506"
