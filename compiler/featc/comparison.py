"""Batch against serving on a table, bit by bit: the work of `featc verify`. Prints nothing.

Rows come in batches. What the contracts refuse is refused by both paths: the service must refuse it too, and its
features are not compared. Every other row is transformed by the batch module and by the service.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import grpc
import pyarrow as pa

from featc.loaded import Loaded
from featc.values.bits import same
from featc.values.rows import RawRow, from_arrow
from featc_runtime.errors import Violation
from featc_runtime.service import Client, Rejected

_SLICE = 1_000  # rows a call, below every service's limit


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One value that differs. ``row`` counts from 0 over the whole input; ``feature`` indexes the outputs."""

    row: int
    feature: int
    batch: Any
    service: Any
    inputs: RawRow


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that one path or both refuse. ``by`` is "both", "batch" or "service"."""

    row: int
    by: str
    violations: tuple[Violation, ...]


@dataclass
class Compared:
    """What a comparison found; the first findings in full, all of them counted."""

    rows: int = 0
    values: int = 0
    mismatches: int = 0
    refused: int = 0
    disagreed: int = 0  # rows that only one path refuses
    by_feature: Counter[int] = field(default_factory=Counter)  # how many mismatches each feature has
    shown: list[Mismatch] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    @property
    def agreed(self) -> bool:
        """Whether both paths gave the same answer for every row: the same bits, or a refusal."""
        return not self.mismatches and not self.disagreed

    @property
    def good(self) -> bool:
        """Whether they agreed, and every row has features."""
        return self.agreed and not self.refused


class Comparison:
    """Compares batch after batch; ``report`` grows."""

    def __init__(self, loaded: Loaded, client: Client, show: int = 10) -> None:
        self.report = Compared()
        self._loaded, self._client, self._show = loaded, client, show
        self._free = loaded.with_contracts(())

    def add(self, batch: pa.RecordBatch, threads: int | None = None) -> None:
        """Compare one batch of the input."""
        table = pa.Table.from_batches([batch])
        first, self.report.rows = self.report.rows, self.report.rows + batch.num_rows
        bad: dict[int, list[Violation]] = {}
        for row, violation in self._loaded.module.violations(table):
            bad.setdefault(row, []).append(violation)
        good = [i for i in range(batch.num_rows) if i not in bad]
        # rows that only a contract refuses are whole rows all the same: the service must refuse them too
        sendable = [i for i, found in bad.items() if all(v.reason == "OUT_OF_CONTRACT" for v in found)]
        for i in bad.keys() - set(sendable):
            self._refuse(Refusal(first + i, "both", tuple(bad[i])))
        if good:
            self._good(table.take(pa.array(good)), [first + i for i in good], threads)
        if sendable:
            self._bad(table.take(pa.array(sendable)), [first + i for i in sendable], [bad[i] for i in sendable])

    def _good(self, table: pa.Table, numbers: Sequence[int], threads: int | None) -> None:
        wanted = from_arrow(self._free.transform(table, threads=threads), self._loaded.module.outputs)
        inputs = list(self._inputs(table))
        for number, row, expected, found in zip(numbers, inputs, wanted, self._serve(inputs), strict=True):
            if isinstance(found, Rejected):
                self.report.disagreed += 1
                self._refuse(Refusal(number, "service", found.violations))
                continue
            self.report.values += len(expected)
            for i, (x, y) in enumerate(zip(expected, found, strict=True)):
                if not same(x, y):
                    self.report.mismatches += 1
                    self.report.by_feature[i] += 1
                    if len(self.report.shown) < self._show:
                        self.report.shown.append(Mismatch(number, i, x, y, row))

    def _bad(self, table: pa.Table, numbers: Sequence[int], violations: Sequence[list[Violation]]) -> None:
        answers = self._serve(list(self._inputs(table)))
        for number, found, answer in zip(numbers, violations, answers, strict=True):
            agreed = isinstance(answer, Rejected) and {v.field for v in answer.violations} == {v.field for v in found}
            self.report.disagreed += not agreed
            self._refuse(Refusal(number, "both" if agreed else "batch", tuple(found)))

    def _refuse(self, refusal: Refusal) -> None:
        self.report.refused += 1
        # the ones that only one path refuses come first: they are what is wrong
        if refusal.by != "both":
            self.report.refusals.insert(0, refusal)
        elif len(self.report.refusals) < self._show:
            self.report.refusals.append(refusal)
        del self.report.refusals[self._show :]

    def _inputs(self, table: pa.Table) -> Iterator[RawRow]:
        names = [f.name for f in self._loaded.spec.wire_inputs]
        for chunk in self._free.chunks(table):
            yield from chunk.to_rows(names)

    def _serve(self, rows: Sequence[RawRow]) -> Iterator[RawRow | Rejected]:
        """The service's answers in order. A call that is too large for it is halved."""
        stack = [rows[i : i + _SLICE] for i in range(0, len(rows), _SLICE)][::-1]
        while stack:
            part = stack.pop()
            try:
                yield from self._client.transform_batch(part)
            except grpc.RpcError as error:
                if error.code() is not grpc.StatusCode.RESOURCE_EXHAUSTED or len(part) == 1:
                    raise
                half = len(part) // 2
                stack += [part[half:], part[:half]]
