"""The batch target's files: `_batch.py`. Knows the engine's interface, no single operation."""

from __future__ import annotations

from collections.abc import Iterable

from featc.backends.base import Context
from featc.backends.pycode import header, printer
from featc.backends.pycode import tree as t
from featc.backends.pycode.emitter import Lowered
from featc.backends.python_batch.lowering import BatchEmitter, supports
from featc.ir import FeatureSet, Output, walk
from featc_dsl.types import Type

_IMPORTED = ("rt", "chunk", "compute", "transform", "transform_batches")


class PythonBatch:
    """NumPy over chunks of Arrow columns."""

    name = "python_batch"
    group = "python"
    unsupported: dict[str, str] = {}  # noqa: RUF012 (the protocol's attribute)

    def supports(self, op: str) -> bool:
        return supports(op)

    def emit(self, featureset: FeatureSet, context: Context) -> dict[str, bytes]:
        text = printer.module(module(featureset, context))
        return {f"python/{featureset.name}/_batch.py": text.encode()}


def module(featureset: FeatureSet, context: Context) -> list[t.Statement]:
    """The module's statements."""
    emitter = BatchEmitter(featureset.row, context.source, _IMPORTED)
    results = emitter.run()
    outputs = tuple(_output(emitter, feature, lowered) for feature, lowered in results)
    body = (
        t.Docstring("All features of one chunk of rows: values and validity (None: never null), in order."),
        *emitter.body,
        *([t.Blank()] if emitter.body else []),
        t.Return(t.TupleExpr(outputs)),
    )
    title = f"{featureset.name}.v{featureset.version} on columns: training and large batches."
    arguments = t.names(("NAME", "INPUTS", "OUTPUTS", "compute"))
    inside, outside = _longest(n.type for n in walk(f.node for f in featureset.features)), _longest(_edges(featureset))
    widest = (("widest", t.Const(inside)),) if inside > outside else ()
    return [
        header.docstring(featureset, context, title),
        t.Blank(),
        t.Import("featc_runtime", ("batch as rt",)),
        t.Import("featc_runtime.arrow", ("Bools", "Chunk", "Column", "Module")),
        t.Blank(),
        t.Import("._schema", ("FINGERPRINT", "INPUTS", "NAME", "OUTPUTS")),
        *([t.Blank(), *emitter.constants] if emitter.constants else []),
        t.Function("compute", (t.Param("chunk", "Chunk"),), body, "tuple[tuple[Column, Bools | None], ...]"),
        t.Assign(("MODULE",), t.Call(t.Name("Module"), arguments, (("fingerprint", t.Name("FINGERPRINT")), *widest))),
        t.Assign(("INPUT_SCHEMA",), t.Name("MODULE.input_schema")),
        t.Assign(("OUTPUT_SCHEMA",), t.Name("MODULE.output_schema")),
        t.Assign(("transform",), t.Name("MODULE.transform")),
        t.Assign(("transform_batches",), t.Name("MODULE.transform_batches")),
    ]


def _edges(featureset: FeatureSet) -> Iterable[Type]:
    """The types of inputs and features."""
    return (*(f.type for f in featureset.input.fields), *(f.type for f in featureset.features))


def _longest(types: Iterable[Type]) -> int:
    """The length of the longest list of fixed length, 0 without any: the engine makes chunks smaller for long ones."""
    return max((type.size or 0 for type in types if not type.at_most), default=0)


def _output(emitter: BatchEmitter, feature: Output, lowered: Lowered) -> t.Expr:
    ok = lowered.ok
    if ok is not None and not feature.type.nullable:
        raise AssertionError(f"{feature.name} is typed {feature.type} but lowered as nullable")
    if isinstance(ok, t.Const):
        ok = t.call("rt.full_bool", ok, t.Name("chunk.rows"))
    return t.TupleExpr((emitter.array(lowered, feature.node.type.kind), ok or t.Const(None)))


BACKEND = PythonBatch()
