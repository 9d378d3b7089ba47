"""What a condition tells about nulls. Knows the logic nodes of the IR, no syntax.

For each condition four sets of nodes that cannot be null: where it is true, where it is not true (false or null),
where it is false, where it is not false (true or null). `if` types its branches with the first two, the right side of
`or` is typed with the second and that of `and` with the fourth of the left: there, and only there, the right side
decides the result, so a value that it takes elsewhere is never seen.
"""

from __future__ import annotations

from dataclasses import dataclass

from featc.ir import Node

#: Nodes known not to be null.
Facts = frozenset[Node]

NOTHING: Facts = frozenset()

#: More facts than this are not kept: knowing less is sound, and long chains of `or` stay linear.
_MAX = 256


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What cannot be null where the condition is true, not true, false, not false."""

    true: Facts = NOTHING
    not_true: Facts = NOTHING
    false: Facts = NOTHING
    not_false: Facts = NOTHING


_UNKNOWN = Knowledge()


class Flow:
    """Remembers what each condition tells, operands first, so that no walk is needed."""

    def __init__(self) -> None:
        self._known: dict[Node, Knowledge] = {}

    def of(self, condition: Node) -> Knowledge:
        """What a condition tells."""
        return self._known.get(condition, _UNKNOWN)

    def note(self, node: Node) -> None:
        """Takes a new node in. Its operands were noted before."""
        match node.op:
            case "is_null":
                fact = frozenset(node.args)
                self._known[node] = Knowledge(not_true=fact, false=fact)
            case "not":
                inner = self._known.get(node.args[0])
                if inner is not None:
                    self._known[node] = Knowledge(inner.false, inner.not_false, inner.true, inner.not_true)
            case "and" | "or":
                left, right = (self.of(a) for a in node.args)
                if left is _UNKNOWN and right is _UNKNOWN:
                    return
                if node.op == "and":
                    found = Knowledge(
                        true=_both(left.true, right.true),
                        not_true=left.not_true & right.not_true,
                        false=left.false & right.false,
                        not_false=_both(left.not_false, right.not_false),
                    )
                else:
                    found = Knowledge(
                        true=left.true & right.true,
                        not_true=_both(left.not_true, right.not_true),
                        false=_both(left.false, right.false),
                        not_false=left.not_false & right.not_false,
                    )
                self._known[node] = found


def _both(left: Facts, right: Facts) -> Facts:
    if not left or not right:
        return left or right
    return left | right if len(left) + len(right) <= _MAX else left
