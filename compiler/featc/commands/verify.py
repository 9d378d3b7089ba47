"""`featc verify`: batch and serving compared on the user's own data, before each release."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import grpc

from featc.cli.exits import ENVIRONMENT, FINDINGS, GOOD, USAGE, Stop
from featc.cli.reports import show as show_report
from featc.commands import source
from featc.commands.csv_options import Flags, csv_options, need_csv, read_as
from featc.commands.progress import progress
from featc.comparison import Compared, Comparison, Mismatch, Refusal
from featc.loaded import Loaded, columns, load
from featc.report.model import Case, Finding, Report, Section, Verdict
from featc.tables import TableError, open_source
from featc.values.text import show
from featc_runtime.errors import SchemaError
from featc_runtime.service import Client, start


def run(file: Path, input_: Path, address: str | None, threads: int | None, csv: Flags, format_: str) -> int:
    """Compare every row and value; say which feature, row and values differ."""
    given = source.given(file, format_ == "json")
    need_csv(csv, input_)
    options = csv_options(given.featureset, csv)
    loaded = load(given.featureset, given.lock())
    wanted = columns(loaded.module, labels=False)
    started = time.perf_counter()
    try:
        with _service(loaded, address) as client:
            comparison = Comparison(loaded, client)
            opened = open_source(input_, wanted, csv=options)
            with opened as table, progress("comparing", table.rows) as advance:
                for batch in table.batches:
                    comparison.add(batch, threads)
                    advance(batch.num_rows)
    except TableError as error:
        raise Stop(USAGE, str(error), error.hint) from None
    except SchemaError as error:
        raise Stop(FINDINGS, f"{input_}: {error}") from None
    except grpc.RpcError as error:
        raise _refused(error, address) from None
    data = {"file": input_.name} | read_as(input_, options)
    report = _report(loaded, comparison.report, data, time.perf_counter() - started)
    show_report(report, format_)
    return GOOD if report.good else FINDINGS


@contextmanager
def _service(loaded: Loaded, address: str | None) -> Iterator[Client]:
    """A client of the running service, or of one started for this."""
    if address is not None:
        with Client(loaded.spec, address) as client:
            try:
                client.wait_until_ready(10.0)
            except grpc.FutureTimeoutError:
                raise Stop(ENVIRONMENT, f"no service answers at {address}", "`featc serve FILE` starts one") from None
            yield client
        return
    with start(loaded.spec) as server, Client(loaded.spec, server.address) as client:
        yield client


def _refused(error: grpc.RpcError, address: str | None) -> Stop:
    where = address or "the service started for this"
    if error.code() is grpc.StatusCode.FAILED_PRECONDITION:
        return Stop(FINDINGS, f"{where}: {error.details()}", "build and start the service from this source")
    if error.code() is grpc.StatusCode.UNIMPLEMENTED:
        return Stop(FINDINGS, f"{where} serves another feature set", "look at --address")
    return Stop(ENVIRONMENT, f"{where} failed: {error.code().name}: {error.details()}")


def _report(loaded: Loaded, report: Compared, data: dict[str, Any], took: float) -> Report:
    facts = (
        ("rows", f"{report.rows:,}"),
        ("features", f"{len(loaded.module.outputs):,}"),
        ("values compared", f"{report.values:,}"),
        ("rows refused", f"{report.refused:,}"),
        ("differences", f"{report.mismatches:,}"),
        ("time", f"{took:.1f} s"),
    )
    findings = [_mismatch(loaded, m) for m in report.shown]
    if report.mismatches > len(report.shown):
        findings.append(Finding(f"… and {report.mismatches - len(report.shown):,} more"))
    findings += map(_refusal, report.refusals)
    if report.refused > len(report.refusals):
        findings.append(Finding(f"… and {report.refused - len(report.refusals):,} more rows refused"))
    return Report(
        command="verify",
        subject=loaded.spec.name,
        verdict=Verdict.PASSED if report.good else Verdict.FAILED,
        sentence=_verdict(report),
        sections=(Section(findings=tuple(findings)),) if findings else (),
        cases=tuple(_cases(loaded, report)),
        facts=facts,
        data=_document(loaded, report, data),
    )


def _cases(loaded: Loaded, report: Compared) -> Iterator[Case]:
    """One a feature, and one of the rows that are refused."""
    for i, output in enumerate(loaded.featureset.row.outputs):
        count = report.by_feature[i]
        shown = [_mismatch(loaded, m) for m in report.shown if m.feature == i]
        head = [Finding(f"{output.name} differs in {source.counted(count, 'row')}")] if count else []
        yield Case(loaded.spec.name, output.name, (*head, *shown))
    refused = [Finding(f"{source.counted(report.refused, 'row')} refused")] if report.refused else []
    yield Case(loaded.spec.name, "every row is accepted", (*refused, *map(_refusal, report.refusals)))


def _verdict(report: Compared) -> str:
    if not report.agreed:
        return "the two paths differ"
    if not report.refused:
        return "the same bits for every row"
    taken = report.rows - report.refused
    same = f"the same bits for the other {taken:,}" if taken else "no row is left to compare"
    return f"both paths refuse {report.refused:,} of {source.counted(report.rows, 'row')}; {same}"


def _mismatch(loaded: Loaded, m: Mismatch) -> Finding:
    output = loaded.featureset.row.outputs[m.feature]
    row = ", ".join(f"{name}: {value}" for name, value in _inputs(loaded, m).items())
    lines = (("batch", show(m.batch, output.type)), ("service", show(m.service, output.type)), ("of", row))
    return Finding(f"{output.name}, row {m.row:,}", lines)


def _inputs(loaded: Loaded, m: Mismatch) -> dict[str, str]:
    return {i.name: show(v, i.type) for i, v in zip(loaded.featureset.row.inputs, m.inputs, strict=True)}


def _refusal(refusal: Refusal) -> Finding:
    who = "refused by both" if refusal.by == "both" else f"refused by the {refusal.by} path only"
    return Finding(f"row {refusal.row:,} {who}", tuple((v.field, v.message) for v in refusal.violations))


def _document(loaded: Loaded, report: Compared, data: dict[str, Any]) -> dict[str, Any]:
    outputs = loaded.featureset.row.outputs
    return {
        "ok": report.good,
        "featureset": loaded.spec.name,
        "fingerprint": loaded.spec.fingerprint,
        "data": data,
        "rows": report.rows,
        "features": len(outputs),
        "values": report.values,
        "refused": report.refused,
        "disagreed": report.disagreed,
        "mismatches": report.mismatches,
        "first_mismatches": [
            {
                "feature": outputs[m.feature].name,
                "row": m.row,
                "batch": show(m.batch, outputs[m.feature].type),
                "service": show(m.service, outputs[m.feature].type),
                "inputs": _inputs(loaded, m),
            }
            for m in report.shown
        ],
        "first_refusals": [
            {
                "row": r.row,
                "by": r.by,
                "violations": [{"field": v.field, "reason": v.reason, "message": v.message} for v in r.violations],
            }
            for r in report.refusals
        ],
    }
