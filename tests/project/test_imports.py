"""Who may import whom. The runtime knows no compiler, the language knows no target, only the service knows gRPC."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from project import PACKAGES, ROOT, files, relative, run_good

GENERATED = ROOT / "generated" / "flights" / "python"

#: What the modules of each package may import besides the standard library and themselves.
ALLOWED = {
    "featc_dsl": {"lark"},
    "featc_runtime": {"numpy", "pyarrow", "xxhash", "re2", "featc_runtime_native"},
    "featc_runtime_native": set(),
    "featc_runtime.service": {"featc_runtime", "grpc", "grpc_health", "grpc_reflection", "google"},
    "featc": {
        "featc_dsl",
        "featc_runtime",
        "click",
        "rich",
        "tomli_w",
        "grpc",
        "grpc_tools",
        "google",
        "numpy",
        "pyarrow",
    },
    "generated": {"featc_runtime", "grpc", "google", "flights"},
}

#: What the interpreter may take from the runtime: the proven scalar mathematics and the pinned data, no arithmetic.
REFERENCE = ("featc_runtime.scalar.fdlibm", "featc_runtime.data")


def imported(path: Path) -> Iterator[tuple[str, int]]:
    """Every absolute import of a file, wherever it stands in it, with its line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def strangers(paths: list[Path], allowed: set[str]) -> list[str]:
    """Imports whose top-level package is neither allowed nor the standard library's."""
    known = allowed | sys.stdlib_module_names
    found = ((p, name, line) for p in paths for name, line in imported(p))
    return [f"{relative(p)}:{line}: {name}" for p, name, line in found if name.split(".")[0] not in known]


@pytest.mark.parametrize("package", PACKAGES)
def test_packages(package: str) -> None:
    service = PACKAGES[package] / "service"
    paths = [p for p in files(".py", under=PACKAGES[package]) if service not in p.parents]
    assert not strangers(paths, ALLOWED[package] | {package})


def test_service() -> None:
    paths = files(".py", under=PACKAGES["featc_runtime"] / "service")
    assert not strangers(paths, ALLOWED["featc_runtime.service"])


def test_generated() -> None:
    paths = files(".py", ".pyi", under=GENERATED)
    assert paths
    assert not strangers(paths, ALLOWED["generated"])


def test_the_reference_shares_no_arithmetic() -> None:
    found = []
    for path in files(".py", under=PACKAGES["featc"] / "reference"):
        for name, line in imported(path):
            if name.startswith("featc_runtime") and not name.startswith(REFERENCE):
                found.append(f"{relative(path)}:{line}: {name}")
    assert not found


def test_only_the_command_line_prints() -> None:
    """In the compiler and the language nothing else says anything on a stream."""
    quiet = []
    for package in ("featc_dsl", "featc"):
        for path in files(".py", under=PACKAGES[package]):
            if not {"cli", "commands"} & {p.name for p in path.parents}:
                quiet += [path]
    found = []
    for path in quiet:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("print", "click.echo", "sys.stdout.write"):
                found.append(f"{relative(path)}:{node.lineno}")
    assert not found


_LOADED = "import sys; {}; print(*sorted({{m.split('.')[0] for m in sys.modules}}))"


@pytest.mark.parametrize(
    ("statement", "never"),
    [
        ("import featc_runtime.scalar", {"grpc", "google", "pyarrow", "featc", "featc_dsl"}),
        ("import featc_runtime.batch", {"grpc", "google", "featc", "featc_dsl"}),
        ("import featc_runtime.arrow", {"grpc", "google", "featc", "featc_dsl"}),
        ("import featc_runtime.service", {"featc", "featc_dsl"}),
        ("import flights", {"grpc", "google", "featc", "featc_dsl"}),
        ("import flights.service", {"featc", "featc_dsl"}),
        ("import featc_dsl.parser, featc_dsl.catalogue", {"featc", "featc_runtime", "numpy", "pyarrow", "grpc"}),
        ("import featc.cli.group", {"grpc", "pyarrow", "grpc_tools"}),
    ],
)
def test_what_an_import_loads(statement: str, never: set[str]) -> None:
    """In a process of its own: modules that are loaded lazily do not count, and must not be loaded here."""
    paths = [str(GENERATED), *(str(p.parent) for p in PACKAGES.values())]
    code = f"import sys; sys.path[:0] = {paths!r}; {_LOADED.format(statement)}"
    loaded = set(run_good([sys.executable, "-c", code]).split())
    assert not loaded & never
