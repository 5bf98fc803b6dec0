"""The `dragoman` command: a group of thin commands, each in a file of its own, loaded when it is called."""

from __future__ import annotations

import sys

import click

from dragoman.errors import DragomanError, OutputError, PipeClosed, UsageError

from . import exit_codes
from .late import Late

_COMMANDS = (
    *("actors", "add", "brief", "chances", "changes", "code", "codebook", "diff", "doctor", "events", "history"),
    *("recode", "schema", "search", "statements", "stats", "stories", "talks", "timeline", "watch"),
)


@click.group(
    cls=Late,
    modules={name: (f"dragoman.cli.{name}", "command") for name in _COMMANDS},
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="Exit codes: 0 all went well; 1 finished, but some reports failed; 2 the call was wrong; "
    "3 nothing could be read; 4 the output could not be written; 130 interrupted.",
)
@click.version_option(package_name="dragoman", message="%(prog)s %(version)s")
def app() -> None:
    """Read reports of conflicts and peace talks; give back the record, every line traceable to its words."""


def run() -> None:
    """The entry point: errors as one clear line on stderr, exit codes as documented."""
    try:
        app.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("dragoman: interrupted; nothing half-written was left", err=True)
        sys.exit(exit_codes.INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(exit_codes.USAGE)
    except PipeClosed:
        sys.exit(exit_codes.OK)  # as `head` does when it has seen enough
    except DragomanError as error:
        click.echo(f"dragoman: {error}", err=True)
        sys.exit(_exit_code(error))


def _exit_code(error: DragomanError) -> int:
    if isinstance(error, OutputError):
        return exit_codes.NOT_WRITTEN
    if isinstance(error, UsageError):
        return exit_codes.USAGE
    return exit_codes.NOTHING_READ
