"""Programs in Go and Java, as the compiler runs them."""

from __future__ import annotations

from featc.certify.native import (
    LANGUAGES,
    GoPrograms,
    JavaPrograms,
    NativePrograms,
    Refused,
    java_classpath,
    run_tool,
)

__all__ = [
    "LANGUAGES",
    "GoPrograms",
    "JavaPrograms",
    "NativePrograms",
    "Refused",
    "java_classpath",
    "run_tool",
]
