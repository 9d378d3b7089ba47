"""All that featc prints leaves through here: in full, or with an error that says so. Knows no command.

What a message quotes (values, names, paths, what other programs say) is anybody's. It is shown, not obeyed: a control
character is written out, in JSON as ``\\u001b``. Colours are this module's and the diagnostics' own.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any, TextIO

import click

from featc.report.styled import Part, Styled
from featc_runtime import streams
from featc_runtime.rawtext import visible


def colour(stream: TextIO | None) -> bool:
    """Whether to print in colour: on a terminal, unless NO_COLOR is set. Windows may not know the codes."""
    return os.name == "posix" and "NO_COLOR" not in os.environ and bool(getattr(stream, "isatty", lambda: False)())


def say(*parts: Part) -> None:
    """Parts of text and a newline to standard output. OSError where it does not take them."""
    streams.write_out(_line(parts, colour(sys.stdout)))


def say_json(document: Any) -> None:
    """A JSON document to standard output."""
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower()
    text = json.dumps(document, indent=2, ensure_ascii=not encoding.startswith("utf"))
    streams.write_out("\n".join(map(_json_line, text.split("\n"))) + "\n")


def say_whole(document: str) -> None:
    """A document whose form is its own, such as HTML, to standard output. Who made it has escaped what it quotes."""
    streams.write_out(document)


def say_error(message: str, hint: str = "") -> None:
    """An error to standard error, in the form of every featc message."""
    warn(Styled("error", "red", bold=True), f": {message}")
    if hint:
        warn(Styled(" hint", "cyan"), f": {hint}")


def warn(*parts: Part) -> None:
    """Parts of text and a newline to standard error, if it takes them."""
    streams.write_error(_line(parts, colour(sys.stderr)))


def warn_rendered(text: str) -> None:
    """What ``featc_dsl.render`` has made, colours and all: it shows controls in its own way, with carets below."""
    streams.write_error(text + "\n")


def _line(parts: tuple[Part, ...], coloured: bool) -> str:
    return "".join(_painted(p, coloured) for p in parts) + "\n"


def _painted(part: Part, coloured: bool) -> str:
    if isinstance(part, str):
        return visible(part)
    text = visible(part.text)
    return click.style(text, fg=part.colour, bold=part.bold or None) if coloured else text


def _json_line(line: str) -> str:
    """A line of JSON, in which a control that is left is inside a string."""
    if line.isprintable():
        return line
    return "".join(c if visible(c) == c else f"\\u{ord(c):04x}" for c in line)
