"""The words and types of the language, each in a sentence with an example. Knows no operators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Word:
    """What a word means, and how it is written."""

    meaning: str
    example: str


_LATER = "not supported yet"
_INPUT = "input Order time ordered_at {\n  amount:     float64\n  ordered_at: timestamp\n}"
_TEST = 'test "small" {\n  given  { amount: 1.0 }\n  expect { large: false }\n}'
_STREAM = "stream Payment time paid_at id payment_id visible_after 5s keep 90d {\n  paid_at: timestamp\n}"
_LOOKUP = "lookup Merchant key merchant_id valid_from since {\n  since: timestamp\n}"
_WINDOW = "mean(Payment.amount) by card_id over 7d delay 5m where (Payment.night)"

#: Every word of the grammar that the catalogue does not have as an operator.
KEYWORDS: Final[Mapping[str, Word]] = {
    "featureset": Word("The first line of a feature set: its name and its version.", "featureset orders.v1"),
    "option": Word("A setting of the generated packages.", 'option go_module = "example.com/features/orders"'),
    "import": Word(
        "Takes in what another file declares, by its path as seen from this file.", 'import "shared/time.fdl"'
    ),
    "input": Word("The row: its fields, their types and what they promise. A feature set has one.", _INPUT),
    "time": Word("Names the field with the moment of the row, after the name of an input or a stream.", _INPUT),
    "many": Word(
        f"Marks an input of which a request has several rows; {_LATER}.", "input Candidate many { price: float64 }"
    ),
    "let": Word("Gives a name to a value on the way to a feature; it is not an output.", "let net = amount - tax"),
    "def": Word(
        "A pure function. It is written out where it is called, and cannot call itself.", "def half(x: float64) = x / 2"
    ),
    "feature": Word("An output, computed from one row.", "feature log_amount = log1p(amount)"),
    "for": Word(
        "Writes lets and features out, once for each item.", "for n in [1, 2] {\n  feature above_{n} = amount > n\n}"
    ),
    "test": Word("A row and what the features of it are; `featc test` runs it through every target.", _TEST),
    "given": Word("The row of a test.", _TEST),
    "expect": Word("The values that a test expects of features.", _TEST),
    "events": Word(f"Events of a stream that a test begins with; {_LATER}.", "events Payment [{ amount: 1.0 }]"),
    "then": Word("The value of an `if` whose condition is true.", 'if amount > 100 then "large" else "small"'),
    "else": Word("The value of an `if` whose condition is false or null.", 'if amount > 100 then "large" else "small"'),
    "from": Word(
        "The name that a field has in the data, where it is another one.", 'amount: float64 from "Amount (EUR)"'
    ),
    "label": Word(
        "Marks a field that training data have and serving has not: no feature may read it.", "is_fraud: bool? label"
    ),
    "assume": Word("The zone of timestamps that are written without one.", 'ordered_at: timestamp assume "UTC"'),
    "nan": Word("`nan as null` makes every NaN of a field null, in every target.", "price: float64? nan as null"),
    "rounded": Word("Numbers that do not fit a field exactly enter it as the nearest.", "price: float64 rounded"),
    "binary": Word("`binary as utf8` reads bytes as the text that they hold.", "country: string binary as utf8"),
    "as": Word("Part of the marks `nan as null` and `binary as utf8`.", "price: float64? nan as null"),
    "utf8": Word("Part of the mark `binary as utf8`.", "country: string binary as utf8"),
    "unit": Word("What the integers of a time count: `s`, `ms`, `us` or `ns`.", 'paid_at: timestamp unit "s"'),
    "nulls": Word("The share of nulls that a field may have, at most.", "coupon: string? nulls <= 5%"),
    "null": Word("The missing value. Whether a value is null is asked with `is_null(x)`.", "x ?? 0"),
    "true": Word("A bool.", "feature always = true"),
    "false": Word("A bool.", "flag ?? false"),
    "stream": Word(f"Events that features aggregate; {_LATER}.", _STREAM),
    "id": Word(f"The field that tells the events of a stream apart; {_LATER}.", _STREAM),
    "visible_after": Word(f"How long after its time an event of a stream is known; {_LATER}.", _STREAM),
    "keep": Word(f"How long the events of a stream are kept; {_LATER}.", _STREAM),
    "lookup": Word(f"A table that rows are joined with; {_LATER}.", _LOOKUP),
    "key": Word(f"The fields by which a lookup is searched; {_LATER}.", _LOOKUP),
    "valid_from": Word(f"The moment from which a row of a lookup counts; {_LATER}.", _LOOKUP),
    "by": Word(f"The key of an aggregate over events; {_LATER}.", _WINDOW),
    "over": Word(f"How far back an aggregate over events looks; {_LATER}.", _WINDOW),
    "all": Word(f"The whole history, in `over all`; {_LATER}.", "count(Payment) by card_id over all"),
    "delay": Word(f"How old an event must be to count in an aggregate; {_LATER}.", _WINDOW),
    "where": Word(f"The condition of the events that an aggregate counts; {_LATER}.", _WINDOW),
    "fit": Word(f"What is learned from training data; {_LATER}.", "fit.zscore(amount)"),
}

#: Every type. With `?` a value may be null: `string?`.
TYPES: Final[Mapping[str, Word]] = {
    "bool": Word("`true` or `false`.", "is_member: bool"),
    "int64": Word("An integer of 64 bits; arithmetic wraps.", "quantity: int64"),
    "float64": Word("A double, as IEEE 754 has it; NaN is not null.", "amount: float64"),
    "string": Word("Text: a sequence of Unicode code points.", "country: string"),
    "timestamp": Word(
        'An instant, in microseconds. Its hour or day is that of a zone: `hour(t at "UTC")`.', "sent: timestamp"
    ),
    "datetime": Word("A civil time without a zone, in microseconds.", "local: datetime"),
    "date": Word("A day of the calendar.", "born: date"),
    "duration": Word("A length of time, in microseconds: `7d`, `1h30m`.", "waited: duration"),
    "list": Word(
        "Items of one scalar type: `list<string, ..50>` has at most 50, `list<float64, 3>` always 3; "
        "`list<float64?, 3>` may have nulls among them.",
        "tags: list<string, ..50>",
    ),
    "float32": Word("A float64 that is stored in 32 bits, of inputs and features only.", "score: float32"),
    "int32": Word("An int64 that is stored in 32 bits, of inputs and features only.", "count: int32"),
}
