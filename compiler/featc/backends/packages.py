"""Where generated code lives in Go and Java: the options of the source, or what follows from the set's name.

The schema says it too, so that stubs made by other tools than featc have the same names.
"""

from __future__ import annotations

from featc.ir import Program


def go_module(program: Program) -> str:
    """The module path: ``option go_module``."""
    return program.options.get("go_module") or f"featc.local/{program.name}"


def go_package(program: Program) -> str:
    """The package's name, without the underscores that Go's have not."""
    return program.name.replace("_", "")


def go_stubs(program: Program) -> str:
    """The import path of the protobuf stubs, in the service's module."""
    return f"{go_module(program)}/service/{go_package(program)}pb"


def java_package(program: Program) -> str:
    """The package of the library: ``option java_package``."""
    return program.options.get("java_package") or f"{program.name}.v{program.version}"


def java_stubs(program: Program) -> str:
    """The package of the protobuf stubs: their Flight is another than the library's."""
    return f"{java_package(program)}.proto"
