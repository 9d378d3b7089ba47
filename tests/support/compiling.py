"""Short programs, compiled. Knows one input with a field of every kind, so that a test writes only what it is about."""

from __future__ import annotations

from featc import ir
from featc.check import Checked, check_source
from featc_dsl.types import Type

HEADER = """featureset t.v1
input Row time ts {
  i: int64
  j: int64?
  small: int64 in -10..10
  i32: int32
  x: float64
  y: float64?
  s: string
  t: string?
  ok: bool
  maybe: bool?
  ts: timestamp
  day: date
  span: duration
  civil: datetime
  xs: list<float64, 3>
  ns: list<int64?, 2>
  opt: list<int64, 2>?
  lab: bool? label
}
"""


def check(body: str) -> Checked:
    """What comes of declarations after the header."""
    return check_source("t.fdl", HEADER + body)


def program(body: str) -> ir.FeatureSet:
    """The program of declarations without findings."""
    checked = check(body)
    assert checked.diagnostics == (), [(d.code, d.title) for d in checked.diagnostics]
    assert checked.featureset is not None
    return checked.featureset


def feature(expr: str, declared: str = "", before: str = "") -> ir.Output:
    """The feature of an expression."""
    mark = f": {declared}" if declared else ""
    return program(f"{before}\nfeature out{mark} = {expr}\n").features[-1]


def type_of(expr: str, before: str = "") -> Type:
    """The inferred type of an expression."""
    return feature(expr, before=before).type


def codes(body: str) -> list[str]:
    """The codes of what is wrong with declarations, in order."""
    checked = check(body)
    assert (checked.featureset is None) == bool(checked.diagnostics)
    return [d.code for d in checked.diagnostics]


def wrong(expr: str, before: str = "") -> list[str]:
    """The codes of what is wrong with an expression."""
    return codes(f"{before}\nfeature out = {expr}\n")


def shape(node: ir.Node) -> str:
    """A node as text: ``add.int64(i, 1)``, consts after a semicolon."""
    if node.op == "const":
        return repr(node.consts[0])
    if node.op == "input":
        return str(node.consts[0])
    consts = f"; {', '.join(map(repr, node.consts))}" if node.consts else ""
    return f"{node.op}({', '.join(map(shape, node.args))}{consts})"
