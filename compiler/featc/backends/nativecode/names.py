"""How snake_case is written in the native targets. Knows no operator."""

from __future__ import annotations


def pascal(name: str) -> str:
    """``sched_dep`` → ``SchedDep``."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def camel(name: str) -> str:
    """``sched_dep`` → ``schedDep``."""
    text = pascal(name)
    return text[:1].lower() + text[1:]
