"""Where a piece of an expression that a hint offers goes: what needs parentheses there. Knows text, no hints."""

from __future__ import annotations

import re
from typing import Final

_ATOM: Final = re.compile(r'[\w.]+|"[^"]*"|-?[0-9.]+')
_CALL: Final = re.compile(r"[\w.]*[(\[]")
#: What may stand before and after an expression that is whole: nothing that binds tighter than it.
_BEFORE: Final = re.compile(r"(?:^|(?<![=<>!])=|[(\[{,:]|\b(?:then|else|if|THEN|ELSE))\s*\Z")
_AFTER: Final = re.compile(r"\s*(?:[)\]},#\r\n]|\Z|(?:then|else|THEN|ELSE|END)\b)")
_NEAR: Final = 60  # characters that are looked at on either side


def is_atom(text: str) -> bool:
    """Whether an expression is one operand wherever it stands: a name, a literal, a call."""
    if _ATOM.fullmatch(text):
        return True
    opener = _CALL.match(text)
    if opener is None:
        return False
    depth = 0
    for place, letter in enumerate(re.sub(r'"[^"]*"', lambda s: "_" * len(s[0]), text)):
        depth += (letter in "([{") - (letter in ")]}")
        if depth == 0 and place >= opener.end() and letter in ")]":
            return place == len(text) - 1
    return False


def atom(text: str) -> str:
    """The expression, in parentheses where it needs them to be an operand."""
    return text if is_atom(text) else f"({text})"


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether what stands between two places is a whole expression, rather than an operand of one."""
    before, after = text[max(0, start - _NEAR) : start].rstrip(" \t"), text[end : end + _NEAR]
    return bool(_BEFORE.search(before)) and _AFTER.match(after) is not None


def placed(hint: str, text: str, start: int, end: int) -> str:
    """A hint that offers expressions for what stands between two places, with the parentheses that they need there."""
    if not hint.startswith("write `") or is_whole(text, start, end):
        return hint
    return re.sub(r"`([^`]+)`", lambda m: f"`{atom(m[1])}`" if " " in m[1] else m[0], hint)
