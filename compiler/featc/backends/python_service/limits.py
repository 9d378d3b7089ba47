"""How many fields a message may have in Python: protobuf's C library holds one in 65,535 bytes. Knows types alone."""

from __future__ import annotations

from collections.abc import Sequence

from featc.backends.base import Unbuildable
from featc.ir import FeatureSet, InputField, Output
from featc_dsl.types import Kind

#: Bytes of a message, and those of them that no field has.
_BYTES, _OWN = 65_535, 16
_STORED = {"float32": 4, "int32": 4}
_SIZES = {Kind.BOOL: 1, Kind.STRING: 16, Kind.DATETIME: 16, Kind.DATE: 16}


def check(featureset: FeatureSet) -> None:
    """Unbuildable where a message of the program cannot be imported."""
    for what, fields in (("inputs", featureset.input.wire_fields), ("features", featureset.features)):
        bytes_ = _bytes(fields)
        if bytes_ > _BYTES:
            raise Unbuildable(
                f"protobuf's messages in Python have room for {_BYTES:,} bytes, {len(fields):,} {what} need {bytes_:,}",
                "divide the feature set, or build what needs no message: "
                "--target docs,python_package,python_batch,python_row",
            )


def _bytes(fields: Sequence[InputField | Output]) -> int:
    """A lower bound: eight bytes where the type does not say otherwise, and a bit for presence."""
    sizes = [_STORED.get(f.storage or "", 0) or _SIZES.get(f.type.kind, 8) for f in fields if f.type.item is None]
    lists = sum(8 for f in fields if f.type.item is not None)
    return _OWN + sum(sizes) + lists + (len(sizes) + 7) // 8
