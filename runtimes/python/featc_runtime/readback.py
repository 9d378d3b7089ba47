"""Files that featc wrote and reads again, and their JSON, with limits. Knows no file's meaning.

What is on a disk may be anybody's: another file under the name, one that never ends, one made to break a parser. All
of these are one kind of error, ``Unreadable``; what the system refuses (no such file, no permission) stays an OSError.
"""

from __future__ import annotations

import json
import math
import os
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

from featc_runtime.errors import FeatcError

#: The most bytes of a file that is read back; those of a set with 10,000 features, the most there are, have a tenth.
MOST_BYTES: Final = 32 * 1024 * 1024
#: The most objects and arrays in each other. What featc writes has six.
MOST_DEPTH: Final = 64
#: The most characters of a number; 64-bit integers and floats have fewer.
_MOST_DIGITS: Final = 40

#: A string of JSON, closed or not, or a bracket. It is told apart in one pass, however the text is made.
_PART: Final = re.compile(r'"(?:[^"\\]|\\.|\\\Z)*+(?:"|\Z)|[\[\]{}]', re.DOTALL)
_HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")


class Unreadable(FeatcError):
    """A file, or another text that featc reads back, is not what it should be. ``hint`` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def read_bytes(path: Path, hint: str = "", most: int = MOST_BYTES) -> bytes:
    """A file's bytes. Nothing but a regular file is read, and opening another waits for nobody."""
    handle = os.open(path, os.O_RDONLY | _flags("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"))
    try:
        if odd := irregular(handle):
            raise Unreadable(f"{path} is {odd}, not a regular file", hint)
        data = read_at_most(handle, most)
    finally:
        os.close(handle)
    if data is None:
        raise Unreadable(f"{path} has more than {most:,} bytes", hint)
    return data


def read_text(path: Path, hint: str = "") -> str:
    """A file's text, which is UTF-8."""
    return as_text(read_bytes(path, hint), str(path), hint)


def read_json(path: Path, hint: str = "") -> Document:
    """The JSON object that a file holds."""
    return document(read_bytes(path, hint), str(path), hint)


def document(data: bytes, name: str, hint: str = "") -> Document:
    """The JSON object that bytes hold. ``name`` is what messages call them."""
    found = parse_json(as_text(data, name, hint), name, hint)
    if not isinstance(found, dict):
        raise Unreadable(f"{name} is not a JSON object", hint)
    return Document(found, name, hint)


def as_text(data: bytes, name: str, hint: str = "") -> str:
    """Bytes as the UTF-8 text that they are, without a byte order mark."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{name} is not UTF-8 at byte {error.start:,}", hint) from None
    if text.startswith("\ufeff"):
        raise Unreadable(f"{name} begins with a byte order mark", hint)
    return text


def parse_json(text: str, name: str, hint: str = "") -> Any:
    """The value of a JSON text as RFC 8259 has it: no NaN, no name twice, no number beyond 64 bits."""
    _check_depth(text, name, hint)
    try:
        found = _DECODER.decode(text)
        if _HALF.search(text):
            json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise Unreadable(f"{name} has half of a surrogate pair in a string", hint) from None
    except json.JSONDecodeError as error:
        what = error.msg.lower().removesuffix(" at")
        place = f"line {error.lineno}, column {error.colno}"
        raise Unreadable(f"{name} is not valid JSON: {what}, {place}", hint) from None
    except ValueError as error:
        raise Unreadable(f"{name} has {error}", hint) from None
    return found


@dataclass(frozen=True, slots=True)
class Document:
    """A JSON object that was read back. Its members are asked for by their type; Unreadable where one has another."""

    members: dict[str, Any]
    name: str
    hint: str = ""
    place: str = ""  # the names that lead to it in its document, each with a dot after it

    def text(self, key: str) -> str:
        """A member that is a string."""
        found: str = self._typed(key, lambda v: isinstance(v, str), "a string")
        return found

    def number(self, key: str) -> int:
        """A member that is an integer."""
        found: int = self._typed(key, lambda v: type(v) is int, "an integer")
        return found

    def texts(self, key: str) -> list[str]:
        """A member that is an array of strings."""
        found: list[str] = self._typed(key, lambda v: isinstance(v, list) and _all_text(v), "an array of strings")
        return found

    def texts_by_name(self, key: str) -> dict[str, str]:
        """A member that is an object of strings."""
        found: dict[str, str] = self._typed(
            key, lambda v: isinstance(v, dict) and _all_text(v.values()), "an object of strings"
        )
        return found

    def object(self, key: str) -> Document:
        """A member that is an object."""
        found = self._typed(key, lambda v: isinstance(v, dict), "an object")
        return Document(found, self.name, self.hint, f"{self.place}{key}.")

    def objects(self, key: str) -> dict[str, Document]:
        """A member that is an object of objects."""
        holder = self.object(key)
        return {name: holder.object(name) for name in holder.members}

    def _typed(self, key: str, fits: Callable[[Any], bool], kind: str) -> Any:
        if key not in self.members:
            raise Unreadable(f"{self.name} has no `{self.place}{key}`", self.hint)
        found = self.members[key]
        if not fits(found):
            raise Unreadable(f"`{self.place}{key}` of {self.name} is not {kind}", self.hint)
        return found


def irregular(handle: int) -> str:
    """What an open file is where it is not a regular one, such as "a pipe"; "" for a regular file."""
    return oddness(os.fstat(handle).st_mode)


def oddness(mode: int) -> str:
    """What has this mode where it is not a regular file, such as "a pipe"; "" for a regular file."""
    if stat.S_ISREG(mode):
        return ""
    kinds = (
        (stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"),
        (stat.S_ISLNK, "a link that leads nowhere"),
    )  # fmt: skip
    return next((name for test, name in kinds if test(mode)), "a device")


def read_at_most(handle: int, most: int) -> bytes | None:
    """All bytes of an open file, or None where there are more than ``most``; no more than one above is read."""
    parts: list[bytes] = []
    left = most + 1
    while left > 0 and (part := os.read(handle, min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts) if left > 0 else None


def _flags(*names: str) -> int:
    """Those flags of open(2) that this system has."""
    return sum(getattr(os, name, 0) for name in names)


def _all_text(values: Any) -> bool:
    return all(isinstance(v, str) for v in values)


def _check_depth(text: str, name: str, hint: str) -> None:
    """Unreadable where brackets nest too deeply. It is counted beforehand: a parser would use up the stack."""
    if text.count("[") + text.count("{") <= MOST_DEPTH:
        return
    depth = 0
    for part in _PART.finditer(text):
        match text[part.start()]:
            case "[" | "{":
                depth += 1
                if depth > MOST_DEPTH:
                    raise Unreadable(f"{name} is nested more than {MOST_DEPTH} levels deep", hint)
            case "]" | "}":
                depth -= 1


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise ValueError(f"the name {json.dumps(twice[:60])} twice in one object")
    return found


def _integer(text: str) -> int:
    if len(text) > _MOST_DIGITS or not -(2**63) <= int(text) < 2**64:
        raise ValueError(f"the number {text[:_MOST_DIGITS]}{'…' * (len(text) > _MOST_DIGITS)}, beyond 64 bits")
    return int(text)


def _float(text: str) -> float:
    number = float(text) if len(text) <= _MOST_DIGITS else math.inf
    if math.isinf(number):
        raise ValueError(f"the number {text[:_MOST_DIGITS]}{'…' * (len(text) > _MOST_DIGITS)}, beyond a float64")
    return number


def _constant(text: str) -> NoReturn:
    raise ValueError(f"{text}, which is not a JSON value")


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_float, parse_constant=_constant
)
