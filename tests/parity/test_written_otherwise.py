"""The same features written otherwise: in several files, with columns renamed, docstrings, labels, loops, functions."""

from __future__ import annotations

import warnings
from datetime import datetime, timedelta

import pyarrow as pa
import pytest
from decorating import decorate
from parity import compare, first_difference
from programs import random_program
from rows import make_rows
from targets import Targets, compile_source

from featc.check import check_source
from featc.ir import FeatureSet
from featc.ir.fingerprint import feature_fingerprints
from featc.loaded import load
from featc.values.bits import same
from featc.values.rows import from_arrow, to_table
from featc_runtime.errors import RowError

PROGRAMS, ROWS = 40, 20


def compile_files(root: str, files: dict[str, str]) -> FeatureSet:
    """The program of a root file, and files beside it."""
    checked = check_source("fuzz.fdl", root, lambda path: files[path])
    told = "\n".join(f"{d.span} {d.code} {d.title}: {d.label}" for d in checked.diagnostics)
    assert checked.featureset is not None, f"{told}\n{root}\n{files}"
    return checked.featureset


def test_files_columns_and_docstrings_change_no_bit() -> None:
    for seed in range(PROGRAMS):
        source = random_program(3000 + seed).source
        plain = compile_source(source)
        made = decorate(source, seed)
        decorated = compile_files(made.root, made.files)
        assert feature_fingerprints(decorated) == feature_fingerprints(plain), made.root
        rows = make_rows(plain, seed, ROWS)
        with warnings.catch_warnings():
            warnings.simplefilter("error", SyntaxWarning)  # of an odd escape in a generated docstring
            with Targets(decorated) as built:
                expected = [dict(row) for row in built.interpret(rows)]
                for name, found in (("batch", built.batch(rows)), ("row", built.row(rows))):
                    assert first_difference(plain, name, expected, found) is None, made.root
        with Targets(plain) as built:
            assert first_difference(plain, "plain", expected, built.interpret(rows)) is None


LAYERS = """featureset layers.v1
\"\"\"Odd: \\\\ "quoted" {w} 100% 😀\"\"\"
import "lib/a.fdl"
input Row time moment {
  moment: timestamp assume "America/New_York" from "When, local?"
  raw: timestamp? assume "Europe/Dublin"
  \"\"\"Ends with a backslash \\\\\"\"\"
  small: float32? in -1000..1000
  short: int32
  shorts: list<int32?, 3>?
  floats: list<float32, 2> from "float list"
  words: list<string?, 2>?
  moments: list<timestamp, 2>
  target: bool? label from "y"
  weight: float32 label
}
def outer(x: float64?, n: int64) = inner(x ?? 0.5, n) + inner(float64(n), 2)
def inner(x: float64, n: int64) = if n > 3 then half(x) else third(x, n: n)
let limit = 3
for k in [1, 2, 3] {
  let base_{k} = short * k
  \"\"\"A let of {k}.\"\"\"
  for unit in ["month", "hour"] {
    feature cut_{k}_{unit} = microsecond(truncate(moment at "Asia/Gaza", unit)) + base_{k}
    for f in [small, limit] {
      feature deep_{k}_{unit}_{f} = if is_null(f) then base_{k} else base_{k} + day(truncate(moment at "UTC", unit))
    }
  }
  feature layered_{k}: float32? = outer(small, base_{k})
  feature narrow_{k}: int32? = base_{k} * 1000003
}
feature local = hour(raw at "Europe/Dublin") ?? minute(moment at "America/New_York")
feature picked = shorts[limit - 1] ?? shorts[0] ?? short
feature sums = floats[0] + floats[1] / 3
feature stored: list<float32?, 3> = [small, floats[1] * 1e30 * 1e30, null]
feature counted: list<int32?, 2> = [short + 1, shorts[1]]
feature either = (if short > 0 then shorts else [short, null, 1]) ?? [7, 8, null]
feature texts = words ?? ["", null]
feature both = [words[0] ?? "none", words[1]]
feature span = seconds(moments[1] - moments[0])
feature known = if is_null(words) or is_null(small) then -1.0 else small * float64(count_null(words[0], words[1]))
"""
FILES = {
    "lib/a.fdl": 'import "b.fdl"\ndef half(x: float64) = x / 2.0 + 0.0\n"""Half."""\n',
    "lib/b.fdl": "def third(x: float64, n: int64) = x / 3.0 - float64(n)\n",
}


def test_layers_of_loops_functions_and_narrow_inputs() -> None:
    program = compile_files(LAYERS, FILES)
    compare(program, make_rows(program, 4, 200), LAYERS, seed=4)


@pytest.mark.parametrize("labels", [(), ("y",), ("weight",), ("y", "weight")], ids=str)
def test_columns_of_labels_change_nothing(labels: tuple[str, ...]) -> None:
    """Present, absent, in any order, between columns that nobody asked for."""
    loaded = load(compile_files(LAYERS, FILES))
    names = [f.name for f in loaded.featureset.input.wire_fields]
    rows = [tuple(row[n] for n in names) for row in make_rows(loaded.featureset, 5, 60)]
    table = to_table(rows, loaded.spec.wire_inputs, loaded.module.input_schema)
    expected = [loaded.row(row) for row in rows]
    columns = {name: table.column(name) for name in reversed(table.column_names)}
    columns["unasked"] = pa.nulls(60)
    if "y" in labels:
        columns["y"] = pa.array([None, True] * 30)
    if "weight" in labels:
        columns["weight"] = pa.array([0.5] * 60, pa.float32())
    found = from_arrow(loaded.module.transform(pa.table(columns)), loaded.module.outputs)
    for want, have in zip(expected, found, strict=True):
        assert same(want, have)


def test_assumed_zones_read_civil_times_alike_in_tables_and_rows() -> None:
    """Every minute around the changes of the clock, without a zone."""
    loaded = load(compile_files(LAYERS, FILES))
    with Targets(loaded.featureset) as built:
        transform = built._row.transform_row
    days = ((2013, 3, 10), (2013, 11, 3), (1968, 10, 27), (9999, 12, 30), (1, 1, 1))
    starts = [datetime(*day) for day in days]
    civil = [s + timedelta(minutes=17 * i) for s in starts for i in range(100)]
    row = {"small": 0.5, "short": 1, "floats": [0.0, 1.0], "moments": [0, 1]}
    table = pa.table(
        {
            "When, local?": pa.array(civil, pa.timestamp("us")),
            "raw": pa.array(civil[1:] + civil[:1], pa.timestamp("us")),
            "small": pa.array([0.5] * len(civil), pa.float32()),
            "short": pa.array([1] * len(civil), pa.int32()),
            "shorts": pa.nulls(len(civil)),
            "float list": pa.array([[0.0, 1.0]] * len(civil)),
            "words": pa.nulls(len(civil)),
            "moments": pa.array([[0, 1]] * len(civil), pa.list_(pa.timestamp("us", "UTC"))),
        }
    )
    bad = {i for i, _ in loaded.module.violations(table)}
    good = [i for i in range(len(civil)) if i not in bad]
    names = [o.name for o in loaded.module.outputs]
    found = from_arrow(loaded.module.transform(table.take(pa.array(good))), loaded.module.outputs)
    for i, have in zip(good, found, strict=True):
        want = transform(moment=civil[i], raw=civil[(i + 1) % len(civil)], **row)
        assert same(tuple(want[n] for n in names), have), civil[i]
    for i in bad:
        with pytest.raises(RowError):
            transform(moment=civil[i], raw=civil[(i + 1) % len(civil)], **row)
    assert 0 <= len(bad) < 100
