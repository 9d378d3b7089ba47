"""`featc verify`: batch and serving compared on the user's own data, before each release."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import grpc

from featc.cli.exits import ENVIRONMENT, FINDINGS, GOOD, USAGE, Stop
from featc.cli.output import Styled, say, say_json
from featc.commands import source
from featc.commands.csv_options import Flags, csv_options, need_csv, read_as
from featc.commands.progress import progress
from featc.comparison import Comparison, Mismatch, Refusal, Report
from featc.loaded import Loaded, columns, load
from featc.raw import text
from featc.tables import TableError, open_source
from featc_runtime.errors import SchemaError
from featc_runtime.service import Client, start


def run(file: Path, input_: Path, address: str | None, threads: int | None, csv: Flags, format_: str) -> int:
    """Compare every row and value; say which feature, row and values differ."""
    program = source.program(file, format_ == "json")
    need_csv(csv, input_)
    options = csv_options(program, csv)
    loaded = load(program, source.lock(program))
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
    report = comparison.report
    if format_ == "json":
        say_json(_document(loaded, report, {"file": input_.name} | read_as(input_, options)))
    else:
        _print(loaded, report, time.perf_counter() - started)
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


def _print(loaded: Loaded, report: Report, took: float) -> None:
    rows = [
        ("rows", f"{report.rows:,}"),
        ("features", f"{len(loaded.module.outputs):,}"),
        ("values compared", f"{report.values:,}"),
        ("rows refused", f"{report.refused:,}"),
        ("mismatches", f"{report.mismatches:,}"),
    ]
    for name, value in rows:
        say(f"{name:<16} {value:>14}")
    say(f"{'time':<16} {took:>12.1f} s")
    for mismatch in report.shown:
        say("\n" + _mismatch(loaded, mismatch))
    if report.mismatches > len(report.shown):
        say(f"\n… and {report.mismatches - len(report.shown):,} more")
    for refusal in report.refusals:
        say("\n" + _refusal(refusal))
    if report.refused > len(report.refusals):
        say(f"\n… and {report.refused - len(report.refusals):,} more rows refused")
    say("\n", Styled(_verdict(report), "green" if report.good else "red", bold=True))


def _verdict(report: Report) -> str:
    if not report.agreed:
        return "the two paths differ"
    if not report.refused:
        return "the same bits for every row"
    taken = report.rows - report.refused
    same = f"the same bits for the other {taken:,}" if taken else "no row is left to compare"
    return f"both paths refuse {report.refused:,} of {source.counted(report.rows, 'row')}; {same}"


def _mismatch(loaded: Loaded, m: Mismatch) -> str:
    output = loaded.module.outputs[m.feature]
    lines = [
        f"{output.name}, row {m.row:,}",
        f"  batch    {text(m.batch, output.type)}",
        f"  service  {text(m.service, output.type)}",
        "  of " + ", ".join(f"{n}: {v}" for n, v in _inputs(loaded, m).items()),
    ]
    return "\n".join(lines)


def _inputs(loaded: Loaded, m: Mismatch) -> dict[str, str]:
    return {f.name: text(v, f.type) for f, v in zip(loaded.spec.wire_inputs, m.inputs, strict=True)}


def _refusal(refusal: Refusal) -> str:
    who = "refused by both" if refusal.by == "both" else f"refused by the {refusal.by} path only"
    return f"row {refusal.row:,} {who}: " + "; ".join(f"{v.field}: {v.message}" for v in refusal.violations)


def _document(loaded: Loaded, report: Report, data: dict[str, Any]) -> dict[str, Any]:
    outputs = loaded.module.outputs
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
                "batch": text(m.batch, outputs[m.feature].type),
                "service": text(m.service, outputs[m.feature].type),
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
