"""`featc init`: a first feature set that builds, with tests and a little data."""

from __future__ import annotations

import re
from pathlib import Path

from featc.check import check_source
from featc.cli.exits import GOOD, USAGE, Stop
from featc.cli.output import say
from featc.writer import write_file

_FDL = '''\
featureset {name}.v1
"""What is known of an order when it is placed."""

input Order time ordered_at {{
  country:    string
  amount:     float64   in 0..100_000
  coupon:     string?
  ordered_at: timestamp
}}

let local = ordered_at at "Europe/Berlin"

feature order_hour = hour(local)
feature is_weekend = iso_weekday(local) >= 6
feature log_amount = log1p(amount)
feature size       = if amount > 1000 then "large" else if amount > 100 then "medium" else "small"
feature country_id = index_of(country, ["DE", "FR", "US"]) ?? -1
feature coupon_bin = hash_bucket(upper(trim(coupon)), 64)
"""Null where there was no coupon."""

test "a small order on a Saturday night" {{
  given  {{ country: "DE", amount: 12.5, ordered_at: 2024-06-01T21:30:00Z }}
  expect {{ order_hour: 23, is_weekend: true, size: "small", country_id: 0, coupon_bin: null }}
}}
'''

_CSV = """\
country,amount,coupon,ordered_at
DE,12.5,,2024-06-01T21:30:00Z
FR,240.0, summer24 ,2024-06-02T08:05:00Z
BR,3100.99,VIP,2024-12-31T23:59:59.999999Z
"""


def run(directory: Path) -> int:
    """Make the folder's first files; existing ones are never touched."""
    name = re.sub(r"[^a-z0-9]+", "_", directory.resolve().name.lower()).strip("_")
    name = name if name[:1].isalpha() else f"set_{name}".rstrip("_")
    if check_source(f"{name}.fdl", _FDL.format(name=name)).program is None:  # a word of fdl, or a module of Python
        name += "_features"
    files = {directory / f"{name}.fdl": _FDL.format(name=name), directory / f"{name}.csv": _CSV}
    for path in files:
        if path.exists():
            raise Stop(USAGE, f"{path} is there already", "choose another folder; nothing was written")
    directory.mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        write_file(path, text.encode())
        say(f"made {path}")
    source = directory / f"{name}.fdl"
    say(
        f"\nnext:\n  featc test {source}\n  featc build {source} -o {directory / 'generated'}\n"
        f"  featc run {source} --input {directory / name}.csv --output {directory / name}.parquet"
    )
    return GOOD
