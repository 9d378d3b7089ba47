"""Tables for the benchmarks, the same at every run."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parent.parent
_FLIGHTS = ROOT / "examples" / "flights" / "flights.parquet"
_CITIES = [" Amsterdam", "Berlin ", "Paris", "ROME", "athens", "Lisbon", "Oslo", " Warsaw "]
_PLANS = ["free", "paid-month", "paid-year", "trial"]


def flights(rows: int) -> pa.Table:
    """Flights of the sample, repeated up to ``rows``."""
    names = ["carrier", "origin", "dest", "tailnum", "distance", "dep_delay", "sched_dep"]
    sample = pq.read_table(_FLIGHTS, columns=names)
    return sample.take(pa.array(np.arange(rows) % sample.num_rows)).combine_chunks()


def mixed(rows: int) -> pa.Table:
    """Numbers, instants of 2024 and short strings."""
    random = np.random.default_rng(20_240_101)
    start = 1_704_067_200_000_000
    at_time = start + random.integers(0, 366 * 86_400_000_000, rows)
    return pa.table(
        {
            "a": random.exponential(10, rows),
            "b": random.uniform(0, 1000, rows),
            "c": random.normal(0, 2, rows),
            "i": random.integers(0, 100_000, rows),
            "j": random.integers(-1000, 1000, rows),
            "at_time": pa.array(at_time).cast(pa.timestamp("us", "UTC")),
            "city": pa.array(_CITIES).take(pa.array(random.integers(0, len(_CITIES), rows))),
            "plan": pa.array(_PLANS).take(pa.array(random.integers(0, len(_PLANS), rows))),
        }
    )
