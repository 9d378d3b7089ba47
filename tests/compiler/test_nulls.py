"""What is known not to be null after a test of it, and that using that knowledge changes no value."""

from itertools import product

import pytest
from compiling import codes, feature, program, type_of

from featc.ir import Node, walk


@pytest.mark.parametrize(
    ("expr", "wanted"),
    [
        ("if is_null(j) then 0 else j + 1", "int64"),
        ("if not is_null(j) then j + 1 else 0", "int64"),
        ("if is_null(j) then j else 0", "int64?"),
        ("if is_null(j) or is_null(y) then 0.0 else float64(j) * y", "float64"),
        ("if is_null(j) and is_null(y) then 0 else j", "int64?"),
        ("if not is_null(j) and not is_null(y) then float64(j) + y else 0.0", "float64"),
        ("if is_null(j) or j > 3 then 0 else j", "int64"),
        ("if not (is_null(j) or maybe) then j else 0", "int64"),
        ("if maybe then 1 else if is_null(j) then 2 else j", "int64"),
        ("not is_null(j) and j > 3", "bool"),
        ("is_null(j) or j > 3", "bool"),
        ("j > 3 and not is_null(j)", "bool?"),
        ("not is_null(j) or j > 3", "bool?"),
        ("if maybe and not is_null(j) then j else 0", "int64"),
        ("if maybe or not is_null(j) then j else 0", "int64?"),
        ("(not is_null(j) and maybe) and j > 3", "bool?"),
        ("if is_null(opt) then 0 else opt[0]", "int64"),
        ('if is_null(t) then "" else lower(t) + t', "string"),
        ("if missing then 0 else j", "int64"),
        ("if is_null(copy) then 0 else j", "int64"),
        ("or_zero(j)", "int64"),
    ],
)
def test_types_after_is_null(expr: str, wanted: str) -> None:
    before = "let missing = is_null(j)\nlet copy = j\ndef or_zero(v: int64?) = if is_null(v) then 0 else v\n"
    assert str(type_of(expr, before)) == wanted


@pytest.mark.parametrize(
    "condition",
    [
        "is_null(j)",
        "not is_null(j)",
        "is_null(j) or maybe",
        "maybe or is_null(j)",
        "is_null(j) and maybe",
        "not is_null(j) and maybe",
        "maybe and not is_null(j)",
        "not (is_null(j) and maybe)",
        "not (maybe or is_null(j))",
        "is_null(j) or j > 3",
        "not is_null(j) and j > 3",
        "is_null(j) or (maybe and j > 3)",
        "(maybe or is_null(j)) or j > 3",
        "(maybe and not is_null(j)) and j > 3",
        "not (maybe and not is_null(j)) or j > 3",
    ],
)
def test_knowledge_changes_no_value(condition: str) -> None:
    """The program with its refined references against the same with each of them as it was."""
    node = feature(f"if {condition} then j ?? -1 else if maybe then j * 2 ?? -2 else 7").node
    flag = feature(condition).node
    for j, maybe in product((None, 2, 5), (None, False, True)):
        row = {"j": j, "maybe": maybe}
        for root in (node, flag):
            assert _value(root, row, refined=True) == _value(root, row, refined=False)


def _value(root: Node, row: dict[str, int | None], refined: bool) -> object:
    """A small evaluation of the few operations above; without ``refined``, what was refined is as it was."""
    known: dict[Node, object] = {}
    for node in walk([root]):
        a = [known[x] for x in node.args]
        match node.op:
            case "const":
                value: object = node.consts[0]
            case "input":
                value = row[str(node.consts[0])]
            case "is_null":
                value = a[0] is None
            case "not":
                value = None if a[0] is None else not a[0]
            case "and":
                value = False if False in a else None if None in a else True
            case "or":
                value = True if True in a else None if None in a else False
            case "coalesce":
                zero = node.args[1].op == "const" and node.args[1].consts[0] == 0
                value = a[0] if a[0] is not None or (zero and not refined) else a[1]
            case "if":
                value = a[1] if a[0] is True else a[2]
            case "gt.int64":
                value = None if None in a else a[0] > a[1]  # type: ignore[operator]
            case "mul.int64":
                value = None if None in a else a[0] * a[1]  # type: ignore[operator]
            case _:
                raise AssertionError(node.op)
        known[node] = value
    return known[root]


def test_a_branch_that_is_wrong_is_found() -> None:
    assert codes("feature out: int64 = if is_null(j) then 0 else if is_null(y) then j else j * 2\n") == []
    assert codes("feature out: int64 = if is_null(y) then 0 else j\n") == ["FDL066"]


def test_what_is_null_in_the_type_may_be_null_in_the_node() -> None:
    made = program("feature a: int64? = i\nfeature b = a + 1\nfeature c: float32? = x\n")
    assert [str(f.type) for f in made.features] == ["int64?", "int64", "float64?"]


@pytest.mark.parametrize("type", ["int64?", "list<int64, 2>?", "list<int64?, 2>?", "string?", "date?"])
def test_a_bare_null_takes_the_declared_type(type: str) -> None:
    found = feature("null", type)
    assert str(found.type) == str(found.node.type) == type
