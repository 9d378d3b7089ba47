"""The reader of lock files: whatever stands there is a lock that can be kept, or Unreadable."""

from __future__ import annotations

import random

import pytest
from compiling import program
from front_end import stopped_after
from project import ROOT
from sources import mutate

from featc.lock import Lock, LockError, WireField, read, update, wire_fields, write
from featc.pipeline import identify
from featc.readback import Unreadable

HEAD = 'format = 1\nfeatureset = "t.v1"\nfingerprint = "x"\n[pins]\n[features]\n'

#: What TOML can say and a lock cannot.
PIECES = (
    "inf", "-inf", "nan", "1.5", "true", "-1", "0", "19000", "536870911", "536870912", "9223372036854775808",
    "9" * 30, '"5"', "[]", "[1]", "{}", "{ number = 1 }", "1979-05-27", "07:32:00", '""', '"\\u0000"', "[messages]",
    "[messages.Row]", "[[reserved.Row]]", "[pins]", "format = 1", "format = 2", "a.b.c = 1", '"" = 1', "'''", '"""',
    "\n", "=", "[" * 2000,
)  # fmt: skip


def wire(line: str) -> Lock:
    """The lock with one field."""
    return read(f"{HEAD}[messages.Row]\n{line}\n", "t.lock")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        *((f'a = {{ number = {n}, type = "int64" }}', "a whole number") for n in ("1.9", "true", '"5"', "inf")),
        ('a = { number = 0, type = "int64" }', "which is no field number"),
        ('a = { number = 536870912, type = "int64" }', "which is no field number"),
        ('a = { number = 1, type = 2 }', "a text was expected"),
        ('"a; b" = { number = 1, type = "int64" }', "a name was expected"),
        (f"a = {'[' * 5000}", "nested more than 64 levels deep"),
    ],
)  # fmt: skip
def test_what_is_no_lock(line: str, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        wire(line)


def test_the_last_number() -> None:
    """No number follows the greatest of protobuf, and none below it may have been free for ever."""
    made = program("feature a = i\nfeature b = x\n")
    full = Lock("t.v1", "", {}, {}, {"Features": {"a": WireField(2**29 - 1, "int64")}}, {})
    with pytest.raises(LockError, match="no field number left for b"):
        update(full, made, "", {}, {})


@pytest.mark.thorough
def test_no_text_breaks_the_reader() -> None:
    text = (ROOT / "examples" / "flights" / "flights.lock").read_text(encoding="utf-8")
    made = program("feature a = i\nfeature cents = x\n")
    good = 0
    for seed in range(3000):
        rng = random.Random(seed)
        changed = text if rng.randrange(3) else write(identify(made, None))
        for _ in range(rng.choice((1, 1, 2, 5))):
            changed = mutate(rng, changed, PIECES)
        try:
            with stopped_after(20):
                lock = read(changed, "t.lock")
        except Unreadable:
            continue
        good += 1
        assert read(write(lock), "t.lock") == lock
        try:
            kept = update(Lock("t.v1", "", {}, {}, lock.messages, lock.reserved), made, "", {}, {})
        except LockError:
            continue
        assert_numbers(lock, kept)
        assert kept.messages.keys() == wire_fields(made).keys()
    assert good > 100


def assert_numbers(old: Lock, new: Lock) -> None:
    """Numbers are unique within a message, and each that was ever given is still its name's, or reserved."""
    for message, fields in new.messages.items():
        numbers = [w.number for w in fields.values()] + [number for number, _ in new.reserved.get(message, ())]
        assert len(set(numbers)) == len(numbers)
        before = {w.number for w in old.messages.get(message, {}).values()}
        before |= {number for number, _ in old.reserved.get(message, ())}
        assert before <= set(numbers)
