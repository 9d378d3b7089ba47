"""How times are written where a program has something else. Knows kinds and the functions of times, no nodes."""

from __future__ import annotations

from collections.abc import Sequence

from featc_dsl.types import Kind

_WRITTEN = {
    Kind.DATE: "2013-01-05",
    Kind.DATETIME: '2013-01-05T09:30:00Z at "UTC"',
    Kind.TIMESTAMP: "2013-01-05T09:30:00Z",
}
_READ = {
    Kind.DATE: 'parse_date({}, "%Y-%m-%d")',
    Kind.DATETIME: 'parse_datetime({}, "%Y-%m-%d %H:%M:%S")',
    Kind.TIMESTAMP: "parse_rfc3339({})",
}
_PRINTED = {
    Kind.DATE: 'format_date({}, "%Y-%m-%d")',
    Kind.DATETIME: 'format_datetime({}, "%Y-%m-%d %H:%M:%S")',
    Kind.TIMESTAMP: "rfc3339({})",
}


def operator(name: str, at: int, kinds: Sequence[Kind], texts: Sequence[str]) -> str:
    """What to write instead of an operator whose operand ``at`` is not for values of its kind, or nothing."""
    kind = kinds[at]
    short = all(len(t) <= 20 for t in texts)
    match name:
        case "hour" | "minute" | "second" | "millisecond" | "microsecond" if kind is Kind.DATE:
            return "a date has no time of day"
        case "at" if kind is Kind.DATETIME:
            return "it is a civil time already: leave the zone out"
        case "at" if kind is Kind.DATE:
            return "it is a date already: leave the zone out"
        case "date" if kind is Kind.DATE:
            return "it is a date already: leave `date` out"
        case "date" if kind is Kind.STRING:
            return "a date is written without quotes, and alone: `2013-01-05`; of a text it is read by `parse_date`"
        case "to_timestamp" if kind is Kind.TIMESTAMP:
            return "it is an instant already: leave `to_timestamp` out"
        case "add" | "sub" if at == 0 and kind is Kind.MONTHS:
            return "write the time first, then the calendar step" if name == "add" else ""
        case "add" | "sub" if at == 1 and kind is Kind.MONTHS and kinds[0] is Kind.TIMESTAMP:
            return f'the calendar is that of a zone: `{texts[0]} at "UTC" …`, and `to_timestamp` leads back'
        case "add" | "sub" if at == 1 and kind is Kind.MONTHS:
            return ""
        case "add" | "sub" if at == 1 and kind is Kind.INT64 and kinds[0] is Kind.DATE and short:
            count = f"-{texts[1]}" if name == "sub" else texts[1]
            return f"write `add_days({texts[0]}, {count})`"
        case "add" if at == 1 and kind is Kind.DATE and kinds[0] is Kind.DATE:
            return "of two dates take the difference, `days(a - b)`"
        case "mul" if Kind.MONTHS in kinds:
            return "a number of calendar steps is `add_months(d, n)` or `add_years(d, n)`"
        case "date_diff" if at == 0 and kind is Kind.STRING and texts[0].startswith('"'):
            return f"the unit comes last: `date_diff(start, end, {texts[0]})`"
        case "truncate" if at == 0 and kind is Kind.STRING and texts[0].startswith('"'):
            return f"the unit comes last: `truncate({texts[1]}, {texts[0]})`"
        case "truncate" if at == 1 and kind is Kind.DURATION and kinds[0] is Kind.DATE:
            return 'a date has no time of day: name a unit, such as `"month"`'
    return ""


def conversion(wanted: Kind, have: Kind, text: str, const: bool) -> str:
    """How to make a value of one kind out of another where one of them is a time, or nothing."""
    match wanted, have:
        case ((Kind.DATE | Kind.DATETIME | Kind.TIMESTAMP), Kind.STRING):
            if const:
                return f"write it without quotes: `{_WRITTEN[wanted]}`"
            return f"read the text by its format: `{_READ[wanted].format(text)}`"
        case Kind.STRING, (Kind.DATE | Kind.DATETIME | Kind.TIMESTAMP):
            return f"write `{_PRINTED[have].format(text)}`"
        case Kind.TIMESTAMP, Kind.DATE if const:
            return f"write a moment of that day: `{text}T00:00:00Z`"
        case Kind.DATETIME, Kind.DATE:
            return f"write `datetime({text})`, its midnight, or take the date of the other side, `date(…)`"
        case Kind.TIMESTAMP, Kind.DATE:
            return f'a date has no time of day: its midnight in a zone is `to_timestamp(datetime({text}), "UTC")`'
        case Kind.TIMESTAMP, Kind.DATETIME:
            return f'a civil time is no instant: in a zone it is, `to_timestamp({text}, "UTC")`'
        case Kind.TIMESTAMP, Kind.INT64 if not const:
            return f"write `from_unix_seconds({text})`, or another unit"
        case Kind.INT64, Kind.TIMESTAMP:
            return f"write `unix_seconds({text})`, or another unit"
        case Kind.DATETIME, Kind.TIMESTAMP:
            text = f"({text})" if " " in text else text
            return f'write `{text} at "UTC"`, or name the zone that the feature means'
        case Kind.DATE, Kind.DATETIME:
            return f"write `date({text})`"
        case Kind.DATE, Kind.TIMESTAMP:
            return f'write `date({text} at "UTC")`, or name the zone that the feature means'
    return ""
