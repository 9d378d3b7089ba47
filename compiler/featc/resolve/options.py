"""The options of a source: which there are, and what their values may be. Knows Go's and Java's rules of names."""

from __future__ import annotations

import re
from collections.abc import Callable

_ELEMENT = re.compile(r"[A-Za-z0-9~_][A-Za-z0-9._~-]*")
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
#: Words that no part of a Java package can be.
JAVA_WORDS = frozenset((
    "abstract", "assert", "boolean", "break", "byte", "case", "catch", "char", "class", "const", "continue",
    "default", "do", "double", "else", "enum", "extends", "false", "final", "finally", "float", "for", "goto",
    "if", "implements", "import", "instanceof", "int", "interface", "long", "native", "new", "null", "package",
    "private", "protected", "public", "return", "short", "static", "strictfp", "super", "switch",
    "synchronized", "this", "throw", "throws", "transient", "true", "try", "void", "volatile", "while", "_",
))  # fmt: skip


def _go_module(text: str) -> str:
    for element in text.split("/"):
        if not _ELEMENT.fullmatch(element) or element.endswith("."):
            return f"`{element}` cannot be a part of a module path" if element else "a part of it is empty"
    return ""


def _java_package(text: str) -> str:
    for part in text.split("."):
        if not _IDENTIFIER.fullmatch(part):
            return f"`{part}` is no identifier" if part else "a part of it is empty"
        if part in JAVA_WORDS:
            return f"`{part}` is a word of Java's"
    return ""


#: What each option is, an example, and what is wrong with a value ("" for nothing).
OPTIONS: dict[str, tuple[str, str, Callable[[str], str]]] = {
    "go_module": ("Go module path", "example.com/flights", _go_module),
    "java_package": ("Java package", "com.example.flights", _java_package),
}
