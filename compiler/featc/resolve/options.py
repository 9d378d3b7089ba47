"""The options of a source: which there are, and what their values may be. Knows Go's and Java's rules of names.

Options of CSV say how tables are written that the set is given: they are about files, and in no fingerprint.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from featc.csvfile.options import delimiter_of, nulls_of

_ELEMENT = re.compile(r"[A-Za-z0-9~_][A-Za-z0-9._~-]*")
#: What Go reads as a major version at the end of a path, and what may be one.
_NO_VERSION = re.compile(r"v[0-9][0-9.]*")
_VERSION = re.compile(r"v([2-9]|[1-9][0-9]+)")
_GOPKG = re.compile(r"gopkg\.in/.*\.v(0|[1-9][0-9]*)")
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
#: Words that no part of a Java package can be.
JAVA_WORDS = frozenset((
    "abstract", "assert", "boolean", "break", "byte", "case", "catch", "char", "class", "const", "continue",
    "default", "do", "double", "else", "enum", "extends", "false", "final", "finally", "float", "for", "goto",
    "if", "implements", "import", "instanceof", "int", "interface", "long", "native", "new", "null", "package",
    "private", "protected", "public", "return", "short", "static", "strictfp", "super", "switch",
    "synchronized", "this", "throw", "throws", "transient", "true", "try", "void", "volatile", "while", "_",
))  # fmt: skip


#: Names that no folder has on Windows, and so no part of a Go module path.
DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))))


def _go_module(text: str) -> str:
    elements = text.split("/")
    for element in elements:
        if not _ELEMENT.fullmatch(element) or element.endswith(".") or re.search(r"~[0-9]+$", element.split(".")[0]):
            return f"`{element}` cannot be a part of a module path" if element else "a part of it is empty"
        if element.split(".")[0].lower() in DEVICES:
            return f"`{element}` is a device on Windows, and Go takes no such part of a module path"
    last = elements[-1]
    if elements[0] == "gopkg.in":
        return "" if _GOPKG.fullmatch(text) else "a path of gopkg.in ends with its version, such as `.v1`"
    if len(elements) > 1 and _NO_VERSION.fullmatch(last) and not _VERSION.fullmatch(last):
        return f"`{last}` is no version in a module path: there are `v2` and what follows it"
    return ""


def _java_package(text: str) -> str:
    for part in text.split("."):
        if not _IDENTIFIER.fullmatch(part):
            return f"`{part}` is no identifier" if part else "a part of it is empty"
        if part in JAVA_WORDS:
            return f"`{part}` is a word of Java's"
    if text.split(".")[0] == "java":
        return "`java` is kept for Java itself"
    return ""


def _readable(read: Callable[[str], object]) -> Callable[[str], str]:
    """What is wrong with a value, from what reads it."""

    def check(text: str) -> str:
        try:
            read(text)
        except ValueError as error:
            return str(error)
        return ""

    return check


#: What each option is, an example, and what is wrong with a value ("" for nothing).
OPTIONS: dict[str, tuple[str, str, Callable[[str], str]]] = {
    "go_module": ("Go module path", "example.com/flights", _go_module),
    "java_package": ("Java package", "com.example.flights", _java_package),
    "csv_delimiter": ("delimiter of CSV", ";", _readable(delimiter_of)),
    "csv_null": ("list of texts that mean null in CSV", "NA, null", _readable(nulls_of)),
}
