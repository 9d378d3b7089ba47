"""The contracts of input fields on columns. Knows neither Arrow nor chunks; null rates are counted by the engine."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from featc_runtime.arrow.problems import Problem, problems
from featc_runtime.batch.columns import Bools, Column, Lists, Ragged, Strings
from featc_runtime.rawtext import raw_text
from featc_runtime.schema import Field, OneOf, Range


def broken(field: Field, values: Column, ok: Bools | None) -> list[Problem]:
    """What breaks the range and set contracts of a field; nulls pass. Lists have no such contracts."""
    contracts = [c for c in field.contracts if isinstance(c, (Range, OneOf))]
    if not contracts or isinstance(values, Lists | Ragged):
        return []
    return [problem for contract in contracts for problem in _in_column(field, contract, values, ok)]


def _in_column(
    field: Field, contract: Range | OneOf, values: NDArray[Any] | Strings, ok: Bools | None
) -> list[Problem]:
    if isinstance(contract, OneOf):
        bad = _not_of(contract, values)
    else:
        assert isinstance(values, np.ndarray)  # strings have no ranges
        bad = _outside(contract, values)
    if bad is None:
        return []
    if ok is not None:
        bad &= ok

    def text(i: int) -> str:
        value = values.values[values.codes[i]] if isinstance(values, Strings) else values[i].item()
        return f"{raw_text(field.type.kind, value)} is not {contract.text}"

    return problems(bad, "OUT_OF_CONTRACT", text, contract.text)


def _outside(contract: Range, values: NDArray[Any]) -> Bools | None:
    """Where a value is outside the range, NaN being outside; None where a quick look finds none."""
    if len(values) == 0 or (values.min() >= contract.low and values.max() <= contract.high):
        return None
    return ~((values >= contract.low) & (values <= contract.high))


def _not_of(contract: OneOf, values: NDArray[Any] | Strings) -> Bools | None:
    if not isinstance(values, Strings):
        return np.isin(values, np.array(contract.items, values.dtype), invert=True)
    allowed = frozenset(contract.items)
    unknown = np.array([v not in allowed for v in values.values], np.bool_)
    return unknown[values.codes] if unknown.any() else None
