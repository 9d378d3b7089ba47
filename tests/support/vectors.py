"""The conformance vectors, as the compiler reads them."""

from __future__ import annotations

from featc.certify.vectors import (
    FOLDER,
    SECTIONS,
    Vector,
    decode,
    encode,
    operand_types,
    read_type,
    read_vectors,
    vector_files,
)

__all__ = [
    "FOLDER",
    "SECTIONS",
    "Vector",
    "decode",
    "encode",
    "operand_types",
    "read_type",
    "read_vectors",
    "vector_files",
]
