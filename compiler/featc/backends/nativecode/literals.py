"""Literals of raw values: which kind each is in a language where times are integers. Knows types, no language."""

from __future__ import annotations

from featc.backends.nativecode import tree as t
from featc.ir import Value
from featc_dsl.catalogue import Param
from featc_dsl.types import Kind, Type


def literal_kind(type: Type) -> Kind:
    """The kind of a literal of a scalar type: times and calendar steps are integers."""
    return type.kind if type.kind in (Kind.BOOL, Kind.FLOAT64, Kind.STRING) else Kind.INT64


def const_kind(param: Param) -> Kind:
    """The kind of a const argument, or of the items of one that is a list."""
    assert param.scalar is not None
    return literal_kind(param.scalar)


def literal(value: Value, kind: Kind) -> t.Lit:
    """A scalar that is not null."""
    assert isinstance(value, bool | int | float | str)
    return t.Lit(value, kind)
