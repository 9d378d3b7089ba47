"""Programs in Go and Java, as the compiler runs them."""

from __future__ import annotations

from featc.certify.native import LANGUAGES, GoPrograms, JavaPrograms, java_classpath
from featc.certify.programs import Programs as NativePrograms
from featc.certify.programs import Refused, run_tool

__all__ = ["LANGUAGES", "GoPrograms", "JavaPrograms", "NativePrograms", "Refused", "java_classpath", "run_tool"]
