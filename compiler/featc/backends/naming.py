"""Names and remarks in generated code of any language. Knows no language and no operator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath

from featc.ir import Output, RowProgram, walk


class Namer:
    """Gives each thing in one scope a name of its own: one that is taken gets underscores behind it."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._counts: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """The wanted name, or the nearest free one."""
        return self.take_with(wanted)

    def take_with(self, wanted: str, *ends: str) -> str:
        """The same, where the names with each of these ends behind it are free too, and taken with it."""
        while not self._taken.isdisjoint({wanted, *(f"{wanted}{end}" for end in ends)}):
            wanted += "_"
        self._taken |= {wanted, *(f"{wanted}{end}" for end in ends)}
        return wanted

    def fresh(self, stem: str) -> str:
        """A new name: the stem with a number behind it."""
        while True:
            self._counts[stem] = count = self._counts.get(stem, 0) + 1
            if (name := f"{stem}{count}") not in self._taken:
                return self.take(name)


def printable(text: str) -> str:
    """Text for a comment on one line: what does not print is written as fdl writes it."""
    return "".join(c if c.isprintable() else f"\\u{{{ord(c):x}}}" for c in text)


def remark(feature: Output, source: str, columns: int) -> str:
    """What stands above a feature's code: its formula, cut where it is long, and its line in the source."""
    place = f"  ({PurePath(source).name}:{feature.span.line})"
    text = printable(f"{feature.name} = {feature.formula}")
    room = columns - len(place)
    return (text if len(text) <= room else text[: room - 1].rstrip() + "…") + place


def count_uses(row: RowProgram) -> Counter[int]:
    """How often each node is an operand or a feature, by its key."""
    uses: Counter[int] = Counter(f.node.key for f in row.outputs)
    for node in walk(f.node for f in row.outputs):
        uses.update(a.key for a in node.args)
    return uses
