"""Messages that protobuf cannot hold are refused, and those just below are imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from targets import compile_source

from featc import pipeline
from featc.backends.base import Unbuildable
from featc.ir import FeatureSet


def of_features(count: int, type: str, expression: str) -> FeatureSet:
    """A program of so many features of one type."""
    features = "\n".join(f"feature f{i}: {type} = {expression}" for i in range(count))
    return compile_source(f"featureset wide.v1\ninput Row {{\n  x: float64\n  s: string\n}}\n{features}\n")


@pytest.mark.parametrize(
    ("type", "expression", "most"),
    [("float64", "x + 1.0", 8_062), ("string", 's + "a"', 4_062), ("bool", "x > 1", 9_000)],
)
def test_messages_of_many_fields(type: str, expression: str, most: int, tmp_path: Path) -> None:
    built = pipeline.build(of_features(most, type, expression), None, targets=["python_service"])
    for path, content in built.files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    code = "import v1.wide_pb2 as m; m.Features()"
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path / "python" / "wide", check=True)


def test_too_many_are_refused() -> None:
    with pytest.raises(Unbuildable, match="9,000 features need") as refused:
        pipeline.build(of_features(9_000, "float64", "x + 1.0"), None, targets=["python"])
    assert "--target docs,python_package,python_batch,python_row" in refused.value.hint
    parts = ["docs", "python_package", "python_batch", "python_row"]
    assert pipeline.build(of_features(9_000, "float64", "x + 1.0"), None, targets=parts).files
