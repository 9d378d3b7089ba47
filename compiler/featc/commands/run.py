"""`featc run`: a file of rows in, a file of features out."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from featc.built import built_module
from featc.cli.exits import ENVIRONMENT, FINDINGS, GOOD, USAGE, Stop
from featc.cli.output import say
from featc.commands import source
from featc.commands.csv_options import Flags, csv_options, need_csv
from featc.commands.progress import progress
from featc.commands.source import Given
from featc.loaded import columns, load
from featc.tables import Sink, TableError, open_source
from featc_runtime.arrow import Module
from featc_runtime.errors import ContractError, FeatcError, SchemaError


def run(
    file: Path,
    input_: Path,
    output: Path,
    threads: int | None,
    keep: Sequence[str],
    chunk_rows: int | None,
    csv: Flags,
) -> int:
    """Transform ``input_`` into ``output`` batch by batch; memory does not grow with the file."""
    given = source.given(file)
    featureset = given.featureset
    need_csv(csv, input_)
    options = csv_options(featureset, csv)
    started = time.perf_counter()
    if output.exists() and input_.exists() and output.samefile(input_):
        raise Stop(USAGE, f"{output} is the input too", "write to another file")
    try:
        module = _module(given)
        with open_source(input_, columns(module), keep, options) as table:
            reader = module.transform_batches(table.reader(), threads=threads, chunk_rows=chunk_rows, keep=keep)
            rows = 0
            with Sink(output, reader.schema) as sink, progress(featureset.name, table.rows) as advance:
                for batch in reader:
                    sink.write(batch)
                    rows += batch.num_rows
                    advance(batch.num_rows)
    except TableError as error:
        raise Stop(USAGE, str(error), error.hint) from None
    except (SchemaError, ContractError) as error:
        raise Stop(FINDINGS, f"{input_}: {error}", f"{output} was not written") from None
    took = time.perf_counter() - started
    if given.build:
        say(f"by {given.build.python or f'{given.where}, as {file} has no Python'}")
    speed = rows / max(took, 1e-9)
    features = source.counted(len(featureset.features), "feature")
    say(f"{output}: {source.counted(rows, 'row')}, {features}, {took:.1f} s ({speed:,.0f} rows/s)")
    return GOOD


def _module(given: Given) -> Module:
    """The batch module: the one in a build, where there is one, or one built in memory."""
    if given.build is None or given.build.python is None:
        return load(given.featureset, given.lock()).module
    try:
        return built_module(given.build)
    except FeatcError as error:
        raise Stop(ENVIRONMENT, f"{given.build.python}: {error}") from None
    except (ImportError, SyntaxError, AttributeError) as error:
        raise Stop(FINDINGS, f"{given.build.python} cannot be imported: {error}", "build the set again") from None
