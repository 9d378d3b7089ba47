"""Runs protoc (of grpcio-tools) on a schema. Knows files and protoc's options, nothing of features."""

from __future__ import annotations

import tempfile
from importlib import resources
from pathlib import Path


class ProtocError(Exception):
    """protoc refused a schema that featc wrote: a bug in featc, never the user's."""


def python_classes(path: str, text: str) -> dict[str, bytes]:
    """Message classes, type stubs and gRPC stubs: path → bytes, relative to the import root.

    ``path`` is the schema's path as protobuf imports it, ``flights/v1/flights.proto``; the folders between become
    Python packages, whose ``__init__.py`` files are not among the results.
    """
    # imported here: it loads a compiler of several megabytes, which checks and batch runs do without
    from grpc_tools import protoc

    with tempfile.TemporaryDirectory(prefix="featc-proto-") as name:
        root = Path(name)
        source, out = root / "in" / path, root / "out"
        source.parent.mkdir(parents=True)
        source.write_text(text, encoding="utf-8")
        out.mkdir()
        well_known = resources.files("grpc_tools") / "_proto"
        status = protoc.main(
            [
                "protoc",
                f"--proto_path={root / 'in'}",
                f"--proto_path={well_known}",
                f"--python_out={out}",
                f"--pyi_out={out}",
                f"--grpc_python_out={out}",
                path,
            ]
        )
        if status != 0:
            raise ProtocError(f"protoc refused {path} (exit {status})")
        files = sorted(p for p in out.rglob("*") if p.is_file())
        return {p.relative_to(out).as_posix(): p.read_bytes() for p in files}
