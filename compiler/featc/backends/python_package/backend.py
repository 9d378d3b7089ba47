"""The package's files: `__init__.py`, `_schema.py`, `py.typed`, `pyproject.toml`. Knows no operation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import featc_runtime
from featc.backends.base import Context
from featc.backends.pycode import header, printer
from featc.backends.pycode import tree as t
from featc.ir import Contract, FeatureSet, InputField, Output, walk
from featc_dsl.catalogue import BY_ID

_EXPORTS = {
    "_batch": ("INPUT_SCHEMA", "OUTPUT_SCHEMA", "transform", "transform_batches"),
    "_row": ("Features", "Inputs", "transform_row"),
    "_schema": ("FINGERPRINT", "NAME"),
}


class PythonPackage:
    """An importable, installable package."""

    name = "python_package"
    group = "python"
    unsupported: dict[str, str] = {}  # noqa: RUF012 (the protocol's attribute)

    def supports(self, op: str) -> bool:
        return True  # it computes nothing

    def emit(self, featureset: FeatureSet, context: Context) -> dict[str, bytes]:
        root = f"python/{featureset.name}"
        return {
            f"{root}/__init__.py": printer.module(_init(featureset, context)).encode(),
            f"{root}/_schema.py": printer.module(schema(featureset, context)).encode(),
            f"{root}/py.typed": b"",
            "python/pyproject.toml": _pyproject(featureset).encode(),
        }


def schema(featureset: FeatureSet, context: Context) -> list[t.Statement]:
    """`_schema.py`: what goes in, what comes out, and which identities travel with it."""
    inputs = t.TupleExpr(tuple(_field(f) for f in featureset.input.fields))
    used = sorted({str(c.function.text) for f in featureset.input.fields for c in map(_contract, f.contracts)})  # type: ignore[union-attr]
    outputs = t.TupleExpr(tuple(_feature(f) for f in featureset.features))
    pins = t.DictExpr(tuple((t.Const(k), t.Const(v)) for k, v in sorted(context.pins.items())))
    prints = t.DictExpr(tuple((t.Const(k), t.Const(v)) for k, v in context.fingerprints.items()))
    return [
        header.docstring(
            featureset, context, f"What goes into {featureset.name}.v{featureset.version} and what comes out."
        ),
        t.Blank(),
        t.Import("featc_runtime.check", ("require",)),
        t.Import("featc_runtime.schema", ("Field", "Output", *used)),
        t.Blank(),
        t.Assign(("PINS",), pins),
        t.ExprStatement(t.call("require", t.Const(featc_runtime.API_VERSION), t.Name("PINS"))),
        t.Blank(),
        t.Assign(("NAME",), t.Const(f"{featureset.name}.v{featureset.version}")),
        t.Assign(("FINGERPRINT",), t.Const(context.fingerprint)),
        t.Assign(("FEATURE_FINGERPRINTS",), prints),
        t.Assign(("INPUTS",), inputs),
        t.Assign(("OUTPUTS",), outputs),
    ]


def _field(field: InputField) -> t.Expr:
    kwargs: list[tuple[str, t.Expr]] = []
    if field.column != field.name:
        kwargs.append(("column", t.Const(field.column)))
    if field.storage:
        kwargs.append(("storage", t.Const(field.storage)))
    if field.label:
        kwargs.append(("label", t.Const(True)))
    if field.assume:
        kwargs.append(("assume", t.Const(field.assume)))
    if field.contracts:
        kwargs.append(("contracts", t.TupleExpr(tuple(_contract(c) for c in field.contracts))))
    if field.unit:
        kwargs.append(("unit", t.Const(field.unit)))
    for mark in ("nan_as_null", "rounded", "binary_as_utf8"):
        if getattr(field, mark):
            kwargs.append((mark, t.Const(True)))
    return t.Call(t.Name("Field"), (t.Const(field.name), t.Const(str(field.type))), tuple(kwargs))


def _contract(contract: Contract) -> t.Call:
    return _CONTRACTS[contract.kind](contract)


#: How the runtime's schema says each kind of contract.
_CONTRACTS: dict[str, Callable[[Any], t.Call]] = {
    "range": lambda c: t.call("Range", t.literal(c.low), t.literal(c.high), t.Const(c.text)),
    "set": lambda c: t.call("OneOf", t.literal(c.items), t.Const(c.text)),
    "nulls": lambda c: t.call("NullShare", t.Const(c.share), t.Const(c.text)),
}


def _feature(feature: Output) -> t.Expr:
    args: tuple[t.Expr, ...] = (t.Const(feature.name), t.Const(str(feature.type)))
    if feature.storage:
        args = (*args, t.Const(feature.storage))
    return t.Call(t.Name("Output"), args)


def _init(featureset: FeatureSet, context: Context) -> list[t.Statement]:
    first = featureset.doc or f"The feature set {featureset.name}.v{featureset.version}."
    exported = sorted((n for names in _EXPORTS.values() for n in names), key=printer.import_order)
    return [
        header.docstring(featureset, context, first),
        t.Blank(),
        *(t.Import(f".{module}", names) for module, names in _EXPORTS.items()),
        t.Blank(),
        t.Assign(("__all__",), t.ListExpr(tuple(t.Const(n) for n in exported))),
    ]


def _pyproject(featureset: FeatureSet) -> str:
    name = featureset.name.replace("_", "-")
    extras = _extras(featureset)
    return f"""\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "{name}-features"
version = "{featureset.version}"
description = "The feature set {featureset.name}.v{featureset.version}, generated by featc"
requires-python = ">=3.11"
dependencies = ["{_runtime(extras)}"]

[project.optional-dependencies]
service = ["{_runtime((*extras, "service"))}"]

[tool.hatch.build.targets.wheel]
packages = ["{featureset.name}"]

[tool.ruff]
line-length = {printer.WIDTH}
extend-exclude = ["{featureset.name}/v{featureset.version}"]  # protoc's own layout
"""


def _extras(featureset: FeatureSet) -> tuple[str, ...]:
    """The extras of the runtime that the program's operations ask for: those that have an engine of their own."""
    ops = {node.op for node in walk(f.node for f in featureset.features)} & BY_ID.keys()
    return ("regex",) if any(BY_ID[op][0].family == "regex" for op in ops) else ()


def _runtime(extras: tuple[str, ...]) -> str:
    """The runtime of this release as a requirement."""
    asked = f"[{','.join(extras)}]" if extras else ""
    return f"featc-runtime{asked}=={featc_runtime.__version__}"


BACKEND = PythonPackage()
