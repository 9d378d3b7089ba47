"""`featc init`: a first feature set that builds, with tests and a little data."""

from __future__ import annotations

import os
import re
import unicodedata
from itertools import count
from pathlib import Path

from featc.check import check_source
from featc.cli.exits import GOOD, USAGE, Stop
from featc.cli.output import say
from featc.cli.shell import command, shown
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
feature is_weekend = is_weekend(local)
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


#: A file's name has room for it and an ending, wherever it is made.
_LONGEST_NAME = 60
#: Windows takes no file of these names, whatever its ending.
_DEVICES = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")


def run(directory: Path) -> int:
    """Make the folder's first files; existing ones are never touched."""
    if not directory.is_dir() and any(os.path.lexists(p) and not p.is_dir() for p in (directory, *directory.parents)):
        raise Stop(USAGE, f"{shown(directory)} cannot be made: there is a file of that name", "choose another folder")
    name = _set_name(directory.resolve().name)
    source, data = directory / f"{name}.fdl", directory / f"{name}.csv"
    files = {source: _FDL.format(name=name), data: _CSV}
    for path in files:
        if os.path.lexists(path):
            raise Stop(USAGE, f"{shown(path)} is there already", "choose another folder; nothing was written")
    directory.mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        write_file(path, text.encode())
        say(f"made {shown(path)}")
    say("\nnext:")
    for words in (
        ("test", source),
        ("build", source, "-o", directory / "generated"),
        ("run", source, "--input", data, "--output", _not_there(directory, f"{name}_features", ".parquet")),
    ):
        say(f"  {command(*words)}")
    return GOOD


def _set_name(folder: str) -> str:
    """A name that a feature set can have, as near to the folder's as may be: ``grosse`` for ``Größe``."""
    letters = unicodedata.normalize("NFKD", folder.casefold())
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    name = re.sub(r"[^a-z0-9]+", "_", plain)[:_LONGEST_NAME].strip("_")
    if not name[:1].isalpha():
        name = f"features_{name}".rstrip("_")
    # A word of fdl, a module of Python, a device of Windows:
    if _DEVICES.fullmatch(name) or check_source(f"{name}.fdl", _FDL.format(name=name)).featureset is None:
        name += "_features"
    return name


def _not_there(directory: Path, stem: str, ending: str) -> Path:
    """A file that does not exist yet: the command that writes it is there to be pasted."""
    numbered = (stem if i == 1 else f"{stem}_{i}" for i in count(1))
    return next(path for n in numbered if not os.path.lexists(path := directory / f"{n}{ending}"))
