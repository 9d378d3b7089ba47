"""Where generated code lives in Go and Java: the options of the source, or what follows from the set's name.

The schema says it too, so that stubs made by other tools than featc have the same names.
"""

from __future__ import annotations

import re
from typing import Final

from featc.ir import FeatureSet
from featc.resolve.options import DEVICES, GO_WORDS, JAVA_WORDS
from featc.resolve.options import go_module as wrong_go_module

#: Ends of a Go file's name that say when it is compiled: systems, processors, tests.
_GO_ENDS: Final = frozenset((
    "aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "linux", "nacl", "netbsd",
    "openbsd", "plan9", "solaris", "wasip1", "windows", "zos", "386", "amd64", "amd64p32", "arm", "armbe", "arm64",
    "arm64be", "loong64", "mips", "mipsle", "mips64", "mips64le", "mips64p32", "mips64p32le", "ppc", "ppc64",
    "ppc64le", "riscv", "riscv64", "s390", "s390x", "sparc", "sparc64", "wasm", "test",
))  # fmt: skip


#: What a package is not called: what it declares and imports itself, and what its folder would mean to Go.
_GO_PACKAGES: Final = GO_WORDS | {
    "rt", "featc", "edge", "math", "in", "out", "s", "compute", "init", "main",
    "cmd", "internal", "vendor", "testdata", "runtime", "service",
}  # fmt: skip
#: Packages of stubs that the generated code imports beside its own: google.protobuf's.
_GO_STUBS: Final = ("timestamp", "duration")


def go_module(featureset: FeatureSet) -> str:
    """The module path: ``option go_module``. Another module may import it, so no part of it is `internal`."""
    own = f"featc.local/{featureset.name}"
    if featureset.name == "internal" or wrong_go_module(own):
        own += "set"
    return featureset.options.get("go_module") or own


def go_version(module: str) -> str:
    """The version of a module that has none: a path that ends with a major version asks for it."""
    major = re.search(r"(?:/v|^gopkg\.in/.*\.v)(\d+)$", module)
    return f"v{major[1] if major else 0}.0.0"


def go_stem(featureset: FeatureSet) -> str:
    """How the names of the Go files begin: with the set's, unless Go would compile them for one system only.

    No module may have a file that is a device on Windows either.
    """
    if featureset.name in DEVICES:
        return f"{featureset.name}set"
    return featureset.name.replace("_", "") if featureset.name.rpartition("_")[2] in _GO_ENDS else featureset.name


def go_package(featureset: FeatureSet) -> str:
    """The package's name, without the underscores that Go's have not."""
    name = featureset.name.replace("_", "")
    return f"{name}set" if name in _GO_PACKAGES else name


def go_stubs_package(featureset: FeatureSet) -> str:
    """The name of the package of protobuf stubs."""
    name = go_package(featureset)
    return f"{name}setpb" if name in _GO_STUBS else f"{name}pb"


def go_stubs(featureset: FeatureSet) -> str:
    """The import path of the protobuf stubs, in the service's module."""
    return f"{go_module(featureset)}/service/{go_stubs_package(featureset)}"


def java_package(featureset: FeatureSet) -> str:
    """The package of the library: ``option java_package``."""
    name = f"{featureset.name}set" if featureset.name in JAVA_WORDS or featureset.name == "java" else featureset.name
    return featureset.options.get("java_package") or f"{name}.v{featureset.version}"


def java_stubs(featureset: FeatureSet) -> str:
    """The package of the protobuf stubs: their Flight is another than the library's."""
    return f"{java_package(featureset)}.proto"
