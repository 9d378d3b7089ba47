"""The command line of a generated service: `python -m flights.service`. Knows arguments and exit codes only."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from featc_runtime import streams
from featc_runtime.errors import EnvironmentFault
from featc_runtime.rawtext import visible
from featc_runtime.readback import Unreadable
from featc_runtime.service import certificate, log
from featc_runtime.service.server import GRACE, LOOPBACK, serve
from featc_runtime.service.spec import ServiceSpec


def main(spec: ServiceSpec, argv: Sequence[str] | None = None, *, home: str = "") -> int:
    """Serve until a signal. Exit codes: 0 after a drain, 2 wrong arguments, 69 the environment: the address cannot be
    had, or standard output cannot be written.

    ``home`` is the file of the package's ``__main__``: a certificate of its build is shown without being named.
    """
    try:
        try:
            return _main(spec, argv, home)
        finally:
            streams.settle()
    except EnvironmentFault as error:
        streams.write_error(f"{error}\n")
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        streams.write_error(visible(f"{name}{error.strerror or error}") + "\n")
    return 69


def _main(spec: ServiceSpec, argv: Sequence[str] | None, home: str) -> int:
    limits = spec.limits
    parser = _Parser(
        f"python -m {spec.name.rpartition('.')[0]}",
        description=f"Serves the feature set {spec.name} over gRPC.",
        add_help=False,
    )
    parser.add_argument("-h", "--help", action=_Help, nargs=0, help="show this help message and exit")
    parser.add_argument("--host", default=LOOPBACK, help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=_port, default=50051, help="0 takes a free port (default: %(default)s)")
    parser.add_argument(
        "--grace", type=float, default=GRACE, help="seconds for calls in flight at the end (default: %(default)g)"
    )
    for name, (default, text) in {
        "--max-message-bytes": (limits.message_bytes, "most bytes of one request"),
        "--max-batch-rows": (limits.batch_rows, "most rows of one batch"),
        "--max-calls": (limits.calls, "most calls worked on at once; as many again may wait"),
        "--max-streams": (limits.streams, "most streams of rows that are open at once"),
    }.items():
        parser.add_argument(name, type=_positive, default=default, metavar="N", help=f"{text} (default: %(default)s)")
    parser.add_argument(
        "--certificate", type=Path, default=None, metavar="PATH",
        help=f"the {certificate.NAME} that GetFeatureSet shows (default: that of the build)",
    )  # fmt: skip
    args = parser.parse_args(argv)
    log.to_standard_error()
    try:
        spec = replace(spec, certificate=_certificate(spec, args.certificate, home))
    except Unreadable as error:
        parser.error(f"argument --certificate: {error}")
    except OSError as error:
        parser.error(visible(f"argument --certificate: {args.certificate}: {error.strerror}"))
    limits = replace(
        limits,
        message_bytes=args.max_message_bytes,
        batch_rows=args.max_batch_rows,
        calls=args.max_calls,
        streams=args.max_streams,
    )
    serve(
        replace(spec, limits=limits),
        args.host,
        args.port,
        grace=args.grace,
        announce=lambda address: streams.write_out(f"{spec.name} listens on {address}\n"),
    )
    return 0


class _Parser(argparse.ArgumentParser):
    """As argparse's own, which prints what it quotes as it is."""

    def error(self, message: str) -> NoReturn:
        super().error(visible(message))


class _Help(argparse.Action):
    """As argparse's own, which drops what standard output does not take."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        streams.write_out(parser.format_help())
        parser.exit()


def _certificate(spec: ServiceSpec, given: Path | None, home: str) -> str:
    """The certificate to show. One that merely lies there may be of another build: then none is."""
    found = given or (certificate.beside(home) if home else None)
    try:
        return certificate.read(found, spec.fingerprint) if found else ""
    except (Unreadable, OSError) as error:
        if given:
            raise
        logging.getLogger("featc_runtime.service").warning("no certificate is shown: %s", error)
        return ""


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError("a port is 0 to 65535")
    return int(text)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError("a positive integer is needed")
    return int(text)
