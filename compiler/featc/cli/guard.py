"""Runs a command so that every kind of failure has its exit code and no traceback reaches the user."""

from __future__ import annotations

import errno
import io
import platform
import tempfile
import traceback
from pathlib import Path

import click

import featc
from featc.backends.base import MissingTool, Unbuildable
from featc.cli.exits import BUG, ENVIRONMENT, FINDINGS, GOOD, USAGE, Stop
from featc.cli.group import commands
from featc.cli.output import say_error, warn
from featc.cli.shell import command
from featc.lock import LockError
from featc_runtime import streams
from featc_runtime.readback import Unreadable

#: A path that leads to nothing, or to something of another kind.
_WRONG_PATHS = {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST}
_HINTS = {
    errno.ENOSPC: "free some space, or write elsewhere with -o",
    errno.EACCES: "look at the permissions of the file and its folder",
    errno.EROFS: "write elsewhere with -o",
    errno.EBUSY: "it is in use, such as by a mount: name another folder or file",
    errno.EEXIST: "write to another file",
    errno.EADDRINUSE: "choose another port with --port, or 0 for any free one",
}


def guarded(argv: list[str]) -> int:
    """Run the command line; the exit code, whatever happens."""
    code = _guarded(argv)
    try:
        streams.settle()
    except OSError as error:
        return _os_error(error)
    return code


def _guarded(argv: list[str]) -> int:
    try:
        result = commands.main(args=argv, prog_name="featc", standalone_mode=False)
        return result if isinstance(result, int) else GOOD
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        warn(shown.getvalue().rstrip("\n"))
        return USAGE
    except Stop as stop:
        if stop.message:
            say_error(stop.message, stop.hint)
        return stop.code
    except (LockError, Unbuildable, Unreadable) as error:
        say_error(str(error), error.hint)
        return FINDINGS
    except MissingTool as error:
        say_error(str(error), error.hint)
        return ENVIRONMENT
    except (KeyboardInterrupt, click.Abort):
        warn("interrupted")
        return 130
    except OSError as error:
        return _os_error(error)
    except MemoryError:
        say_error("out of memory", "give the process more, or use smaller batches with --chunk-rows")
        return ENVIRONMENT
    except Exception as error:
        return _bug(error, argv)


def _os_error(error: OSError) -> int:
    name = f"{error.filename}: " if error.filename else ""
    hint = (
        "the result was not printed in full" if error.filename == streams.OUTPUT else _HINTS.get(error.errno or 0, "")
    )
    say_error(f"{name}{error.strerror or error}", hint)
    return USAGE if error.errno in _WRONG_PATHS else ENVIRONMENT


def _bug(error: Exception, argv: list[str]) -> int:
    report = "\n".join(
        [
            f"featc {featc.__version__}, Python {platform.python_version()}, {platform.platform()}",
            f"command: {command(*argv)}",
            "",
            traceback.format_exc(),
        ]
    )
    try:
        with tempfile.NamedTemporaryFile("wb", prefix="featc-bug-", suffix=".txt", delete=False) as out:
            out.write(report.encode("utf-8", "backslashreplace"))
        kept = f"please report it with the source file and {Path(out.name)}"
    except OSError as full:
        kept = f"please report it with the source file; no report could be written: {full.strerror}"
    summary = str(error).splitlines()[0][:200] if str(error) else ""
    say_error(
        f"this is a bug in featc, not in your program ({type(error).__name__}: {summary})",
        kept,
    )
    return BUG
