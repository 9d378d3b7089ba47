"""A small feature set and rows for it, for tests of commands."""

from __future__ import annotations

import datetime

import pyarrow as pa

SOURCE = """\
featureset trips.v1
\"\"\"Trips by taxi.\"\"\"

input Trip time at_time {
  zone:    string
  miles:   float64   in 0..1000
  note:    string?
  at_time: timestamp
}

let local = at_time at "America/New_York"

feature trip_hour = hour(local)
feature log_miles = log1p(miles)
feature zone_id   = index_of(zone, ["north", "south"]) ?? -1
feature note_bin  = hash_bucket(lower(note), 16)
feature pair      = [miles, log_miles]

test "noon in winter" {
  given  { zone: "north", miles: 0.0, at_time: 2024-01-15T17:00:00Z }
  expect { trip_hour: 12, log_miles: 0.0, zone_id: 0, note_bin: null, pair: [0.0, 0.0] }
}
"""


def table(rows: int = 100) -> pa.Table:
    """Rows that keep the contracts."""
    start = datetime.datetime(2024, 3, 10, 6, tzinfo=datetime.UTC)
    return pa.table(
        {
            "zone": ["north", "south", "Ünïcode 😀", ""] * (rows // 4),
            "miles": [i * 0.1 for i in range(rows)],
            "note": [None if i % 3 else f"Note {i}" for i in range(rows)],
            "at_time": pa.array(
                [start + datetime.timedelta(minutes=i) for i in range(rows)], pa.timestamp("us", "UTC")
            ),
        }
    )
