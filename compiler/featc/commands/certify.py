"""`featc certify`: the proof, for one's own program, that every built target gives the same bits."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import featc
from featc import pipeline, writer
from featc.certify import certificate, sample
from featc.certify.build import CERTIFICATE, Build, NoBuild, read_build
from featc.certify.paths import PATHS, built_paths
from featc.certify.prove import Proof
from featc.certify.rows import make_rows
from featc.certify.vector_programs import with_nulls
from featc.cli.exits import FINDINGS, GOOD, USAGE, Stop
from featc.cli.output import Part, Styled, say
from featc.cli.shell import command
from featc.commands import source
from featc.commands.csv_options import Flags, csv_options, need_csv, read_as
from featc.commands.progress import progress
from featc.ir import Program
from featc.loaded import load
from featc.lock import Lock
from featc.readback import read_bytes
from featc.tables import TableError
from featc_runtime.errors import SchemaError


def run(
    file: Path, targets: tuple[str, ...], rows: int, data: Path | None, out: Path, check: bool, csv: Flags, format_: str
) -> int:
    """Certify what was built of a file, or look at the certificate that there is."""
    program = source.program(file, format_ == "json")
    try:
        build = read_build(out / program.name)
    except NoBuild as error:
        raise Stop(USAGE, str(error), error.hint) from None
    lock = pipeline.identify(program, source.lock(program))
    wanted = _targets(targets, build, file)
    if check:
        return _check(build, lock, wanted, file)
    _same_source(file, build, lock)
    document = _certify(program, build, lock, wanted, rows, data, csv)
    path = build.folder / CERTIFICATE
    content = certificate.write(document)
    writer.write_file(path, content)
    if format_ == "json":
        say(content.decode().rstrip())
    else:
        for line in _told(document, path):
            say(*line)
    return GOOD if document["verdict"] == certificate.PASSED else FINDINGS


def _targets(given: tuple[str, ...], build: Build, file: Path) -> list[str]:
    built = list(built_paths(build))
    names = [n for part in given for n in part.split(",") if n] or built
    for name in names:
        if name not in PATHS:
            raise Stop(USAGE, f"there is no target {name} that computes", f"there are {', '.join(PATHS)}")
        if name not in built:
            hint = f"`{_to_build(file, build, '--target', name)}` makes it"
            raise Stop(USAGE, f"{name} is not in the build in {build.folder}", hint)
    if not names:
        raise Stop(USAGE, f"nothing in {build.folder} computes", "build a target that does: python, go, java")
    return list(dict.fromkeys(names))


def _same_source(file: Path, build: Build, lock: Lock) -> None:
    """Stop where the build is not of the source as it is."""
    hint = f"`{_to_build(file, build)}` makes it anew"
    if build.manifest["fingerprint"] != lock.fingerprint:
        raise Stop(FINDINGS, f"{build.folder} is built of another source than {file} is now", hint)
    if build.manifest.get("pins") != dict(lock.pins) or build.manifest.get("featc") != featc.__version__:
        raise Stop(FINDINGS, f"{build.folder} is built by another featc than this one, {featc.__version__}", hint)


def _to_build(file: Path, build: Build, *options: str) -> str:
    """The command that makes this build, to be pasted."""
    return command("build", file, *_to_where(build), *options)


def _to_where(build: Build) -> list[str | Path]:
    """Nothing where the build is in the folder that is taken without it."""
    out = build.folder.parent
    return [] if out == Path("generated") else ["-o", out]


def _check(build: Build, lock: Lock, wanted: Sequence[str], file: Path) -> int:
    path = build.folder / CERTIFICATE
    if not path.exists():
        made = command("certify", file, *_to_where(build))
        raise Stop(FINDINGS, f"there is no {path}", f"`{made}` makes it")
    found = [f"{name} {what}" for name, what in build.wrong_files()]
    if build.manifest["fingerprint"] != lock.fingerprint:
        found.append("the build is of another source than the one that is here")
    found += certificate.objections(read_bytes(path), build, lock.fingerprint, lock.pins, wanted)
    if found:
        raise Stop(FINDINGS, f"{path} does not hold:\n  " + "\n  ".join(found), "build and certify again")
    say(f"{path} holds for {', '.join(wanted)}: {lock.featureset}, fingerprint {lock.fingerprint}")
    return GOOD


def _certify(
    program: Program, build: Build, lock: Lock, wanted: Sequence[str], rows: int, data: Path | None, csv: Flags
) -> dict[str, Any]:
    seed = int(lock.fingerprint[:8], 16)
    told: dict[str, Any] | None = None
    with ExitStack() as stack:
        table, loaded = None, load(program, lock)
        options = csv_options(program, csv)
        data = data or sample.beside(Path(program.path), loaded, options)
        need_csv(csv, data)
        if data is not None:
            try:
                table = stack.enter_context(sample.opened(data, loaded, options))
            except TableError as error:
                raise Stop(USAGE, str(error), error.hint) from None
        proof = Proof(program, build, lock, wanted)
        total = proof.steps + len(proof.ways) * (rows + ((table.rows or 0) if table else 0))
        proof = stack.enter_context(proof)
        proof.advance = stack.enter_context(progress("certifying", total, "vectors and rows"))
        proof.begin(make_rows(program, seed, rows))
        if table is not None and data is not None:
            count = refused = 0
            try:
                for good, bad in sample.slices(table, loaded):
                    proof.rows(good)
                    count, refused = count + len(good), refused + bad
            except TableError as error:
                raise Stop(USAGE, str(error), error.hint) from None
            except SchemaError as error:
                raise Stop(FINDINGS, f"{data}: {error}") from None
            told = {"file": data.name, "sha256": sample.digest(data), "rows": count, "refused": refused}
            told |= read_as(data, options)
        findings, targets = proof.findings(), proof.documents()
        left_out = [t for t in built_paths(build) if t not in wanted]
        return {
            "certificate": certificate.FORM,
            "verdict": certificate.verdict(targets, findings),
            "featureset": lock.featureset,
            "fingerprint": lock.fingerprint,
            "manifest": {"file": "MANIFEST.json", "sha256": build.sha256},
            "featc": featc.__version__,
            "pins": dict(sorted(lock.pins.items())),
            "reference": "interpreter",
            "operators": {op: len(with_nulls(op)) for op in proof.operators},
            "rows": {"made": {"rows": rows, "seed": seed}, "data": told},
            "targets": targets,
            "left_out": left_out,
            "compared": proof.compared(),
            "findings": findings,
        }


def _told(document: Mapping[str, Any], path: Path) -> Iterator[list[Part]]:
    yield [f"{'':<20}{'vectors':>9}{'rows':>10}{'values':>13}{'bits':>16}"]
    for name, target in document["targets"].items():
        for way, d in target.get("paths", {}).items():
            counts = f"{d['vectors']:>9,}{d['rows']:>10,}{d['values']:>13,}{d['bits']:>16,}"
            yield [f"{name + ' ' + way:<20}{counts}  ", _coloured(d["verdict"])]
        if "missing" in target:
            hint = f"; `--targets` without {name} leaves it out"
            yield [f"{name:<20}cannot be run here: {target['missing']}{hint}"]
    data = document["rows"]["data"]
    if data:
        refused = f", {data['refused']:,} more refused by the contracts" if data["refused"] else ""
        yield [f"rows: {document['rows']['made']['rows']:,} made, {data['rows']:,} of {data['file']}{refused}"]
    if document["left_out"]:
        yield [f"left out: {', '.join(document['left_out'])}"]
    for finding in document["findings"]:
        yield [""]
        for line in _finding(finding):
            yield [line]
    yield [f"\n{path}: ", _coloured(document["verdict"])]


def _coloured(verdict: str) -> Styled:
    return Styled(verdict, "green" if verdict == certificate.PASSED else "red", bold=True)


def _finding(f: Mapping[str, Any]) -> list[str]:
    if f["kind"] == "file":
        return [f"{f['file']} {f['problem']}"]
    where = f"{f['target']} {f['path']}"
    if f["kind"] == "target":
        return [f"{where}: {f['problem']}"]
    if f["kind"] == "vector":
        return [
            f"{where}: operation {f['operator']} is wrong in {source.counted(f['vectors'], 'vector')}, {f['vector']}",
            f"  {f['call']}", f"  expected {f['expected']}", f"  found    {f['found']}",
        ]  # fmt: skip
    head = f"{where}: feature {f['feature']} differs in {source.counted(f['rows'], 'row')}"
    if "row" not in f:
        return [head]
    lines = [head, f"  expected {f['expected']}", f"  found    {f['found']}"]
    lines.append("  of " + json.dumps(f["row"], ensure_ascii=False))
    if f["operator"] is None:
        return [*lines, f"  {f['problem']}"]
    at = [f"  at fault is {f['operator']}: {f['call']}", f"    expected {f['operator_expected']}"]
    return [*lines, *at, f"    found    {f['operator_found']}"]
