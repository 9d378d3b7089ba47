"""The commands and their options. Each command's work is in featc.commands, imported when it is called."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import featc
from featc.cli.output import say
from featc.csvfile.options import UNITS
from featc.report.model import FORMATS

if TYPE_CHECKING:
    from featc.commands.csv_options import Flags

#: Where the context has what ``--import-root`` says: every command with FILE takes it, and none but the reader of FILE
#: has to do with it.
IMPORT_ROOT = "featc.import_root"

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

_Function = Callable[..., Any]


def _print(text: Callable[[click.Context], str]) -> Callable[[click.Context, click.Parameter, bool], None]:
    """The callback of an option that prints a text and ends the command. Click's own print past ``output``."""

    def callback(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
        if wanted and not context.resilient_parsing:
            say(text(context))
            context.exit()

    return callback


class _Helpful(click.Command):
    """A command whose ``--help`` is printed as everything is."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.callback = _print(click.Context.get_help)
        return option


class _Group(_Helpful, click.Group):
    """All commands."""


def _file(function: _Function) -> _Function:
    """The argument FILE, with the option that says what it may import."""
    root = click.option(
        "--import-root",
        type=click.Path(path_type=Path),
        metavar="DIR",
        expose_value=False,
        callback=lambda context, _parameter, value: context.meta.update({IMPORT_ROOT: value}),
        help="Imports may be read below DIR too.  [default: below the folder of FILE only]",
    )
    return click.argument("file", type=click.Path(path_type=Path))(root(function))


_format = click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)
_threads = click.option(
    "--threads",
    type=click.IntRange(1, 1024),
    default=None,
    help="Threads of the transform.  [default: one a CPU]",
)


def _csv(command: Callable[..., Any]) -> Callable[..., Any]:
    """How a table that is CSV is read, for every command that takes one; handed over as ``csv``."""

    def packed(*args: Any, nulls: tuple[str, ...], delimiter: str | None, unit: str | None, **kwargs: Any) -> Any:
        from featc.commands.csv_options import Flags

        return command(*args, csv=Flags(nulls, delimiter, unit), **kwargs)

    options = (
        click.option(
            "--null", "nulls", multiple=True, metavar="TEXT", help="CSV: TEXT, unquoted, is null; repeatable."
        ),
        click.option("--delimiter", metavar="CHAR", help="CSV: what separates fields, or `tab`.  [default: ,]"),
        click.option("--timestamp-unit", "unit", type=click.Choice(UNITS), help="CSV: the unit of Unix timestamps."),
    )
    whole: Callable[..., Any] = update_wrapper(packed, command)
    for option in reversed(options):
        whole = option(whole)
    return whole


@click.group(cls=_Group, context_settings=_CONTEXT)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print(lambda _: f"featc, version {featc.__version__}"),
    help="Show the version and exit.",
)
def commands() -> None:
    """Write each feature once; get the same bits in training and in serving.

    Exit codes: 0 good, 1 findings (errors in the program, mismatches, failed tests), 2 wrong usage or a missing file,
    69 the environment (port taken, disk full), 70 a bug in featc.
    """


def _command(name: str) -> Callable[[_Function], click.Command]:
    return commands.command(name, cls=_Helpful, context_settings=_CONTEXT)


@_command("check")
@_file
@_format
def check(file: Path, format_: str) -> int:
    """Report what is wrong with FILE; write nothing."""
    from featc.commands import check

    return check.run(file, format_)


_TARGET = "Target, or a,b: docs, go, java, proto, python, or a part such as go_library.  [default: docs,proto,python]"


@_command("build")
@_file
@click.option("-o", "--out", type=click.Path(path_type=Path), default=Path("generated"), show_default=True)
@click.option("--target", "targets", multiple=True, help=_TARGET)
@click.option("--locked", is_flag=True, help="Fail where the lock file would change.")
@click.option("--update-pins", is_flag=True, help="Accept this featc's pinned data (zones, Unicode, semantics).")
def build(file: Path, out: Path, targets: tuple[str, ...], locked: bool, update_pins: bool) -> int:
    """Compile FILE; write OUT/<set>/ and the lock file beside FILE.

    Other targets in OUT/<set>/ stay; those built from another source are rebuilt.
    """
    from featc.commands import build

    return build.run(file, out, targets, locked, update_pins)


@_command("run")
@_file
@click.option("--input", "input_", type=click.Path(path_type=Path), required=True, help="Parquet, CSV or Arrow file.")
@click.option("--output", type=click.Path(path_type=Path), required=True, help="Parquet, CSV or Arrow, by its ending.")
@_threads
@click.option("--keep", default="", metavar="COLS", help="Input columns to carry through, separated by commas.")
@click.option(
    "--chunk-rows", type=click.IntRange(1, 1 << 24), help="Rows worked on at once [131072, fewer of long lists]."
)
@_csv
def run(
    file: Path, input_: Path, output: Path, threads: int | None, keep: str, chunk_rows: int | None, csv: Flags
) -> int:
    """Transform a file of rows, streaming, in bounded memory."""
    from featc.commands import run

    return run.run(file, input_, output, threads, [c for c in keep.split(",") if c], chunk_rows, csv)


@_command("serve")
@_file
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65_535), default=50_051, show_default=True, help="0: any free port.")
def serve(file: Path, host: str, port: int) -> int:
    """Run the gRPC transform service of FILE until it is told to stop."""
    from featc.commands import serve

    return serve.run(file, host, port)


@_command("verify")
@_file
@click.option("--input", "input_", type=click.Path(path_type=Path), required=True, help="Parquet, CSV or Arrow file.")
@click.option("--address", default=None, metavar="H:P", help="A running service.  [default: one started for this]")
@_threads
@_csv
@_format
def verify(file: Path, input_: Path, address: str | None, threads: int | None, csv: Flags, format_: str) -> int:
    """Compare batch and serving on your own data, bit by bit."""
    from featc.commands import verify

    return verify.run(file, input_, address, threads, csv, format_)


@_command("certify")
@_file
@click.option("--targets", multiple=True, metavar="T,T", help="Only these.  [default: all that were built]")
@click.option("--rows", type=click.IntRange(1, 10_000_000), default=1_000, show_default=True, help="Rows made to hurt.")
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=None,
    help="Your own rows: Parquet, CSV or Arrow.  [default: the table of FILE's name beside it, if there is one]",
)
@click.option("-o", "--out", type=click.Path(path_type=Path), default=Path("generated"), show_default=True)
@click.option("--check", is_flag=True, help="Look at the certificate that there is; run nothing.")
@_csv
@_format
def certify(
    file: Path, targets: tuple[str, ...], rows: int, data: Path | None, out: Path, check: bool, csv: Flags, format_: str
) -> int:
    """Prove what was built of FILE, bit by bit; write OUT/<set>/CERTIFICATE.json."""
    from featc.commands import certify

    return certify.run(file, targets, rows, data, out, check, csv, format_)


@_command("test")
@_file
@_format
def test(file: Path, format_: str) -> int:
    """Run the `test` blocks of FILE through every target."""
    from featc.commands import test

    return test.run(file, format_)


@_command("explain")
@click.argument("word", required=False)
def explain(word: str | None) -> int:
    """Explain a diagnostic's code, an operator, a type or a keyword."""
    from featc.commands import explain

    return explain.run(word)


@_command("init")
@click.argument("directory", type=click.Path(path_type=Path))
def init(directory: Path) -> int:
    """Make DIRECTORY with a first feature file, tests and data."""
    from featc.commands import init

    return init.run(directory)
