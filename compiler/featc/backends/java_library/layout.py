"""Names of the Java output: packages, classes, members. Knows the program, no code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from featc.backends import packages
from featc.backends.naming import Namer
from featc.backends.nativecode import sources
from featc.backends.nativecode.names import camel, pascal
from featc.ir import FeatureSet, InputField, Output
from featc.resolve.naming import GENERATED_MESSAGES
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

#: The classes of the service, after the name of the feature set.
_KINDS = ("Answers", "AsyncClient", "Client", "Messages", "Server", "Wire")
#: Classes that the files of the service name shortly: others of such a name are named by their package.
_SHORT = """
Answers ArrayList AutoCloseable Boolean BooleanSupplier Builder ClientBuilder Collections Command CompletableFuture
Connection Double Features FileDescriptor Float IOException Integer Iterable Iterator Limits List Lists Long Math Object
Override Refusal Result RowError RowException RowResult RowStream RunningServer Schemas Shape Status
StatusRuntimeException StreamCall StreamObserver String Supplier Throwable Unsendable Values Violation Violations Wire
"""
#: Messages of the schema that they do not name.
_UNNAMED = frozenset(("Pin", "InputInfo", "FeatureInfo", "FieldViolation"))
#: Variables there, which hide a package of their name, so that no class can be named by that package.
_VARIABLES = """
args async answered bad batch builder call connection data e error features first found i known limits list message
over r request requests response responses result results row rows stillWanted target text v value values violations x
"""

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


def layout(featureset: FeatureSet) -> Layout:
    """The names for a program: its options, or what follows from its name."""
    package = packages.java_package(featureset)
    hidden = service_classes(featureset) if package.partition(".")[0] in _VARIABLES.split() else ()
    names = Namer((*sources.java_helpers(), *_LANG, *_OTHERS, *hidden))
    main = names.take_with(_apart(pascal(featureset.name), "", ("Features", "FeaturesColumns")), *_BESIDE)
    beside = ("Features", "FeaturesColumns", main, *(f"{main}{end}" for end in _BESIDE))
    return Layout(
        package,
        main,
        names.take_with(_apart(featureset.input.name, "Columns", beside), "Columns"),
        _artifact(featureset),
        _members(featureset.input.wire_fields),
        _members(featureset.features),
    )


def service_classes(featureset: FeatureSet) -> frozenset[str]:
    """The names of classes that mean the service's own in its files."""
    own = (f"{pascal(featureset.name)}{kind}" for kind in (*_KINDS, "ServiceGrpc"))
    return frozenset((*_SHORT.split(), *own)) | (GENERATED_MESSAGES - _UNNAMED)


def _apart(name: str, end: str, others: Iterable[str]) -> str:
    """The name, with underscores where it would differ from another by capitals alone: some disks see one file."""
    other = {o.lower(): o for o in others}
    while any(other.get(n.lower(), n) != n for n in (name, f"{name}{end}")):
        name += "_"
    return name


def _artifact(featureset: FeatureSet) -> str:
    """The module's folder and its artifact: the set's name, but not that of a module of the runtime beside it."""
    name = featureset.name.replace("_", "-")
    return f"{name}-set" if name in ("runtime", "runtime-service") else name


def _members(fields: Iterable[InputField | Output]) -> dict[str, Member]:
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


def is_time(field: InputField | Output) -> bool:
    """Whether it is a time, or a list of times."""
    return (field.type.item or field.type).kind in TIME_KINDS


def raw_suffix(field: InputField | Output) -> str:
    """What the raw form of a time counts."""
    return _RAW_SUFFIX.get((field.type.item or field.type).kind, "Micros")
