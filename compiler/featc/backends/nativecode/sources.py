"""Where the native runtimes' sources are, and which helpers they have. Knows paths and declarations, no operator."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import featc

#: What is no part of the runtime that goes with generated code.
_LEFT_OUT = re.compile(r"(^|/)(target|testdata|build)/|_test\.go$|(^|/)src/test/|(^|/)\.")

_GO_FUNCTION = re.compile(r"^func ([A-Z]\w*)", re.MULTILINE)
_GO_RESULT = re.compile(r"^func (Prepare\w+)\(.*\) (.+) \{$", re.MULTILINE)
_JAVA_METHOD = re.compile(
    r"^ *public static (?:<[^(]*?> )?(?P<type>[\w.<>\[\], ?]+?) (?P<name>\w+)\(", re.MULTILINE
)  # fmt: skip
_JAVA_CLASS = re.compile(r"^public (?:final |sealed )?(?:class|record|interface|enum) ", re.MULTILINE)


def folder(language: str) -> Path:
    """The runtime's folder: in a checkout beside the compiler, in an installed package inside it."""
    here = Path(featc.__file__).parent
    for place in (here / "runtimes" / language, here.parents[1] / "runtimes" / language):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"the {language} runtime is not part of this installation")


@cache
def files(language: str, below: str = "") -> dict[str, bytes]:
    """The runtime's files by path, without tests and what is built of them."""
    root = folder(language) / below
    found = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and not _LEFT_OUT.search(name):
            found[name] = path.read_bytes()
    return found


@cache
def go_helpers() -> frozenset[str]:
    """The functions of the Go runtime's package ``rt``."""
    texts = (content.decode() for name, content in files("go", "rt").items() if name.endswith(".go"))
    return frozenset(name for text in texts for name in _GO_FUNCTION.findall(text))


@cache
def java_helpers() -> dict[str, dict[str, str]]:
    """Public class → its public static methods → the type of each one's result, as written there."""
    found: dict[str, dict[str, str]] = {}
    package = "runtime/src/main/java/dev/featc/runtime"
    for name, content in files("java", package).items():
        text = content.decode()
        if name.endswith(".java") and _JAVA_CLASS.search(text):
            methods = _JAVA_METHOD.finditer(text)
            found[name.removesuffix(".java")] = {m["name"]: m["type"] for m in methods}
    return found
