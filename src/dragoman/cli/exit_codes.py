"""Exit codes, the same for every command."""

from __future__ import annotations

OK = 0
SOME_FAILED = 1
"""The command finished; some reports failed and are listed."""
USAGE = 2
"""The call itself was wrong: an unknown option, value or code."""
NOTHING_READ = 3
"""Nothing could be read or coded."""
NOT_WRITTEN = 4
"""The output could not be written; what stood there before stands there still."""
INTERRUPTED = 130
