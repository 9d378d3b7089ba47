"""What a generated module needs to run over Arrow tables. Knows the pieces of this package by name only."""

from featc_runtime.arrow.engine import CHUNK_ROWS, Compute, Module
from featc_runtime.arrow.entry import Chunk
from featc_runtime.batch.columns import Bools, Column, Lists, Strings
from featc_runtime.schema import Field, NullShare, OneOf, Output, Range

__all__ = [
    "CHUNK_ROWS",
    "Bools",
    "Chunk",
    "Column",
    "Compute",
    "Field",
    "Lists",
    "Module",
    "NullShare",
    "OneOf",
    "Output",
    "Range",
    "Strings",
]
