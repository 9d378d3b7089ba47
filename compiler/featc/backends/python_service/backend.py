"""The service's files in the Python package: `service.py`, `__main__.py`, `v<version>/`. Knows no operation."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from featc.backends.base import Context
from featc.backends.proto import wire
from featc.backends.proto.printer import print_proto
from featc.backends.proto.protoc import python_classes
from featc.backends.proto.schema import build_comments, build_descriptor
from featc.backends.pycode import header, printer
from featc.backends.pycode import tree as t
from featc.backends.python_service import limits
from featc.ir import FeatureSet, Output, dependencies


class PythonService:
    """gRPC around the row functions; imported by nothing else of the package."""

    name = "python_service"
    group = "python"
    unsupported: Mapping[str, str] = MappingProxyType({})

    def supports(self, op: str) -> bool:
        """Every operation: it computes nothing itself."""
        return True

    def emit(self, featureset: FeatureSet, context: Context) -> dict[str, bytes]:
        """The target's files by path below the set's output folder; Unbuildable where a message is too large."""
        limits.check(featureset)
        path = wire.proto_path(featureset)
        folder = path.rpartition("/")[0]
        doc = t.Docstring(f"Protobuf messages of {wire.package(featureset)}.")
        files = {
            f"python/{p}": data for p, data in python_classes(path, _schema_for_python(featureset, context)).items()
        }
        files[f"python/{folder}/__init__.py"] = printer.module([doc]).encode()
        files[f"python/{featureset.name}/service.py"] = printer.module(module(featureset, context)).encode()
        files[f"python/{featureset.name}/__main__.py"] = printer.module(command(featureset, context)).encode()
        return files


def _schema_for_python(featureset: FeatureSet, context: Context) -> str:
    """The schema with comments of our own only: protoc puts them into docstrings as they are, quotes included."""
    service = wire.service_name(featureset)
    comments = {n: text for n, text in build_comments(featureset).items() if n.startswith(f"{service}.")}
    comments[service] = f"Computes the features of {wire.package(featureset)}."
    return print_proto(build_descriptor(featureset, context.numbers), comments)


def module(featureset: FeatureSet, context: Context) -> list[t.Statement]:
    """`service.py`: what the runtime needs to serve."""
    spec = t.call(
        "ServiceSpec",
        name=t.Name("NAME"),
        schema=t.Name("DESCRIPTOR"),
        inputs=t.Name("INPUTS"),
        outputs=t.Name("OUTPUTS"),
        compute=t.Name("compute"),
        fingerprint=t.Name("FINGERPRINT"),
        fingerprints=t.Name("FEATURE_FINGERPRINTS"),
        pins=t.Name("PINS"),
        notes=t.Name("NOTES"),
    )
    below = dependencies(featureset.row)
    notes = t.DictExpr(tuple((t.Const(f.name), _note(f, below[f.name])) for f in featureset.features))
    pb2 = f".v{featureset.version}.{featureset.name}_pb2"
    names = ("FEATURE_FINGERPRINTS", "FINGERPRINT", "INPUTS", "NAME", "OUTPUTS", "PINS")
    return [
        header.docstring(featureset, context, f"{featureset.name}.v{featureset.version} as a gRPC service."),
        t.Blank(),
        t.Import("featc_runtime.service", ("FeatureNote", "ServiceSpec")),
        t.Blank(),
        t.Import("._row", ("compute",)),
        t.Import("._schema", names),
        t.Import(pb2, ("DESCRIPTOR",)),
        t.Blank(),
        t.Assign(("NOTES",), notes),
        t.Assign(("SPEC",), spec),
    ]


def command(featureset: FeatureSet, context: Context) -> list[t.Statement]:
    """`__main__.py`: the command line of the service."""
    first = (
        f"{featureset.name}.v{featureset.version} as a command: `python -m {featureset.name} --port 50051` serves it."
    )
    return [
        header.docstring(featureset, context, first),
        t.Blank(),
        t.Import("sys"),
        t.Blank(),
        t.Import("featc_runtime.service", ("main",)),
        t.Blank(),
        t.Import(".service", ("SPEC",)),
        t.Blank(),
        t.ExprStatement(t.call("sys.exit", t.call("main", t.Name("SPEC"), home=t.Name("__file__")))),
    ]


def _note(feature: Output, inputs: tuple[str, ...]) -> t.Call:
    """The docstring and the fields that the feature depends on."""
    kwargs: dict[str, t.Expr] = {"doc": t.Const(feature.doc)} if feature.doc else {}
    if inputs:
        kwargs["inputs"] = t.TupleExpr(tuple(t.Const(name) for name in inputs))
    return t.call("FeatureNote", **kwargs)


BACKEND = PythonService()
