"""Names of a feature set in Go, as the library and protoc-gen-go have them. Knows no conversion."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from featc.backends import packages
from featc.backends.go_library.layout import layout
from featc.backends.nativecode.names import pascal
from featc.backends.proto import wire
from featc.ir import FeatureSet
from featc.resolve.options import GO_WORDS

_FIELD = re.compile(r"^\t(\w+) .*`protobuf:\"[^\"]*\bname=(\w+)[,\"]", re.MULTILINE)
_STRUCT = re.compile(r"^type (\w+) struct \{\n(.*?)^\}", re.MULTILINE | re.DOTALL)

#: What the generated files call something themselves: packages that they import, variables.
_TAKEN = frozenset(
    {"channel", "codes", "context", "errors", "featc", "grpc", "io", "os", "proto", "server", "service", "status",
     "time", "tls", "values", "wire", "answer", "answers", "bad", "cancel", "client", "compute", "count", "ctx", "err",
     "features", "feature", "fields", "fingerprint", "found", "from", "i", "in", "input", "item", "limits", "list",
     "omitted", "options", "out", "pin", "request", "response", "result", "results", "row", "rows", "sent", "stream",
     "stub", "text", "to", "told", "value", "violation", "wrong", "c", "s", "a", "v", "o",
     "int8", "int16", "uint8", "uint16", "uint32", "uintptr", "complex64", "complex128",
     "timestamppb", "durationpb", "computed", "given", "inputs", "outcome", "pins", "target", "transformed"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Names:
    """What the files of the service call things."""

    module: str  # of the library
    service_module: str
    library: str  # the library's package, as these files call it
    library_import: str
    pb: str  # the package of the stubs
    row: str  # the library's type
    row_message: str
    service: str  # as the stubs call it
    service_full_name: str  # as gRPC does
    program: str  # the command

    def substitutions(self) -> dict[str, str]:
        """What templates of Go code are filled with."""
        return {
            "library": self.library, "library_import": self.library_import, "module": self.service_module,
            "pb": self.pb, "row": self.row, "message": self.row_message, "service": self.service,
            "full_name": self.service_full_name, "program": self.program,
        }  # fmt: skip


def names(featureset: FeatureSet) -> Names:
    """The names for a program."""
    of = layout(featureset)
    alias = f"{of.package}set" if of.package in _TAKEN or of.package in GO_WORDS else of.package
    service = wire.service_name(featureset)
    return Names(
        module=of.module,
        service_module=of.service,
        library=alias,
        library_import=f'"{of.module}"' if of.module.endswith(f"/{alias}") else f'{alias} "{of.module}"',
        pb=packages.go_stubs_package(featureset),
        row=of.row,
        row_message=go_name(featureset.input.name),
        service=go_name(service),
        service_full_name=f"{wire.package(featureset)}.{service}",
        program=f"{of.package}d",
    )


def member(field: str) -> str:
    """The library's name of a field or feature."""
    return pascal(field)


def go_name(name: str) -> str:
    """A protobuf name as protoc-gen-go writes it: ``sched_dep`` → ``SchedDep``, ``My_Row`` → ``My_Row``."""
    made, begins = "", True  # whether a word begins here
    for i, c in enumerate(name):
        if c == "_" and i == 0:
            made += "X"
        elif c == "_" and name[i + 1 : i + 2].islower():
            begins = True
        else:
            made += c.upper() if begins else c
            begins = not c.isalpha()
    return made


def message_fields(stubs: str, message: str) -> Mapping[str, str]:
    """A message's fields, by fdl's name Go's: read where protoc-gen-go has written them, for it avoids some names."""
    for name, body in _STRUCT.findall(stubs):
        if name == message:
            return {field: go for go, field in _FIELD.findall(body)}
    raise KeyError(message)
