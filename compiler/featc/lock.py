"""The lock file: protobuf field numbers that are never used twice, fingerprints, pins. Knows no target, does no I/O.

It lies beside the source as ``<name>.lock`` and belongs into version control. Numbers of removed fields stay reserved;
a field whose wire type changes gets a new number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import tomli_w

from featc.advice import Advised
from featc.backends.base import Numbers
from featc.ir import FeatureSet
from featc.readback import Unreadable, parse_toml
from featc_dsl.types import Storage, Type

_FORMAT = 1
_HEADER = "# Made by `featc build`; commit it. It keeps protobuf field numbers stable and says what was built.\n\n"

#: protobuf's own numbers, not to be given to fields
_PROTOBUF_RESERVED = range(19000, 20000)
_LAST_NUMBER = 2**29 - 1


_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class LockError(Advised):
    """The lock file cannot be kept as it is. ``hint`` says what to do."""


@dataclass(frozen=True, slots=True)
class WireField:
    """A field's number and the type that travels under it (nullability aside)."""

    number: int
    type: str


@dataclass(frozen=True, slots=True)
class Lock:
    """What a lock file says. ``reserved`` has numbers with the names they had."""

    featureset: str
    fingerprint: str
    pins: dict[str, str]
    features: dict[str, str]
    messages: dict[str, dict[str, WireField]] = field(default_factory=dict)
    reserved: dict[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)

    def numbers(self) -> Numbers:
        """The field numbers for the proto backend. A name in use again is not reserved, its old number stays so."""
        fields = {m: {name: w.number for name, w in fs.items()} for m, fs in self.messages.items()}
        reserved = {
            m: tuple((number, "" if name in fields.get(m, {}) else name) for number, name in rows)
            for m, rows in self.reserved.items()
        }
        return Numbers(fields, reserved)


def hint(path: str) -> str:
    """What to do about a lock file that cannot be read."""
    return f"restore {path} from version control, or delete it to number the fields anew"


def read(text: str, path: str) -> Lock:
    """A lock from its text; Unreadable where it is none."""
    doc = parse_toml(text, path, hint(path))
    try:
        if doc["format"] != _FORMAT:
            found = f"{path} has lock format {doc['format']}, this featc knows format {_FORMAT}"
            raise Unreadable(found, "use the featc that wrote it")
        lock = Lock(
            featureset=_text(doc["featureset"]),
            fingerprint=_text(doc["fingerprint"]),
            pins={k: _text(v) for k, v in doc["pins"].items()},
            features={k: _text(v) for k, v in doc["features"].items()},
            messages={
                _name(m): {_name(name): WireField(_number(w["number"]), _text(w["type"])) for name, w in fs.items()}
                for m, fs in doc.get("messages", {}).items()
            },
            reserved={
                _name(m): tuple((_number(r["number"]), _name(r["name"])) for r in rows)
                for m, rows in doc.get("reserved", {}).items()
            },
        )
        _check_numbers(lock)
    except KeyError as error:
        raise Unreadable(f"{path} is damaged: it has no `{error.args[0]}`", hint(path)) from None
    except (TypeError, AttributeError):
        raise Unreadable(f"{path} is damaged: a table was expected where something else is", hint(path)) from None
    except ValueError as error:
        raise Unreadable(f"{path} is damaged: {error}", hint(path)) from None
    return lock


def _check_numbers(lock: Lock) -> None:
    """ValueError for numbers that protobuf does not take. Two are equal where two branches were merged line by line."""
    for message in sorted({*lock.messages, *lock.reserved}):
        fields = lock.messages.get(message, {})
        taken = dict[int, str]()
        for number, name in (*((w.number, n) for n, w in fields.items()), *lock.reserved.get(message, ())):
            if number in taken:
                twice = f"{message}.{taken[number]} and {message}.{name} both have the field number {number}"
                raise ValueError(f"{twice}; give one that is not released yet a number of its own")
            if not 0 < number <= _LAST_NUMBER or number in _PROTOBUF_RESERVED:
                raise ValueError(f"{message}.{name} has {number}, which is no field number")
            taken[number] = name


def _number(value: object) -> int:
    if type(value) is not int:
        raise ValueError(f"a whole number was expected, found {value!r:.60}")
    return value


def _name(value: object) -> str:
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise ValueError(f"a name was expected, found {value!r:.60}")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"a text was expected, found {value!r:.60}")
    return value


