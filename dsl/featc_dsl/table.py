"""The LALR(1) table of the grammar, in the form that the parser walks. Knows Lark, not what a rule builds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from lark import Lark
from lark.lexer import Lexer
from lark.parsers.lalr_analysis import Shift

#: The kind of the token after the last one.
END = "$END"


@dataclass(frozen=True, slots=True)
class Reduce:
    """Replace ``size`` values by one of the symbol ``origin``; ``action`` names the function, None hands on."""

    size: int
    origin: str
    action: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """``actions[state][kind]`` is the next state (shift) or a reduction; ``gotos[state][symbol]`` a state."""

    actions: dict[int, dict[str, int | Reduce]]
    gotos: dict[int, dict[str, int]]
    start: int
    end: int
    words: dict[str, str]  # "feature" → FEATURE
    symbols: dict[str, str]  # "==" → EQ
    soft: frozenset[str]  # kinds of the words that are names elsewhere
    texts: dict[str, str]  # EQ → "=="

    @property
    def reserved(self) -> frozenset[str]:
        """The kinds of the words that are never names without backticks."""
        return frozenset(self.words.values()) - self.soft

    def accepts(self, states: list[int], kind: str) -> bool:
        """Whether a token of this kind may come next."""
        left, above = len(states), list[int]()  # the stack: the first `left` of the states, and what was put on them
        top = states[-1]
        while True:
            action = self.actions[top].get(kind)
            if action is None:
                return False
            if isinstance(action, int):
                return True
            taken = min(action.size, len(above))
            del above[len(above) - taken :]
            left -= action.size - taken
            top = self.gotos[above[-1] if above else states[left - 1]][action.origin]
            above.append(top)
            if top == self.end and kind == END:
                return True

    def expected(self, states: list[int]) -> frozenset[str]:
        """The kinds of token that may come next."""
        if len(states) <= _SHALLOW:
            return _expected(tuple(states))
        return frozenset(kind for kind in self.actions[states[-1]] if self.accepts(states, kind))


#: Stacks of so many states come again and again: of a text with many mistakes each is at the same places.
_SHALLOW = 40


@lru_cache(maxsize=5_000)
def _expected(states: tuple[int, ...]) -> frozenset[str]:
    whole, stack = table(), list(states)
    return frozenset(kind for kind in whole.actions[stack[-1]] if whole.accepts(stack, kind))


class _NoLexer(Lexer):
    """Tokens come from lexer.py; Lark only makes the table."""

    def __init__(self, lexer_conf: Any) -> None:
        pass

    def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[Any]:
        return iter(())


@cache
def table() -> Table:
    """The table, made once. Lark's strict mode refuses a grammar with a conflict."""
    grammar = resources.files("featc_dsl").joinpath("fdl.lark").read_text(encoding="utf-8")
    lark = Lark(grammar, parser="lalr", lexer=_NoLexer, strict=True)
    conf = lark.parse_interactive().parser_state.parse_conf
    actions: dict[int, dict[str, int | Reduce]] = {}
    gotos: dict[int, dict[str, int]] = {}
    reductions: dict[Any, Reduce] = {}
    for state, row in conf.states.items():
        actions[state], gotos[state] = {}, {}
        for symbol, (action, arg) in row.items():
            if action is not Shift:
                if arg.alias is None and len(arg.expansion) != 1:
                    raise ValueError(f"fdl.lark: {arg} has no name, so nothing can be built of it")
                if arg not in reductions:
                    reductions[arg] = Reduce(len(arg.expansion), str(arg.origin.name), arg.alias)
                actions[state][symbol] = reductions[arg]
            elif symbol.isupper():
                actions[state][symbol] = arg
            else:
                gotos[state][symbol] = arg
    texts = {t.name: t.pattern.value for t in lark.terminals if t.pattern is not None}
    free = {str(r.expansion[0].name) for r in reductions if r.origin.name in ("name", "free_name")}
    return Table(
        actions=actions,
        gotos=gotos,
        start=conf.start_state,
        end=conf.end_state,
        words={text: kind for kind, text in texts.items() if text[0].isalpha()},
        symbols={text: kind for kind, text in texts.items() if not text[0].isalpha()},
        soft=frozenset(free & texts.keys()),
        texts=texts,
    )
