"""Finds int64s in a literal table: by place where the table is dense, else by comparing or bisection. No operator."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from featc_runtime.batch.columns import Ints

#: Up to this many items, comparing with each of them is quicker than bisection; an int8 counts them.
_FEW = 100
#: A table whose items lie in a range of so many numbers (or so many for each item) is kept as an array of the range.
_DENSE, _DENSE_EACH = 4096, 16


@dataclass(frozen=True, slots=True)
class IntTable:
    """The distinct items in ascending order, and the position of each in the table as written.

    ``dense`` has the position of every number from the least item on, -1 for what is no item and once more at the end;
    None where that would be too long.
    """

    items: Ints
    positions: Ints
    dense: Ints | None

    def __len__(self) -> int:
        return len(self.items)


def int_table(items: tuple[int, ...]) -> IntTable:
    """The prepared form of a literal table."""
    array = np.array(items, dtype=np.int64)
    positions = np.argsort(array).astype(np.int64)
    array = array[positions]
    dense = None
    if items and max(items) - min(items) < max(_DENSE, _DENSE_EACH * len(items)):
        dense = np.full(max(items) - min(items) + 2, -1, np.int64)
        dense[array - array[0]] = positions
    return IntTable(array, positions, dense)


def int_positions(x: Ints, table: IntTable) -> Ints:
    """The position of x in the table, or -1."""
    items, positions = table.items, table.positions
    if table.dense is not None:
        # Wrapped and seen as unsigned, what is below the least item is far above the greatest.
        place = np.subtract(x, items[0]).view(np.uint64)
        found: Ints = table.dense.take(np.minimum(place, len(table.dense) - 1).view(np.int64))
        return found
    if len(items) <= _FEW:
        after = np.zeros(len(x), dtype=np.int8)  # one above the position
        for item, position in zip(items, positions, strict=True):
            after += (x == item).view(np.int8) * np.int8(position + 1)
        return after.astype(np.int64) - 1
    at = np.searchsorted(items, x)
    np.minimum(at, len(items) - 1, out=at)
    return np.where(items[at] == x, positions[at], -1)
