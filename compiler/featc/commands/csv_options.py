"""How a CSV file is to be read: what the command line says, then what the source says. Shared by what takes a table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from featc.cli.exits import USAGE, Stop
from featc.csvfile.options import CsvOptions, delimiter_of, null_of, nulls_of
from featc.ir import FeatureSet
from featc.tables import TableError, kind_of

_Value = TypeVar("_Value")


class Flags(NamedTuple):
    """``--null``, ``--delimiter`` and ``--timestamp-unit`` as they were given."""

    nulls: tuple[str, ...] = ()
    delimiter: str | None = None
    unit: str | None = None


def need_csv(flags: Flags, table: Path | None) -> None:
    """Stop where a flag is given for a table that is not CSV, or for none."""
    given = [name for name, value in zip(("--null", "--delimiter", "--timestamp-unit"), flags, strict=True) if value]
    if given and not _is_csv(table):
        found = f"{table} is not CSV" if table else "there is no table"
        raise Stop(USAGE, f"{given[0]} says how CSV is read, and {found}", f"leave out {', '.join(given)}")


def csv_options(featureset: FeatureSet, flags: Flags) -> CsvOptions:
    """The options for a table; Stop for a flag that has no meaning."""
    source = featureset.options
    delimiter = flags.delimiter if flags.delimiter is not None else source.get("csv_delimiter", ",")
    if flags.nulls:
        nulls = tuple(_flag("--null", text, null_of) for text in flags.nulls)
    else:
        nulls = nulls_of(source["csv_null"]) if "csv_null" in source else ()
    return CsvOptions(_flag("--delimiter", delimiter, delimiter_of), nulls, flags.unit)


def read_as(table: Path, options: CsvOptions) -> dict[str, Any]:
    """How a table is read, for documents that name it: the options that were in force where it is CSV, else nothing."""
    if not _is_csv(table):
        return {}
    unit = options.unit
    return {"csv": {"delimiter": options.delimiter, "nulls": list(options.nulls), "timestamp_unit": unit}}


def _is_csv(table: Path | None) -> bool:
    try:
        return table is not None and kind_of(table) == "csv"
    except TableError:
        return True  # whoever opens it says what is wrong


def _flag(name: str, text: str, read: Callable[[str], _Value]) -> _Value:
    try:
        return read(text)
    except ValueError as error:
        raise Stop(USAGE, f"{name} {text!r}: {error}") from None
