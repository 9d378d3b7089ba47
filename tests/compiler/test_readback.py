"""The reader of what featc wrote: whatever is there is what it should be, or Unreadable in bounded time and memory."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest
from front_end import stopped_after
from project import ROOT
from sources import mutate

from featc.readback import (
    MOST_BYTES,
    MOST_DEPTH,
    Unreadable,
    document,
    parse_json,
    parse_toml,
    read_bytes,
    read_json,
    read_text,
)

DEEP = 100_000

BAD_JSON = [
    ("[" * DEEP, "nested more than 64 levels deep"),
    ('{"a":' * DEEP, "nested more than 64 levels deep"),
    ("[" * DEEP + "]" * DEEP, "nested more than 64 levels deep"),
    ('"' + '\\"' * DEEP, "not valid JSON: unterminated string"),
    ('{"a": 1, "a": 2}', 'the name "a" twice in one object'),
    ('{"b": [{"a": {}, "a": {}}]}', 'the name "a" twice in one object'),
    ("[NaN]", "NaN, which is not a JSON value"),
    ("[-Infinity]", "-Infinity, which is not a JSON value"),
    ("1e999", "beyond a float64"),
    ("-1e999", "beyond a float64"),
    ("9" * 5_000, "beyond 64 bits"),
    ("18446744073709551616", "beyond 64 bits"),
    ("-9223372036854775809", "beyond 64 bits"),
    ("0." + "1" * DEEP, "beyond a float64"),
    ('"\\ud800"', "half of a surrogate pair"),
    ('{"\\udc00": 1}', "half of a surrogate pair"),
    ("\0", "not valid JSON"),
    ('"\x1b"', "not valid JSON: invalid control character"),
    ("[1] 2", "not valid JSON: extra data, line 1, column 5"),
    ("", "not valid JSON"),
]


@pytest.mark.parametrize(("text", "told"), BAD_JSON)
def test_json_that_is_refused(text, told):
    with stopped_after(5), pytest.raises(Unreadable, match=r"^f ") as found:
        parse_json(text, "f", "write it anew")
    assert told in str(found.value)
    assert found.value.hint == "write it anew"
    assert len(str(found.value)) < 200


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        -(2**63),
        2**64 - 1,
        1e308,
        "é\u202e\x1b😀",
        "[" * 1000,
        {"a": [{}], "b": "[{" * 99},
        json.loads("[" * 64 + "]" * 64),
    ],
)
def test_json_that_is_read(value):
    assert parse_json(json.dumps(value), "f") == value
    assert parse_json(json.dumps(value, ensure_ascii=False), "f") == value


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a = " + "[" * DEEP, "nested more than 64 levels deep"),
        ("a = " + "{a = " * DEEP, "nested more than 64 levels deep"),
        (".".join("a" * DEEP) + " = 1", "nested more than 64 levels deep"),
        (f"[{'.'.join('a' * DEEP)}]", "nested more than 64 levels deep"),
        ("\n".join(f"[{'.'.join('a' * i)}]" for i in range(1, 70)), "nested more than 64 levels deep"),
        ("a = 1\na = 2", "not valid TOML"),
        ("a = " + "9" * 5_000, "not valid TOML"),
        ("a = \0", "not valid TOML"),
    ],
)
def test_toml_that_is_refused(text, told):
    with stopped_after(5), pytest.raises(Unreadable, match=told):
        parse_toml(text, "f")


def test_toml_that_is_read():
    assert parse_toml(f'a = "{"." * 100}"\nb.c = 1 # {"." * 50}\n', "f") == {"a": "." * 100, "b": {"c": 1}}


def test_members_by_type():
    found = document(b'{"s": "x", "n": 1, "b": true, "l": ["x"], "m": {"k": "v"}, "o": {"k": {"s": 2}}}', "f")
    assert (found.text("s"), found.number("n"), found.texts("l")) == ("x", 1, ["x"])
    assert found.texts_by_name("m") == {"k": "v"}
    for told, ask in [
        ("f has no `none`", lambda: found.text("none")),
        ("`n` of f is not a string", lambda: found.text("n")),
        ("`b` of f is not an integer", lambda: found.number("b")),
        ("`m` of f is not an array of strings", lambda: found.texts("m")),
        ("`o` of f is not an object of strings", lambda: found.texts_by_name("o")),
        ("`l` of f is not an object", lambda: found.object("l")),
        ("`m.k` of f is not an object", lambda: found.objects("m")),
        ("`o.k.s` of f is not a string", lambda: found.objects("o")["k"].text("s")),
    ]:
        with pytest.raises(Unreadable) as error:
            ask()
        assert str(error.value) == told


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"[1]", "not a JSON object"), (b"\xff\xfe", "not UTF-8 at byte 0"), (b"\xef\xbb\xbf{}", "byte order mark"),
     ("{}".encode("utf-16"), "not UTF-8")],
)  # fmt: skip
def test_bytes_that_are_refused(tmp_path, content, told):
    (tmp_path / "f.json").write_bytes(content)
    with pytest.raises(Unreadable, match=told):
        read_json(tmp_path / "f.json")


@pytest.mark.skipif(os.name != "posix", reason="FIFOs, devices and links")
def test_files_that_are_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large").touch()
    os.truncate(tmp_path / "large", 1 << 40)
    for path, told in [
        (tmp_path / "pipe", "is a pipe, not a regular file"),
        (tmp_path, "is a folder, not a regular file"),
        (Path("/dev/zero"), "is a device, not a regular file"),
        (tmp_path / "large", f"has more than {MOST_BYTES:,} bytes"),
    ]:
        with stopped_after(5), pytest.raises(Unreadable, match=told):
            read_bytes(path)
    with pytest.raises(FileNotFoundError):
        read_text(tmp_path / "none")


def test_the_size_is_exact(tmp_path):
    (tmp_path / "f").write_bytes(b"x" * 10)
    assert read_bytes(tmp_path / "f", most=10) == b"x" * 10
    with pytest.raises(Unreadable, match="more than 9 bytes"):
        read_bytes(tmp_path / "f", most=9)


def test_what_featc_writes_has_room():
    """Of the largest that is checked in; and in depth."""
    for path in (ROOT / "generated").rglob("MANIFEST.json"):
        assert read_json(path).texts_by_name("files")
        assert path.stat().st_size < MOST_BYTES / 100
    assert MOST_DEPTH >= 10 * 6


def test_no_text_breaks_the_reader():
    """Mutations of a manifest: as Python's own reader says, where that accepts less or raises another kind of error."""
    text = (ROOT / "generated" / "flights" / "MANIFEST.json").read_text(encoding="utf-8")
    pieces = ('"', "\\", "{", "}", "[", "]", ",", ":", "NaN", "1e999", "9" * 30, "\\ud800", "\0", "\ufeff", "[" * 99)
    good = 0
    for seed in range(500):
        rng = random.Random(seed)
        changed = text
        for _ in range(rng.choice((1, 1, 2, 5))):
            changed = mutate(rng, changed, pieces)
        try:
            with stopped_after(20):
                found = parse_json(changed, "f")
        except Unreadable:
            continue
        good += 1
        assert found == json.loads(changed)
    assert good > 20
