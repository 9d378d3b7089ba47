"""Names of the Java output: packages, classes, members. Knows the program, no code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from featc.backends import packages
from featc.backends.naming import Namer
from featc.backends.nativecode import sources
from featc.backends.nativecode.names import camel, pascal
from featc.ir import Feature, InputField, Program
from featc.resolve.options import JAVA_WORDS
from featc_dsl.types import TIME_KINDS, Kind

GROUP = "dev.featc"
#: The version of featc's Java runtime that generated projects ask for; it is built beside them.
RUNTIME_VERSION = "0.1.0"
RELEASE = "17"
VERSION = "1.0.0"

#: Words that no variable can be, and names that code uses.
RESERVED = JAVA_WORDS | {"in", "out", "s", "found", "row", "var", "record", "yield", "sealed", "permits"}
_METHODS = ("getClass", "hashCode", "toString", "notify", "notifyAll", "wait", "clone", "finalize", "equals")
_LANG = ("String", "Object", "Long", "Double", "Boolean", "Float", "Integer", "Override", "List", "Arrays", "Instant")
_OTHERS = (
    "LocalDate", "LocalDateTime", "Duration", "IllegalStateException", "Math", "Map", "LinkedHashMap", "Collections",
    "Set", "HashSet", "ArrayList", "SuppressWarnings", "Builder", "PartValues", "Features", "FeaturesColumns",
)  # fmt: skip
#: Ends of the classes beside the one with ``transform``; constants may need many.
_BESIDE = ("Compute", "Check", "Batch", *(f"Constants{i}" for i in range(1, 100)))

_RAW_SUFFIX = {Kind.DATE: "Days"}


@dataclass(frozen=True, slots=True)
class Member:
    """What a field or a feature is called: its member and getter, whether it is set, its raw value if it is a time.

    ``null`` is the array, of those of many rows, that says where it is null.
    """

    name: str
    has: str
    raw: str
    null: str


@dataclass(frozen=True, slots=True)
class Layout:
    """What things are called in Java. ``main`` is the class with ``transform``."""

    package: str
    main: str
    row: str
    artifact: str
    inputs: dict[str, Member]
    features: dict[str, Member]

    @property
    def folder(self) -> str:
        """Where the library's sources are, below the set's output folder."""
        return f"java/{self.artifact}/src/main/java/{self.package.replace('.', '/')}"

    @property
    def resources(self) -> str:
        """Where its resources are."""
        return f"java/{self.artifact}/src/main/resources/{self.package.replace('.', '/')}"


def layout(program: Program) -> Layout:
    """The names for a program: its options, or what follows from its name."""
    names = Namer((*sources.java_helpers(), *_LANG, *_OTHERS))
    main = names.take_with(pascal(program.name), *_BESIDE)
    return Layout(
        packages.java_package(program),
        main,
        names.take_with(program.input.name, "Columns"),
        _artifact(program),
        _members(program.input.wire_fields),
        _members(program.features),
    )


def _artifact(program: Program) -> str:
    """The module's folder and its artifact: the set's name, but not that of a module of the runtime beside it."""
    name = program.name.replace("_", "-")
    return f"{name}-set" if name in ("runtime", "runtime-service") else name


def _members(fields: Iterable[InputField | Feature]) -> dict[str, Member]:
    fields = list(fields)
    names = Namer(
        (*RESERVED, *_METHODS, "builder", "build", "toMap", "faults", "made", "rows", *(f"set{i}" for i in range(200)))
    )
    own = {f.name: names.take(camel(f.name)) for f in fields}
    return {
        f.name: Member(
            own[f.name],
            names.take(f"has{pascal(f.name)}"),
            names.take(f"{own[f.name]}{raw_suffix(f)}") if is_time(f) else own[f.name],
            names.take(f"{own[f.name]}IsNull"),
        )
        for f in fields
    }


def is_time(field: InputField | Feature) -> bool:
    """Whether it is a time, or a list of times."""
    return (field.type.item or field.type).kind in TIME_KINDS


def raw_suffix(field: InputField | Feature) -> str:
    """What the raw form of a time counts."""
    return _RAW_SUFFIX.get((field.type.item or field.type).kind, "Micros")
