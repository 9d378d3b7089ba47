"""What the Java service calls its own, and the library. Knows the program, no code."""

from __future__ import annotations

from dataclasses import dataclass

from featc.backends import packages
from featc.backends.java_library.layout import Layout, layout, service_classes
from featc.backends.java_service.protobuf import row_message
from featc.backends.nativecode.names import pascal
from featc.ir import FeatureSet


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


def names(featureset: FeatureSet) -> Names:
    """The names for a program."""
    library, stem = layout(featureset), pascal(featureset.name)
    taken = service_classes(featureset)

    def shown(name: str) -> str:
        return f"{library.package}.{name}" if name in taken else name

    return Names(
        library, packages.java_stubs(featureset), stem, shown(library.main), shown(library.row), row_message(featureset)
    )
