"""From source text to a typed program: load, resolve, type, lower, in order. Knows the stages, none of their rules."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from featc import ir, sources
from featc.resolve import errors
from featc.resolve.declarations import Resolved, resolve
from featc.resolve.gaps import Gaps
from featc.resolve.load import MAX_TEXT, Loaded, Reader, load
from featc.resolve.naming import MOST_OF_FILES, PYTHON_MODULES, is_snake, to_snake
from featc.resolve.order import in_order
from featc.resolve.scope import source_text
from featc.typecheck.cases import read_case
from featc.typecheck.features import Outputs, reads
from featc.typecheck.functions import TooLarge
from featc.typecheck.inputs import Inputs
from featc.typecheck.ranges import Ranges
from featc.typecheck.typer import Typer
from featc_dsl import ast
from featc_dsl.collector import paused
from featc_dsl.diagnostics import MOST_FINDINGS, Diagnostic, Enough
from featc_dsl.near import bounded
from featc_dsl.source import decode
from featc_dsl.span import Span
from featc_dsl.types import Storage, Type

#: What near names may cost in one run, in pairs of letters that are compared.
_LETTERS = 1_500_000


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a source. ``program`` is None exactly where a diagnostic is an error.

    ``sources`` has the text of every file read, by the path that spans name.
    """

    program: ir.Program | None
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]


def check_file(path: str, import_root: str | None = None) -> Checked:
    """Checks a file, or what comes from a pipe, and what it imports: below the file's folder, or ``import_root``.

    A pipe counts as the file ``<set>.fdl`` in the current folder. OSError where the file itself cannot be read.
    """
    piped = sources.is_pipe(path)
    data = sources.read_file(path)
    if data is None:
        return check_source(path, " " * (MAX_TEXT + 1))
    text, found = decode(data, path)
    if text is None:
        return Checked(None, found, {path: data.decode("utf-8", "replace")})
    folders = ["." if piped else os.path.dirname(path) or ".", *([import_root] if import_root else [])]
    return check_source(path, text, sources.Imports(folders), piped)


def check_source(path: str, text: str, read: Reader | None = None, piped: bool = False) -> Checked:
    """Checks a text. Imports are read with ``read``, by their path joined to that of the file that has them.

    ``piped``: the text is not of a file. It counts as ``<set>.fdl`` in the current folder.
    """
    with paused(), bounded(_LETTERS):
        return _check_source(path, text, read, piped)


def _check_source(path: str, text: str, read: Reader | None, piped: bool) -> Checked:
    loaded = load(path, text, read, piped)
    findings = _Findings(loaded)
    program = None
    try:
        if loaded.root is not None:
            program = _check(loaded, loaded.root, findings)
        elif not findings.found:
            findings.report(errors.no_input(Span(path, 0, 0, 1, 1)))
    except Enough:
        pass
    ordered = findings.ordered()
    good = not any(d.severity == "error" for d in ordered)
    return Checked(program if good else None, ordered, loaded.sources)


class _Findings:
    """Collects findings, one a place and code: what a loop or an inlining repeats is said once.

    Enough is raised for one more than ``MOST_FINDINGS``.
    """

    def __init__(self, loaded: Loaded) -> None:
        self._files = {path: at for at, path in enumerate(loaded.sources)}
        self._syntax = {(d.span.file, d.span.start, d.span.end) for d in loaded.diagnostics}
        self.found: dict[tuple[str, str, int, int], Diagnostic] = {}
        for finding in loaded.diagnostics:
            self.found.setdefault(self._key(finding), finding)

    @staticmethod
    def _key(finding: Diagnostic) -> tuple[str, str, int, int]:
        span = finding.span
        return finding.code, span.file, span.start, span.end

    def report(self, finding: Diagnostic) -> None:
        span = finding.span
        if (span.file, span.start, span.end) not in self._syntax:
            self.found.setdefault(self._key(finding), finding)
        if len(self.found) > MOST_FINDINGS:
            raise Enough

    def ordered(self) -> tuple[Diagnostic, ...]:
        def place(finding: Diagnostic) -> tuple[int, int, int, str]:
            span = finding.span
            return self._files.get(span.file, 0), span.start, span.end, finding.code

        return tuple(sorted(self.found.values(), key=place)[:MOST_FINDINGS])


def _check(loaded: Loaded, root: ast.SourceFile, findings: _Findings) -> ir.Program | None:
    report = findings.report
    _header(root, loaded.home, findings, missing=not loaded.gaps.declare("featureset"))
    resolved = resolve(loaded, report)
    if resolved.input is None:
        if not loaded.gaps.declare("input"):
            report(errors.no_input(root.name.span if root.name else Span(root.path, 0, 0, 1, 1)))
        row = ir.InputRow("Row", (), Span(root.path, 0, 0, 1, 1))
    else:
        row = Inputs(loaded.sources, report, loaded.gaps).row(resolved.input)
    if resolved.refused:
        return None
    graph = ir.Graph()
    try:
        features, names = _features(loaded, resolved, row, graph, findings)
    except TooLarge:
        return None
    may_declare = loaded.gaps.declare("feature") or loaded.gaps.declare("for")
    if not may_declare and not any(isinstance(d, ast.FeatureDecl | ast.ForDecl) for d in loaded.decls):
        report(errors.no_features(root.name.span if root.name else Span(root.path, 0, 0, 1, 1)))
    tests = _tests(resolved, row, features, findings, loaded.gaps)
    name = root.name.text if root.name else ""
    return ir.Program(
        name, root.version or 1, row, tuple(f for f in features.values() if f is not None), graph, loaded.home,
        loaded.source_hash, tests, resolved.options, root.doc or "", names, _definitions(loaded, resolved),
    )  # fmt: skip


