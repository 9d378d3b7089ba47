"""Which names may be written, and what they become in protobuf. Knows text only, no declarations."""

from __future__ import annotations

import keyword
import re
import sys

_SNAKE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_CAMEL = re.compile(r"[A-Z][A-Za-z0-9]*")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")

_RPCS = ("Transform", "TransformBatch", "TransformStream", "GetFeatureSet")
_SCALARS = ("Bool", "Int32", "Int64", "Float", "Double", "String", "Timestamp", "Duration")

#: Messages that a schema has, or may have, beside the input's own.
GENERATED_MESSAGES = frozenset(
    [f"{rpc}{end}" for rpc in _RPCS for end in ("Request", "Response")]
    + ["Features", "RowResult", "RowError", "FieldViolation", "Pin", "InputInfo", "FeatureInfo"]
    + [f"{null}{kind}List" for kind in _SCALARS for null in ("", "Nullable")]
    + [f"Nullable{kind}" for kind in _SCALARS]
)


#: Modules of the standard library in some releases of Python from 3.11 on, so that each refuses the same names.
_OTHER_PYTHONS = frozenset((
    "aifc", "annotationlib", "asynchat", "asyncore", "audioop", "cgi", "cgitb", "chunk", "compression", "crypt",
    "distutils", "imghdr", "imp", "lib2to3", "mailcap", "msilib", "nis", "nntplib", "ossaudiodev", "pipes", "smtpd",
    "sndhdr", "spwd", "sunau", "telnetlib", "uu", "xdrlib",
))  # fmt: skip

#: Letters of a name of values, and of a set or an input: these are names of files, some of them twice in one.
MOST_LETTERS, MOST_OF_FILES = 255, 80

#: Names that a generated Python package may not have: it could not be imported, or would hide what it needs itself.
PYTHON_MODULES = (
    frozenset(keyword.kwlist)
    | sys.stdlib_module_names
    | _OTHER_PYTHONS
    | {"test", "sitecustomize", "usercustomize"}
    | {
        "featc",
        "featc_dsl",
        "featc_runtime",
        "featc_runtime_native",
        "google",
        "grpc",
        "grpc_health",
        "grpc_reflection",
        "grpc_status",
    }
    | {"numpy", "pyarrow", "re2", "xxhash", "pandas", "polars", "duckdb"}
)


def stub_classes(service: str) -> frozenset[str]:
    """What Go's stubs of a service declare beside the messages."""
    ends = ("{}Client", "{}Server", "New{}Client", "Register{}Server", "Unimplemented{}Server", "Unsafe{}Server")
    return frozenset(end.format(service) for end in ends)


def is_snake(name: str) -> bool:
    """Whether the name is lower_snake_case: words of a-z and 0-9 with single underscores between them."""
    return _SNAKE.fullmatch(name) is not None


def is_camel(name: str) -> bool:
    """Whether the name is UpperCamelCase."""
    return _CAMEL.fullmatch(name) is not None


def to_snake(name: str) -> str:
    """The lower_snake_case name nearest to this one, for hints: ``depDelay`` gives ``dep_delay``."""
    return "_".join(_WORD.findall(name)).lower()


def to_camel(name: str) -> str:
    """The UpperCamelCase name nearest to this one, for hints."""
    return "".join(part[0].upper() + part[1:] for part in re.findall(r"[A-Za-z0-9]+", name))


def json_name(name: str) -> str:
    """The name that protobuf's JSON mapping gives a field: underscores go, the letter after each is capitalised."""
    first, *rest = name.split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)
