"""The intermediate representation: expressions, row programs, feature sets. Knows no syntax, no targets."""

from featc.ir.checks import Check
from featc.ir.contracts import Contract, NullContract, RangeContract, SetContract
from featc.ir.declared import Definition, InputField, InputRow, TestCase
from featc.ir.featureset import FeatureSet, as_set
from featc.ir.graph import Graph, Node, Value, walk
from featc.ir.row import Input, Output, RowProgram, dependencies

__all__ = [
    "Check",
    "Contract",
    "Definition",
    "FeatureSet",
    "Graph",
    "Input",
    "InputField",
    "InputRow",
    "Node",
    "NullContract",
    "Output",
    "RangeContract",
    "RowProgram",
    "SetContract",
    "TestCase",
    "Value",
    "as_set",
    "dependencies",
    "walk",
]
