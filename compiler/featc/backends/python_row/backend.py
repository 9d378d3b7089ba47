"""The row target's files: `_row.py`. Knows the runtime's entry and exit of rows, no single operation."""

from __future__ import annotations

from featc.backends.base import Context
from featc.backends.pycode import header, printer
from featc.backends.pycode import tree as t
from featc.backends.python_row.lowering import RowEmitter, supports
from featc.ir import FeatureSet
from featc_dsl.types import Kind, Type

_IMPORTED = (
    "rt", "compute", "transform_row", "RowEntry", "RowExit", "Inputs", "Features", "inputs", "datetime",
    "NotRequired", "TypedDict", "Unpack",
)  # fmt: skip

_PYTHON = {
    Kind.BOOL: "bool",
    Kind.INT64: "int",
    Kind.FLOAT64: "float",
    Kind.STRING: "str",
    Kind.TIMESTAMP: "datetime.datetime",
    Kind.DATETIME: "datetime.datetime",
    Kind.DATE: "datetime.date",
    Kind.DURATION: "datetime.timedelta",
}


class PythonRow:
    """Plain Python for one row."""

    name = "python_row"
    group = "python"
    unsupported: dict[str, str] = {}  # noqa: RUF012 (the protocol's attribute)

    def supports(self, op: str) -> bool:
        return supports(op)

    def emit(self, featureset: FeatureSet, context: Context) -> dict[str, bytes]:
        text = printer.module(module(featureset, context))
        return {f"python/{featureset.name}/_row.py": text.encode()}


def python_type(type: Type) -> str:
    """The annotation of a value of this type."""
    base = f"tuple[{python_type(type.item)}, ...]" if type.item is not None else _PYTHON[type.kind]
    return f"{base} | None" if type.nullable else base


def module(featureset: FeatureSet, context: Context) -> list[t.Statement]:
    """The module's statements."""
    emitter = RowEmitter(featureset.row, context.source, _IMPORTED)
    results = emitter.run()
    body = (
        t.Docstring("All features of one checked row, in order. None is null, times are integers."),
        *emitter.body,
        *([t.Blank()] if emitter.body else []),
        t.Return(t.TupleExpr(tuple(lowered.value for _, lowered in results))),
    )
    inputs = featureset.input.wire_fields
    given = tuple((t.Const(f.name), t.Name(_given(f.type))) for f in inputs)
    features = tuple((t.Const(f.name), t.Name(python_type(f.type))) for f in featureset.features)
    optional = any(f.type.nullable for f in inputs)
    types = [f.type for f in inputs] + [f.type for f in featureset.features]
    times = any("datetime." in python_type(type) for type in types)
    return [
        header.docstring(featureset, context, f"{featureset.name}.v{featureset.version} on one row: serving."),
        t.Blank(),
        *([t.Import("datetime")] if times else []),
        t.Import("collections.abc", ("Callable", "Sequence")),
        t.Import("typing", ("TypedDict", "Unpack", *(("NotRequired",) if optional else ()))),
        t.Blank(),
        t.Import("featc_runtime", ("scalar as rt",)),
        t.Import("featc_runtime.row", ("RowEntry", "RowExit")),
        t.Blank(),
        t.Import("._schema", ("INPUTS", "OUTPUTS")),
        t.Blank(),
        t.Assign(("Inputs",), t.call("TypedDict", t.Const("Inputs"), t.DictExpr(given))),
        t.Assign(("Features",), t.call("TypedDict", t.Const("Features"), t.DictExpr(features))),
        *([t.Blank(), *emitter.constants] if emitter.constants else []),
        t.Function(
            "compute",
            tuple(t.Param(emitter.inputs[f.name], _raw(f.type)) for f in inputs),
            body,
            "tuple[object, ...]",
        ),
        t.Assign(("_enter",), t.Name("RowEntry(INPUTS).enter")),
        t.Assign(("_leave",), t.Name("RowExit(OUTPUTS).leave"), "Callable[[Sequence[object]], Features]"),
        t.Function(
            "transform_row",
            (t.Param("**inputs", "Unpack[Inputs]"),),
            (
                t.Docstring("The features of one row. Raises featc_runtime.errors.RowError for a bad one."),
                t.Return(t.Call(t.Name("_leave"), (t.Call(t.Name("compute"), (t.Name("*_enter(inputs)"),)),))),
            ),
            "Features",
        ),
    ]


def _given(type: Type) -> str:
    text = python_type(type)
    return f"NotRequired[{text}]" if type.nullable else text


def _raw(type: Type) -> str:
    """The annotation of a value inside `compute`: times are integers."""
    if type.item is not None:
        base = f"tuple[{_raw(type.item)}, ...]"
    else:
        base = {Kind.BOOL: "bool", Kind.FLOAT64: "float", Kind.STRING: "str"}.get(type.kind, "int")
    return f"{base} | None" if type.nullable else base


BACKEND = PythonRow()
