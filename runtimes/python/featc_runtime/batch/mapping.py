"""Maps the code points of many strings by a table, all at once. Knows tables, no operator.

The strings are joined, become one array of code points, go through the table, and are split again: several times
quicker than `str.translate` of each, which it equals.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

#: What stands between the strings: the first that is in none of them. Mapped to itself by every table.
_SEPARATORS = ("\x1f", "\x00", "\n", "\ue000")
#: Code points from here on are mapped to themselves by every table; it keeps the arrays small.
_END = 0x20000
#: Marks a code point that is mapped to several, or to none.
_SEVERAL = np.uint32(0x8000_0000)


@dataclass(frozen=True, slots=True)
class PointMap:
    """A mapping of code points to strings. None that is mapped to several, or to none, comes of another.

    ``ascii`` is the same mapping for ASCII strings; ``table`` that of `str.translate`; ``array`` has what each code
    point below `_END` is mapped to, or itself with the mark `_SEVERAL`.
    """

    ascii: Callable[[str], str]
    table: Mapping[int, int | str]
    array: NDArray[np.uint32]

    @classmethod
    def of(cls, ascii: Callable[[str], str], table: Mapping[int, int | str]) -> PointMap:
        """A map from the table of `str.translate`. ValueError for one that it is not made for."""
        array = np.arange(_END, dtype=np.uint32)
        several = {c: to for c, to in table.items() if isinstance(to, str) and len(to) != 1}
        for c, to in table.items():
            array[c] = c | int(_SEVERAL) if c in several else ord(to) if isinstance(to, str) else to
        made = {ord(letter) for to in several.values() for letter in to} | {int(c) for c in array[array < _SEVERAL]}
        if made & several.keys() or any(array[ord(separator)] != ord(separator) for separator in _SEPARATORS):
            raise ValueError("a code point that is mapped to several may not come of another")
        return cls(ascii, table, array)

    def __call__(self, strings: Sequence[str]) -> list[str]:
        """Each string with its code points mapped."""
        for separator in _SEPARATORS:
            text = separator.join(strings)
            if text.count(separator) == len(strings) - 1:
                return self._mapped(text).split(separator)
        return [x.translate(self.table) for x in strings]

    def _mapped(self, text: str) -> str:
        if text.isascii():
            return self.ascii(text)
        points = np.frombuffer(text.encode("utf-32-le"), dtype="<u4")
        mapped = self.array.take(points, mode="clip")
        if points.max() >= _END:
            np.copyto(mapped, points, where=points >= _END)
        marked = mapped >= _SEVERAL
        if not marked.any():
            return mapped.astype("<u4", copy=False).tobytes().decode("utf-32-le")
        mapped[marked] ^= _SEVERAL
        several = np.unique(mapped[marked]).tolist()
        text = mapped.astype("<u4", copy=False).tobytes().decode("utf-32-le")
        for c in several:  # none of them comes of another, so each one there is of the text before
            text = text.replace(chr(c), str(self.table[c]))
        return text
