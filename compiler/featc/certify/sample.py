"""The user's own rows, as targets are asked for them. Knows tables and contracts, no operator."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pyarrow as pa

from featc.certify.rows import Row
from featc.csvfile.options import CsvOptions
from featc.loaded import Loaded, columns
from featc.tables import ENDINGS, Source, TableError, open_source
from featc.values.rows import RawRow


def beside(source: Path, loaded: Loaded, csv: CsvOptions) -> Path | None:
    """The sample that goes with a source where nobody names one: a table of its name beside it.

    One without the columns is another thing, such as the features that `featc run` wrote.
    """
    wanted = set(loaded.module.input_schema.names)
    for path in (source.with_suffix(ending) for ending in ENDINGS):
        if path.is_file():
            with contextlib.suppress(TableError), opened(path, loaded, csv) as table:
                if wanted <= set(table.schema.names):
                    return path
    return None


def digest(path: Path) -> str:
    """The file's SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def opened(path: Path, loaded: Loaded, csv: CsvOptions) -> AbstractContextManager[Source]:
    """The table, with the columns that the features need."""
    return open_source(path, columns(loaded.module, labels=False), csv=csv)


def slices(source: Source, loaded: Loaded) -> Iterator[tuple[list[Row], int]]:
    """Batch after batch the rows that the contracts allow, and how many they do not."""
    free = loaded.with_contracts(())
    names = [f.name for f in loaded.spec.wire_inputs]
    for batch in source.batches:
        table = pa.Table.from_batches([batch])
        bad = {row for row, _ in loaded.module.violations(table)}
        if bad:
            table = table.take(pa.array([i for i in range(batch.num_rows) if i not in bad], pa.int64()))
        raw: Iterator[RawRow] = (row for chunk in free.chunks(table) for row in chunk.to_rows(names))
        yield [dict(zip(names, row, strict=True)) for row in raw], len(bad)