def _definitions(loaded: Loaded, resolved: Resolved) -> tuple[ir.Definition, ...]:
    """The lets and defs as written, those of imported files first, in the order of the text."""
    decls: dict[int, ast.LetDecl | ast.DefDecl] = {id(d): d for d in resolved.functions.values()}
    decls |= {id(v.decl): v.decl for v in resolved.values.values() if isinstance(v.decl, ast.LetDecl)}
    files = {name: i for i, name in enumerate(reversed(loaded.sources))}

    def text(decl: ast.LetDecl | ast.DefDecl) -> str:
        end = decl.value.span.end if isinstance(decl, ast.LetDecl) else decl.body.span.end
        return source_text(loaded.sources, replace(decl.span, end=end))

    ordered = sorted(decls.values(), key=lambda d: (files.get(d.span.file, 0), d.span.start))
    return tuple(ir.Definition(text(d), d.doc or "") for d in ordered)


def _header(root: ast.SourceFile, home: str, report_to: _Findings, missing: bool) -> None:
    """``missing``: a set without a name has none, rather than one that could not be read."""
    if root.name is None:
        if missing:
            stem = re.sub(r"\.fdl$", "", re.split(r"[/\\]", home)[-1])
            better = to_snake(stem)
            place = root.decls[0].span if root.decls else Span(root.path, 0, 0, 1, 1)
            report_to.report(errors.featureset_missing(place, better if is_snake(better) else "features"))
    elif not is_snake(root.name.text):
        report_to.report(errors.not_snake(root.name.span, root.name.text, to_snake(root.name.text)))
    elif root.name.text in PYTHON_MODULES:
        report_to.report(errors.python_module(root.name.span, root.name.text))
    elif len(root.name.text) > MOST_OF_FILES:
        report_to.report(errors.too_long(root.name.span, root.name.text, MOST_OF_FILES))


def _features(
    loaded: Loaded, resolved: Resolved, row: ir.InputRow, graph: ir.Graph, findings: _Findings
) -> tuple[dict[str, ir.Feature | None], dict[int, str]]:
    """Every feature by name, None for what is wrong, in the order of the source; and names of lets' nodes."""
    typer = Typer(graph, resolved, loaded.sources, findings.report, loaded.gaps)
    for field in row.fields:
        if field.label:
            typer.labels[field.name] = field.span
        else:
            typer.values[field.name] = graph.input(field.name, field.type)
    partial = {f.name for f in row.fields if loaded.gaps.hold(f.name)}
    outputs = Outputs(graph, Ranges(row), loaded.sources, findings.report, partial)
    order, circular = in_order(resolved, findings.report)
    made: dict[str, ir.Feature | None] = {}
    names: dict[int, str] = {}
    for kind, name in order:
        wrong = (kind, name) in circular
        if kind == "function":
            if wrong:
                typer.functions.poison(name)
            else:
                typer.functions.define(resolved.functions[name])
            continue
        value = resolved.values[name]
        node = None if wrong else typer.type(value.decl.value, value.scope, value.texts)
        if isinstance(value.decl, ast.FeatureDecl):
            feature, settled = outputs.feature(value, node)
            made[name], typer.values[name] = feature, settled
        else:
            typer.values[name] = node
            if node is not None and node.op not in ("const", "input"):
                names.setdefault(node.key, name)
    in_source = (n for n, v in resolved.values.items() if isinstance(v.decl, ast.FeatureDecl))
    return {name: made.get(name) for name in in_source}, names


def _tests(
    resolved: Resolved,
    row: ir.InputRow,
    features: Mapping[str, ir.Feature | None],
    findings: _Findings,
    gaps: Gaps,
) -> tuple[ir.TestCase, ...]:
    fields: dict[str, tuple[Type, Storage | None] | None] = {}
    for decl in resolved.input.fields if resolved.input else ():
        fields[decl.name.text] = None
    for field in row.fields:
        if not gaps.hold(field.name):
            fields[field.name] = (field.type, field.storage)
    outputs = {n: (f.type, f.storage) if f is not None else None for n, f in features.items()}
    partial = {f.name for f in row.fields if gaps.hold(f.name)}
    outputs.update({n: None for n, f in features.items() if f is not None and partial and reads(f.node, partial)})
    outputs.update(dict.fromkeys(resolved.dropped))
    return tuple(read_case(t, row, fields, outputs, findings.report, gaps) for t in resolved.tests)
