"""The command line of a generated service: `python -m flights.service`. Knows arguments and exit codes only."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from featc_runtime.errors import EnvironmentFault
from featc_runtime.service import certificate
from featc_runtime.service.server import GRACE, LOOPBACK, serve
from featc_runtime.service.spec import ServiceSpec


def main(spec: ServiceSpec, argv: Sequence[str] | None = None, *, home: str = "") -> int:
    """Serve until a signal. Exit codes: 0 after a drain, 2 wrong arguments, 69 the address cannot be had.

    ``home`` is the file of the package's ``__main__``: a certificate of its build is shown without being named.
    """
    limits = spec.limits
    parser = argparse.ArgumentParser(
        f"python -m {spec.name.rpartition('.')[0]}", description=f"Serves the feature set {spec.name} over gRPC."
    )
    parser.add_argument("--host", default=LOOPBACK, help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=_port, default=50051, help="0 takes a free port (default: %(default)s)")
    parser.add_argument("--grace", type=float, default=GRACE, help="seconds for calls in flight at the end")
    parser.add_argument("--max-message-bytes", type=_positive, default=limits.message_bytes, metavar="N")
    parser.add_argument("--max-batch-rows", type=_positive, default=limits.batch_rows, metavar="N")
    parser.add_argument("--max-calls", type=_positive, default=limits.calls, metavar="N")
    parser.add_argument("--max-streams", type=_positive, default=limits.streams, metavar="N")
    parser.add_argument(
        "--certificate", type=Path, default=None, metavar="PATH",
        help=f"the {certificate.NAME} that GetFeatureSet shows (default: that of the build)",
    )  # fmt: skip
    args = parser.parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", stream=sys.stderr)
    try:
        spec = replace(spec, certificate=_certificate(spec, args.certificate, home))
    except (OSError, ValueError) as error:
        parser.error(f"argument --certificate: {error}")
    limits = replace(
        limits,
        message_bytes=args.max_message_bytes,
        batch_rows=args.max_batch_rows,
        calls=args.max_calls,
        streams=args.max_streams,
    )
    try:
        serve(
            replace(spec, limits=limits),
            args.host,
            args.port,
            grace=args.grace,
            announce=lambda address: print(f"{spec.name} listens on {address}", flush=True),
        )
    except EnvironmentFault as error:
        print(error, file=sys.stderr)
        return 69
    return 0


def _certificate(spec: ServiceSpec, given: Path | None, home: str) -> str:
    """The certificate to show. One that merely lies there may be of another build: then none is."""
    found = given or (certificate.beside(home) if home else None)
    try:
        return certificate.read(found, spec.fingerprint) if found else ""
    except ValueError as error:
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
