"""The same features in Polars and in DuckDB, written as their users would write them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import pyarrow as pa

_CARRIERS = ["AA", "B6", "DL", "EV", "MQ", "UA", "US", "WN"]
_TOWNS = ["amsterdam", "berlin", "paris", "rome"]


def polars_run(program: str, table: pa.Table, engine: Literal["in-memory", "streaming"]) -> Callable[[], Any]:
    """A call that computes the program's features with an engine of Polars; the frame is made beforehand."""
    import polars as pl

    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    stages = _polars_ten() if program == "ten" else _polars_twentytwo()

    def run() -> Any:
        lazy = frame.lazy()
        for stage in stages[:-1]:
            lazy = lazy.with_columns(**stage)
        return lazy.select(**stages[-1]).collect(engine=engine)

    return run


def _polars_ten() -> list[dict[str, Any]]:
    import polars as pl

    c = pl.col
    first = {"dep_hour": c("sched_dep").dt.convert_time_zone("America/New_York").dt.hour().cast(pl.Int64)}
    carrier_ids = {name: i for i, name in enumerate(_CARRIERS)}
    band = sum(((c("distance") >= edge).cast(pl.Int64) for edge in (250, 500, 1000, 2500)), pl.lit(0))
    last = {
        "dep_hour": c("dep_hour"),
        "red_eye": (c("dep_hour") >= 22) | (c("dep_hour") < 5),
        "log_distance": c("distance").log1p(),
        "distance_band": band,
        "haul": pl.when(c("distance") > 2500).then(pl.lit("long")).otherwise(pl.lit("short")),
        "carrier_id": c("carrier").replace_strict(carrier_ids, default=-1, return_dtype=pl.Int64),
        "route": (c("origin") + "-" + c("dest")).hash() % 4096,
        "delay_capped": c("dep_delay").clip(-30, 180),
        "left_late": c("dep_delay") > 15,
        "n_missing": c("tailnum").is_null().cast(pl.Int64) + c("dep_delay").is_null().cast(pl.Int64),
    }
    return [first, last]


def _polars_twentytwo() -> list[dict[str, Any]]:
    import polars as pl

    c, t = pl.col, pl.col("at_time").dt
    town_ids = {name: i for i, name in enumerate(_TOWNS)}
    first = {"hour_of_day": t.hour().cast(pl.Int64), "clean_city": c("city").str.strip_chars().str.to_lowercase()}
    last = {
        "total": c("a") + c("b"),
        "mixed": c("a") * c("b") - c("c"),
        "share": c("a") / (c("b") + 1.0),
        "log_a": c("a").log1p(),
        "root": c("c").abs().sqrt(),
        "decay": (-c("a")).exp(),
        "squashed": c("c").tanh(),
        "capped": c("c").clip(-1.0, 1.0),
        "rounded": c("b").round(),
        "larger": c("a") > c("b"),
        "tens": c("i") // 10,
        "rest": (c("i") + c("j")) % 7,
        "hour_of_day": c("hour_of_day"),
        "weekday": t.weekday().cast(pl.Int64),
        "month_no": t.month().cast(pl.Int64),
        "night": (c("hour_of_day") < 6) | (c("hour_of_day") >= 22),
        "day_no": t.ordinal_day().cast(pl.Int64),
        "clean_city": c("clean_city"),
        "city_id": c("clean_city").replace_strict(town_ids, default=-1, return_dtype=pl.Int64),
        "southern": c("clean_city").is_in(["rome", "athens", "lisbon"]),
        "is_paid": c("plan").str.starts_with("paid"),
        "plan_chars": c("plan").str.len_chars().cast(pl.Int64),
    }
    return [first, last]


_SQL = {
    "ten": """
        SELECT dep_hour, dep_hour >= 22 OR dep_hour < 5 AS red_eye, ln(1 + distance) AS log_distance,
          (distance >= 250)::BIGINT + (distance >= 500)::BIGINT + (distance >= 1000)::BIGINT
            + (distance >= 2500)::BIGINT AS distance_band,
          CASE WHEN distance > 2500 THEN 'long' ELSE 'short' END AS haul,
          coalesce(list_position(['AA', 'B6', 'DL', 'EV', 'MQ', 'UA', 'US', 'WN'], carrier) - 1, -1)::BIGINT
            AS carrier_id,
          hash(origin || '-' || dest) % 4096 AS route,
          CASE WHEN dep_delay IS NOT NULL THEN least(greatest(dep_delay, -30), 180) END AS delay_capped,
          dep_delay > 15 AS left_late, (tailnum IS NULL)::BIGINT + (dep_delay IS NULL)::BIGINT AS n_missing
        FROM (SELECT *, hour(sched_dep AT TIME ZONE 'America/New_York') AS dep_hour FROM source)
    """,
    "twentytwo": """
        SELECT a + b AS total, a * b - c AS mixed, a / (b + 1.0) AS share, ln(1 + a) AS log_a,
          sqrt(abs(c)) AS root, exp(-a) AS decay, tanh(c) AS squashed, least(greatest(c, -1.0), 1.0) AS capped,
          round_even(b, 0) AS rounded, a > b AS larger, i // 10 AS tens, ((i + j) % 7 + 7) % 7 AS rest,
          hour_of_day, isodow(utc) AS weekday, month(utc) AS month_no,
          hour_of_day < 6 OR hour_of_day >= 22 AS night, dayofyear(utc) AS day_no, clean_city,
          coalesce(list_position(['amsterdam', 'berlin', 'paris', 'rome'], clean_city) - 1, -1)::BIGINT AS city_id,
          clean_city IN ('rome', 'athens', 'lisbon') AS southern, starts_with(plan, 'paid') AS is_paid,
          length(plan) AS plan_chars
        FROM (SELECT *, at_time AT TIME ZONE 'UTC' AS utc, hour(at_time AT TIME ZONE 'UTC') AS hour_of_day,
                lower(trim(city)) AS clean_city FROM source)
    """,
}


def duckdb_run(program: str, table: pa.Table, threads: int) -> Callable[[], Any]:
    """A call that computes the program's features with DuckDB into Arrow; the table is loaded beforehand."""
    import duckdb

    connection = duckdb.connect(config={"threads": threads})
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET enable_progress_bar = false")
    connection.register("arrow_source", table)
    connection.execute("CREATE TABLE source AS SELECT * FROM arrow_source")
    return lambda: connection.sql(_SQL[program]).to_arrow_table()
