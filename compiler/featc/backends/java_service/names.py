"""What protobuf calls things in Java, and what the service calls its own. Knows the program, no code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from featc.backends import packages
from featc.backends.base import Numbers, Unbuildable
from featc.backends.java_library.layout import Layout, layout
from featc.backends.nativecode.names import pascal
from featc.ir import Feature, InputField, Program

#: Getters that every message has: protobuf gives fields of these names an underscore.
_FORBIDDEN = frozenset(
    {
        "allFields", "cachedSize", "class", "defaultInstanceForType", "descriptorForType",
        "initializationErrorString", "parserForType", "serializedSize", "unknownFields",
    }
)  # fmt: skip

#: Names whose getters are static methods of every message: protobuf's own Java does not compile with them.
_IMPOSSIBLE = ("default_instance", "descriptor")

#: The classes of the service, behind the name of the feature set.
KINDS = ("Answers", "AsyncClient", "Client", "Messages", "Server", "Wire")

#: Classes that the generated files name shortly: others of such a name are named by their package.
_SHORT = """
Answers ArrayList AutoCloseable Boolean BooleanSupplier Builder ClientBuilder Collections Command CompletableFuture
Connection Double Features FileDescriptor Float IOException Integer Iterable Iterator Limits List Lists Long Math Object
Override Refusal Result RowError RowException RowResult RowStream RunningServer Shape Status StatusRuntimeException
StreamCall StreamObserver String Supplier Throwable Unsendable Values Violation Violations Wire
"""


@dataclass(frozen=True, slots=True)
class Names:
    """What things are called.

    ``stem`` begins the names of the service's classes; ``main`` and ``row`` are the library's class and its row as the
    files name them.
    """

    library: Layout
    stubs: str
    stem: str
    main: str
    row: str
    message: str

    @property
    def package(self) -> str:
        """Of the service and the clients."""
        return f"{self.library.package}.service"

    @property
    def artifact(self) -> str:
        """The module's folder and its artifact: ``flights-service``."""
        return f"{self.library.artifact}-service"

    @property
    def imported(self) -> tuple[str, ...]:
        """The library's classes that are named shortly."""
        classes = [name for name in ("Features", self.main, self.row) if "." not in name]
        return tuple(f"{self.library.package}.{name}" for name in classes)


def names(program: Program) -> Names:
    """The names for a program."""
    library, stem = layout(program), pascal(program.name)
    taken = {*_SHORT.split(), *(f"{stem}{kind}" for kind in KINDS)}

    def shown(name: str) -> str:
        return f"{library.package}.{name}" if name in taken else name

    return Names(
        library, packages.java_stubs(program), stem, shown(library.main), shown(library.row), program.input.name
    )


def accessors(fields: Iterable[InputField | Feature], message: str, numbers: Numbers) -> dict[str, str]:
    """Field → what follows ``get`` and ``set`` in protobuf's class of the message; Unbuildable where none can."""
    plain = {f.name: _capitalised(f.name) for f in fields}
    for name in _IMPOSSIBLE:
        if name in plain:
            raise Unbuildable(
                f"`{name}` of {message}: protobuf's classes in Java cannot have a field of this name",
                "name it otherwise, or name the targets: --target python,go",
            )
    counts = Counter(plain.values())
    given = numbers.fields[message]
    return {
        name: f"{text}{given[name]}" if counts[text] > 1 else text + ("_" if camel_proto(name) in _FORBIDDEN else "")
        for name, text in plain.items()
    }


def camel_proto(name: str) -> str:
    """The name as protobuf writes it in Java: ``n_7d`` → ``n7D``."""
    text = _capitalised(name)
    return text[:1].lower() + text[1:]


def _capitalised(name: str) -> str:
    """Letters are capitals at the start, behind an underscore and behind a digit: ``sched_dep`` → ``SchedDep``."""
    result, capital = "", True
    for char in name:
        if char.isalpha():
            result += char.upper() if capital else char
            capital = False
        else:
            result += "" if char == "_" else char
            capital = True
    return result
