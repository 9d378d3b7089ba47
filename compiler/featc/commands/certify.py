"""`featc certify`: the proof, for one's own program, that every built target gives the same bits."""

from __future__ import annotations

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
from featc.cli.output import say
from featc.cli.reports import show
from featc.cli.shell import command
from featc.commands import source
from featc.commands.csv_options import Flags, csv_options, need_csv, read_as
from featc.commands.progress import progress
from featc.commands.source import Given
from featc.loaded import load
from featc.lock import Lock
from featc.readback import read_bytes
from featc.report.model import Case, Finding, Report, Section, Verdict, table
from featc.tables import TableError
from featc_runtime.errors import SchemaError


def run(
    file: Path, targets: tuple[str, ...], rows: int, data: Path | None, out: Path, check: bool, csv: Flags, format_: str
) -> int:
    """Certify what was built of a file, or look at the certificate that there is."""
    given = source.given(file, format_ == "json")
    featureset = given.featureset
    try:
        build = read_build(given.build.folder if given.build else out / featureset.name)
    except NoBuild as error:
        raise Stop(USAGE, str(error), error.hint) from None
    lock = pipeline.identify(featureset, given.lock())
    wanted = _targets(targets, build, file)
    if check:
        return _check(build, lock, wanted, given)
    _same_source(file, build, lock)
    document = _certify(given, build, lock, wanted, rows, data, csv)
    path = build.folder / CERTIFICATE
    content = certificate.write(document)
    writer.write_file(path, content)
    show(_report(document, path), format_)
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


def _check(build: Build, lock: Lock, wanted: Sequence[str], given: Given) -> int:
    path = build.folder / CERTIFICATE
    if not path.exists():
        made = command("certify", given.file, *([] if given.build else _to_where(build)))
        raise Stop(FINDINGS, f"there is no {path}", f"`{made}` makes it")
    found = [f"{name} {what}" for name, what in build.wrong_files()]
    if build.manifest["fingerprint"] != lock.fingerprint:
        found.append("the build is of another source than the one that is here")
    found += certificate.objections(read_bytes(path), build, lock.fingerprint, lock.pins, wanted)
    if found:
        raise Stop(FINDINGS, f"{path} does not hold:\n  " + "\n  ".join(found), "build and certify again")
    say(f"{path} holds for {', '.join(wanted)}: {lock.featureset}, fingerprint {lock.fingerprint}")
    if given.build:
        say(f"no source was compared: {given.where} is what the build says that it was made of")
    return GOOD


def _certify(
    given: Given, build: Build, lock: Lock, wanted: Sequence[str], rows: int, data: Path | None, csv: Flags
) -> dict[str, Any]:
    featureset = given.featureset
    seed = int(lock.fingerprint[:8], 16)
    told: dict[str, Any] | None = None
    with ExitStack() as stack:
        table, loaded = None, load(featureset, lock)
        options = csv_options(featureset, csv)
        if data is None and given.build is None:
            data = sample.beside(Path(featureset.path), loaded, options)
        need_csv(csv, data)
        if data is not None:
            try:
                table = stack.enter_context(sample.opened(data, loaded, options))
            except TableError as error:
                raise Stop(USAGE, str(error), error.hint) from None
        proof = Proof(featureset, build, lock, wanted)
        total = proof.steps + len(proof.runs) * (rows + ((table.rows or 0) if table else 0))
        proof = stack.enter_context(proof)
        proof.advance = stack.enter_context(progress("certifying", total, "vectors and rows"))
        proof.begin(make_rows(featureset, seed, rows))
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


def _report(document: Mapping[str, Any], path: Path) -> Report:
    found = [(_finding(f), f) for f in document["findings"]]
    rows, cases = [], []
    for name, target in document["targets"].items():
        for kind, d in target.get("paths", {}).items():
            counts = [f"{d[key]:,}" for key in ("vectors", "rows", "values", "bits")]
            rows.append((f"{name} {kind}", *counts, d["verdict"]))
            of = tuple(shown for shown, f in found if (f.get("target"), f.get("path")) == (name, kind))
            cases.append(Case(name, kind, of))
        if "missing" in target:
            rows.append((name, "", "", "", "", certificate.INCOMPLETE))
            cases.append(Case(name, name, skipped=f"cannot be run here: {target['missing']}"))
    cases.append(Case("build", "files", tuple(shown for shown, f in found if f["kind"] == "file")))
    return Report(
        command="certify",
        subject=document["featureset"],
        verdict=Verdict(document["verdict"]),
        sentence=f"{path}: {document['verdict']}",
        sections=(
            Section(
                table=table(("path", "vectors", "rows", "values", "bits", ""), rows, (1, 2, 3, 4)),
                notes=tuple(_notes(document)),
                findings=tuple(shown for shown, _ in found),
            ),
        ),
        cases=tuple(cases),
        data=document,
    )


def _notes(document: Mapping[str, Any]) -> Iterator[str]:
    for name, target in document["targets"].items():
        if "missing" in target:
            yield f"{name} cannot be run here: {target['missing']}; `--targets` without {name} leaves it out"
    data = document["rows"]["data"]
    if data:
        refused = f", {data['refused']:,} more refused by the contracts" if data["refused"] else ""
        yield f"rows: {document['rows']['made']['rows']:,} made, {data['rows']:,} of {data['file']}{refused}"
    if document["left_out"]:
        yield f"left out: {', '.join(document['left_out'])}"


def _finding(f: Mapping[str, Any]) -> Finding:
    if f["kind"] == "file":
        return Finding(f"{f['file']} {f['problem']}")
    where = f"{f['target']} {f['path']}"
    if f["kind"] == "target":
        return Finding(f"{where}: {f['problem']}")
    differs = (("expected", f["expected"]), ("found", f["found"])) if "expected" in f else ()
    if f["kind"] == "vector":
        head = f"{where}: operation {f['operator']} is wrong in {source.counted(f['vectors'], 'vector')}, {f['vector']}"
        return Finding(head, (("call", f["call"]), *differs))
    head = f"{where}: feature {f['feature']} differs in {source.counted(f['rows'], 'row')}"
    if "row" not in f:
        return Finding(head)
    lines = [*differs, ("of", ", ".join(f"{name}: {value}" for name, value in f["row"].items()))]
    if f["operator"] is None:
        return Finding(head, (*lines, ("why", f["problem"])))
    at = [("at fault", f["operator"]), ("call", f["call"])]
    return Finding(head, (*lines, *at, ("expected", f["operator_expected"]), ("found", f["operator_found"])))
