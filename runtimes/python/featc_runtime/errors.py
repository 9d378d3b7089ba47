"""What may go wrong where rows enter. Knows no transport; the service and the CLI turn these into answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from featc_runtime.rawtext import visible

Reason = Literal["ABSENT", "WRONG_TYPE", "OUT_OF_CONTRACT", "OUT_OF_RANGE", "TOO_FINE", "BAD_TEXT", "UNKNOWN_FIELD"]


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing wrong with one field of one row: the field's name, a reason for programs, a sentence for people."""

    field: str
    reason: Reason
    message: str


class FeatcError(Exception):
    """Base of every error that the runtime raises on purpose. Its message may quote any text: none reaches a terminal
    as a command.
    """

    def __init__(self, message: str) -> None:
        super().__init__(visible(message))


class SchemaError(FeatcError):
    """A table lacks a column or has it in another type. ``column``, ``expected`` and ``found`` say which."""

    def __init__(self, message: str, *, column: str = "", expected: str = "", found: str = "") -> None:
        super().__init__(message)
        self.column, self.expected, self.found = column, expected, found


class RowError(FeatcError):
    """One row cannot be transformed. ``violations`` has every one found, in the order of the fields."""

    def __init__(self, violations: tuple[Violation, ...]) -> None:
        super().__init__("; ".join(f"{v.field}: {v.message}" for v in violations))
        self.violations = violations


@dataclass(frozen=True, slots=True)
class Breach:
    """One rule that rows of a table break: the first such row (None for a null rate), how many, a sentence."""

    field: str
    reason: Reason
    row: int | None
    count: int
    message: str


class ContractError(FeatcError):
    """Rows of a table break what the feature set's inputs promise.

    ``field`` is the field, ``row`` the position of the first bad row in the call's input (None for a null rate),
    ``count`` how many rows are bad; all three are those of the first of ``breaches``, which has every rule broken, in
    the order of the fields, then of rows.
    """

    def __init__(
        self, message: str, *, field: str, row: int | None, count: int, breaches: tuple[Breach, ...] = ()
    ) -> None:
        super().__init__(message)
        self.field, self.row, self.count, self.breaches = field, row, count, breaches


class EnvironmentFault(FeatcError):
    """The process cannot keep featc's promise, such as one that flushes subnormal numbers to zero."""