def write(lock: Lock) -> str:
    """The text of a lock file."""
    doc: dict[str, object] = {
        "format": _FORMAT,
        "featureset": lock.featureset,
        "fingerprint": lock.fingerprint,
        "pins": lock.pins,
        "features": lock.features,
        "messages": {
            m: {name: {"number": w.number, "type": w.type} for name, w in fs.items()} for m, fs in lock.messages.items()
        },
    }
    if lock.reserved:
        doc["reserved"] = {m: [{"number": n, "name": name} for n, name in rows] for m, rows in lock.reserved.items()}
    return _HEADER + tomli_w.dumps(doc)


def numbers_document(lock: Lock) -> dict[str, object]:
    """The field numbers as `ir.json` has them."""
    return {
        "fields": {m: {n: [w.number, w.type] for n, w in fields.items()} for m, fields in lock.messages.items()},
        "reserved": {m: [[number, name] for number, name in rows] for m, rows in lock.reserved.items()},
    }


def of_numbers(document: Mapping[str, Any], path: str, pins: Mapping[str, str], featureset: str) -> Lock:
    """A lock with the numbers of `numbers_document`, and without fingerprints; Unreadable for others."""
    try:
        messages = {
            _name(m): {_name(n): WireField(_number(number), _text(type)) for n, (number, type) in fields.items()}
            for m, fields in document["fields"].items()
        }
        reserved = {
            _name(m): tuple((_number(number), _name(name)) for number, name in rows)
            for m, rows in document["reserved"].items()
        }
        lock = Lock(featureset, "", dict(pins), {}, messages, reserved)
        _check_numbers(lock)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable(f"{path} is damaged: its field numbers are not as featc writes them: {error}") from None
    return lock


def update(
    old: Lock | None, featureset: FeatureSet, fingerprint: str, features: Mapping[str, str], pins: Mapping[str, str]
) -> Lock:
    """The lock that this program needs, keeping every number that the old one gave."""
    if old is not None and old.featureset.split(".")[0] != featureset.name:
        raise LockError(
            f"the lock file is of featureset {old.featureset}, the source of {featureset.name}.v{featureset.version}",
            "give the source its own file name, or delete the lock file if the featureset was renamed",
        )
    messages, reserved = dict[str, dict[str, WireField]](), dict[str, tuple[tuple[int, str], ...]]()
    for message, fields in wire_fields(featureset).items():
        before = old.messages.get(message, {}) if old else {}
        kept = old.reserved.get(message, ()) if old else ()
        messages[message], gone = _assign(fields, before, kept)
        if gone:
            reserved[message] = gone
    for message in old.messages if old else ():
        # an input that was renamed: its numbers come back should it be named so again
        if old is not None and message not in messages:
            rows = (*old.reserved.get(message, ()), *((w.number, n) for n, w in old.messages[message].items()))
            reserved[message] = tuple(sorted(rows))
    for message, rows in (old.reserved if old else {}).items():
        reserved.setdefault(message, rows)
    return Lock(f"{featureset.name}.v{featureset.version}", fingerprint, dict(pins), dict(features), messages, reserved)


def _assign(
    fields: Mapping[str, str], before: Mapping[str, WireField], reserved: tuple[tuple[int, str], ...]
) -> tuple[dict[str, WireField], tuple[tuple[int, str], ...]]:
    gone = list(reserved)
    kept = {name: w for name, w in before.items() if fields.get(name) == w.type}
    gone += [(w.number, name) for name, w in before.items() if name not in kept]
    used = {w.number for w in kept.values()} | {n for n, _ in gone}
    following = max(used, default=0) + 1
    result = {}
    for name, type in fields.items():
        if name not in kept:
            if following in _PROTOBUF_RESERVED:
                following = _PROTOBUF_RESERVED.stop
            if following > _LAST_NUMBER:
                raise LockError(
                    f"there is no field number left for {name}: the lock file has one of {_LAST_NUMBER:,}, the last",
                    "numbers follow the greatest one that was ever given: restore the lock file from version control",
                )
            kept[name] = WireField(following, type)
            following += 1
        result[name] = kept[name]
    return result, tuple(sorted(gone))


def wire_fields(featureset: FeatureSet) -> dict[str, dict[str, str]]:
    """The messages whose fields the lock numbers, each field with its wire type."""
    return {m.name: {f.name: _wire_type(f.type, f.storage) for f in m.fields} for m in featureset.messages}


def _wire_type(type: Type, storage: Storage | None) -> str:
    if type.item is None:
        return storage or type.kind.value
    item = (storage or type.item.kind.value) + ("?" if type.item.nullable else "")
    return f"list<{item}>"  # lengths are not of the wire
