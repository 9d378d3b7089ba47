"""Finds protoc's plugins for Go and runs them on a schema. Knows files and options, nothing of features."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

from featc.backends.base import MissingTool
from featc.backends.proto.protoc import ProtocError


@dataclass(frozen=True, slots=True)
class Plugin:
    """A plugin of protoc, whose version is pinned: another one would write other files."""

    name: str
    version: str
    package: str


PLUGINS: Final = (
    Plugin("protoc-gen-go", "1.36.12", "google.golang.org/protobuf/cmd/protoc-gen-go"),
    Plugin("protoc-gen-go-grpc", "1.6.2", "google.golang.org/grpc/cmd/protoc-gen-go-grpc"),
)


def stubs(path: str, text: str, import_path: str) -> dict[str, bytes]:
    """Messages and gRPC stubs by file name, in the Go package ``import_path``, whose last part is its name.

    ``path`` is the schema's path as protobuf imports it. Raises MissingTool where a plugin is absent.
    """
    from grpc_tools import protoc  # as in featc.backends.proto.protoc: large, and most runs do without

    found = find()
    with tempfile.TemporaryDirectory(prefix="featc-go-") as name:
        root = Path(name)
        source, out = root / "in" / path, root / "out"
        source.parent.mkdir(parents=True)
        source.write_text(text, encoding="utf-8")
        out.mkdir()
        options = f"paths=source_relative,M{path}={import_path};{import_path.rpartition('/')[2]}"
        status = protoc.main(
            [
                "protoc",
                f"--proto_path={root / 'in'}",
                f"--proto_path={resources.files('grpc_tools') / '_proto'}",
                *(f"--plugin={plugin.name}={found[plugin.name]}" for plugin in PLUGINS),
                f"--go_out={out}",
                f"--go_opt={options}",
                f"--go-grpc_out={out}",
                f"--go-grpc_opt={options}",
                path,
            ]
        )
        if status != 0:
            raise ProtocError(f"protoc refused {path} (exit {status})")
        return {p.name: _mended(p.read_text(encoding="utf-8")).encode() for p in sorted(out.rglob("*.go"))}


def _mended(text: str) -> str:
    """The stubs with ``ProtoReflect_`` for a field ``proto_reflect``, whose name is a method of every message.

    protoc-gen-go adds an underscore to the names of all other methods. The runtime finds fields by their tags, so
    neither the wire nor JSON change. In its struct the name is aligned with the longest of its block, one letter more.
    """
    text = re.sub(r"^\tProtoReflect (?: (?= *\S))?", "\tProtoReflect_ ", text, flags=re.MULTILINE)
    return re.sub(r"\bx\.ProtoReflect\b(?!\()", "x.ProtoReflect_", text)


def find() -> dict[str, Path]:
    """Each plugin's program; MissingTool where one is absent, or there only in another version."""
    found: dict[str, Path] = {}
    problems = []
    for plugin in PLUGINS:
        others = []
        for program in _candidates(plugin.name):
            version = _version(program)
            if version == plugin.version:
                found[plugin.name] = program
                break
            others.append(f"{program} is {version or 'no program that runs'}")
        else:
            problems.append(f"{plugin.name} {plugin.version} ({', '.join(others) or 'there is none'})")
    if problems:
        commands = "\n       ".join(f"go install {p.package}@v{p.version}" for p in PLUGINS)
        raise MissingTool(
            f"the target go needs {' and '.join(problems)}",
            f"featc looks on the PATH and where `go install` puts programs; install both with\n       {commands}\n"
            "       or build the library alone, without client and server: --target go_library",
        )
    return found


def _candidates(name: str) -> Iterator[Path]:
    """Programs of this name: on the PATH, then where Go installs them."""
    suffix = ".exe" if os.name == "nt" else ""
    seen = set()
    on_path = shutil.which(name)
    places = [Path(on_path)] if on_path else []
    for program in [*places, *(folder / f"{name}{suffix}" for folder in _go_folders())]:
        if program not in seen and program.is_file() and os.access(program, os.X_OK):
            seen.add(program)
            yield program


def _go_folders() -> list[Path]:
    """GOBIN, and bin of each folder of the GOPATH, as the environment or Go itself has them."""
    gobin, gopath = os.environ.get("GOBIN", ""), os.environ.get("GOPATH", "")
    if not (gobin and gopath):
        told = _go_env()
        gobin, gopath = gobin or told[0], gopath or told[1]
    below = [Path(part) / "bin" for part in gopath.split(os.pathsep) if part]
    return [*([Path(gobin)] if gobin else []), *below]


@cache
def _go_env() -> tuple[str, str]:
    """GOBIN and GOPATH by Go's own account; Go's default where it is not there itself."""
    default = ("", str(Path.home() / "go"))
    try:
        told = subprocess.run(
            ["go", "env", "GOBIN", "GOPATH"], capture_output=True, text=True, check=True, timeout=30
        ).stdout.split("\n")
    except (OSError, subprocess.SubprocessError):
        return default
    return (told[0].strip(), told[1].strip() or default[1]) if len(told) > 1 else default


def _version(program: Path) -> str | None:
    """What ``--version`` says: ``protoc-gen-go v1.36.12``, ``protoc-gen-go-grpc 1.6.2``."""
    try:
        done = subprocess.run([program, "--version"], capture_output=True, text=True, check=True, timeout=30)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.split()[-1].removeprefix("v") if done.stdout.split() else None
