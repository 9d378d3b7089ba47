"""TF Transform's facts of single rows in fdl: which expression is which call, which answers differ by which rule.

Knows TF Transform's names and fdl's expressions; the facts are data (tests/facts/tft_facts.json). TensorFlow computes
in float32 and its tests print few digits: an answer agrees where it has the digits printed, six of them at most.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from facts import NAN, Case, Different, Rule, Value

#: Groups of facts that no expression can give, and why.
LATER = {
    "vocabulary": "learned statistics (`fit.vocabulary`) are not supported yet",
    "scale_to_z_score": "learned statistics (`fit.zscore`) are not supported yet",
    "scale_to_0_1": "learned statistics are not supported yet",
    "scale_to_0_1_per_key": "learned statistics are not supported yet",
    "hash_strings": "strings are hashed by XXH64 (dsl/semantics/categories.md), here by FarmHash and SipHash",
}
_TENSORS = "about tensors, graphs and analysers, not about the values of a row"
_NGRAMS = "n-grams are hashed (`token_ngrams`), never joined to texts"

RULES = {
    "nan band": Rule("NaN lies in no band, and gives null", "dsl/semantics/categories.md"),
    "nan": Rule("NaN stays NaN", "dsl/semantics/scaling.md"),
    "nan value": Rule("NaN is a value like any other: only null is left out", "dsl/semantics/lists.md"),
    "beyond": Rule("there is a band beyond the last edge", "dsl/semantics/categories.md"),
}

#: The facts that differ, and what featc answers.
DIFFERENT = {
    "apply_buckets#900[1]": Different("nan band", None),
    "apply_buckets_with_interpolation#1017[5]": Different("nan", NAN),
    "tf_utils#1056 expected_result": Different("nan value", 4),
    "tf_utils#1247 expected_count": Different("nan value", 6),
    "tf_utils#1247 expected_mean": Different("nan value", NAN),
    "tf_utils#1247 expected_var": Different("nan value", NAN),
    "tf_utils#2365[3]": Different("beyond", 4),
}


def read(facts: Mapping[str, Any]) -> tuple[list[Case], dict[str, str]]:
    """The facts that fdl can express, and why by fact for the others. A fact of several values is one case for each."""
    cases, missing = list[Case](), dict[str, str]()
    for group, rows in facts.items():
        for n, fact in enumerate(rows if isinstance(rows, list) else ()):
            name = f"{group}#{fact.get('_line', n)}"
            found = LATER.get(group) or list(_READ.get(group, _other)(name, fact))
            if isinstance(found, str):
                missing[name] = found
            for case in found if isinstance(found, list) else ():
                if isinstance(case, str):
                    missing[name] = case
                else:
                    cases.append(case)
    return cases, missing


def _flat(value: Any) -> list[Any]:
    return [x for v in value for x in _flat(v)] if isinstance(value, list) else [value]


def _number(value: Any) -> float:
    return float(value)  # "nan" and "-inf" are texts


def _cases(
    name: str, exprs: Sequence[str] | str, xs: Sequence[Value], answers: Sequence[Value], digits: int = 0
) -> Iterator[Case]:
    for k, (x, answer) in enumerate(zip(xs, answers, strict=True)):
        expr = exprs if isinstance(exprs, str) else exprs[k]
        yield Case(f"{name}[{k}]", expr, (x,), answer, digits=digits)


def _floats(values: Any) -> list[Value]:
    return [Value("float64", _number(v)) for v in _flat(values)]


def _ints(values: Any) -> list[Value]:
    return [Value("int64", int(v)) for v in _flat(values)]


def _strings(values: Any) -> list[Value]:
    return [Value("string", v) for v in _flat(values)]


def _literals(values: Any) -> str | None:
    """A literal list of numbers; None where one of them has no literal."""
    flat = _flat(values)
    return None if any(isinstance(v, str) for v in flat) else f"[{', '.join(map(str, flat))}]"


def _buckets(name: str, fact: Mapping[str, Any], side: str = "left") -> Iterator[Case | str]:
    edges = _literals(fact.get("bucket_boundaries", fact.get("boundaries")))
    if edges is None:
        yield "infinity and NaN have no literals, so they are no edges"
        return
    yield from _cases(name, f'cut($0, {edges}, closed: "{side}")', _floats(fact["x"]), _ints(fact["expected_buckets"]))


def _interpolation(name: str, fact: Mapping[str, Any]) -> Iterator[Case | str]:
    edges = _flat(fact["boundaries"])
    if any(isinstance(e, str) for e in edges):
        yield "infinity and NaN have no literals, so they are no points of a table"
    elif len(edges) == 1:
        yield from _cases(name, f"float64($0 >= {edges[0]})", _floats(fact["x"]), _floats(fact["expected_results"]))
    else:
        points = ", ".join(f"{e}: {k / (len(edges) - 1)!r}" for k, e in enumerate(edges))
        xs, answers = _floats(fact["x"]), _floats(fact["expected_results"])
        yield from _cases(name, f"interpolate($0, {{{points}}})", xs, answers, digits=6)


def _words(name: str, fact: Mapping[str, Any]) -> Iterator[Case | str]:
    if "ngram_range" in fact:
        yield _NGRAMS
    elif "strings" in fact:
        texts = _strings(fact["strings"])
        rows = _by_row(len(texts), fact["expected_output_indices"], fact["expected_output_values"])
        for k, (text, words) in enumerate(zip(texts, rows, strict=True)):
            answer = Value("list<string, ..16>", words)
            yield Case(f"{name}[{k}]", "distinct(tokens($0, 16))", (text,), answer)
    else:
        yield from _distinct(name, fact)


def _distinct(name: str, fact: Mapping[str, Any]) -> Iterator[Case]:
    """Lists without what they have twice: given as a matrix, or by the places of the values."""
    if "indices" in fact:
        count = fact["dense_shape"][0]
        given = _by_row(count, fact["indices"], fact["values"])
        wanted = _by_row(count, fact["expected_output_indices"], fact["expected_output_values"])
    else:
        given = [tuple(_flat(row)) for row in fact["values"]]
        wanted = _by_row(len(given), fact["expected_indices"], fact["expected_output"])
    type = f"list<{'int64' if isinstance(_flat(fact['values'])[0], int) else 'string'}, ..8>"
    for k, (items, kept) in enumerate(zip(given, wanted, strict=True)):
        yield Case(f"{name}[{k}]", "distinct($0)", (Value(type, items),), Value(type, kept))


def _by_row(count: int, places: Sequence[Sequence[int]], values: Sequence[Any]) -> list[tuple[Any, ...]]:
    rows: list[list[Any]] = [[] for _ in range(count)]
    for (row, *_), value in zip(places, values, strict=True):
        rows[row].append(value)
    return [tuple(row) for row in rows]


def _other(name: str, fact: Mapping[str, Any]) -> Iterator[Case | str]:
    """Facts of utilities, which say by their fields what they are about."""
    if fact.get("key_vocab_list"):
        items = ", ".join(f'"{k}"' for k in fact["key_vocab_list"])
        yield from _cases(
            name, f"index_of($0, [{items}]) ?? -1", _strings(fact["query_list"]), _ints(fact["expected_output"])
        )
    elif "key_vocab_list" in fact:
        yield "a table has at least one item"
    elif "expected_buckets" in fact:
        yield from _buckets(name, fact, "right" if "LEFT" in fact["side"]["$src"] else "left")
    elif "vocab_size" in fact:
        text = fact["x"]["$src"]
        xs = [int(v) for v in text[text.index("values=[") + 8 : text.index("], dense")].split(",")]
        yield from _cases(name, f"$0 % {fact['vocab_size']}", _ints(xs), _ints(fact["expected_output_values"]))
    elif "df_input" in fact:
        yield from _cases(
            name,
            _idf(fact),
            _ints(fact["df_input"]),
            _floats(fact["expected_idf"]),
            digits=_digits(fact["expected_idf"]),
        )
    elif _is_of_one_list(fact):
        xs = tuple(_number(v) for v in _flat(fact["x"]))
        list_ = Value(f"list<float64, {len(xs)}>", xs)
        for key, expr in _REDUCTIONS.items():
            if key in fact:
                answer = _ints(fact[key]) if expr.startswith("count") else _floats(fact[key])
                yield Case(f"{name} {key}", expr, (list_,), answer[0])
    else:
        yield _TENSORS


#: What analysers say of all values at once, as functions of a list of them.
_REDUCTIONS = {
    "expected_result": "count($0)",
    "expected_count": "count($0)",
    "expected_mean": "mean($0)",
    "expected_var": "var_pop($0)",
    "expected_x_max": "max($0)",
    "expected_x_minus_min": "-min($0)",
}


def _is_of_one_list(fact: Mapping[str, Any]) -> bool:
    """Whether a fact is of all the values of a table of numbers, given as it is."""
    numbers = isinstance(fact.get("x"), list) and fact.get("reduce_instance_dims") is True and "key" not in fact
    known = [fact[key] for key in _REDUCTIONS if key in fact]
    return numbers and bool(known) and all(isinstance(v, int | float) for v in known)


def _idf(fact: Mapping[str, Any]) -> str:
    smooth, size = (1.0 if fact["smooth"] else 0.0), float(fact["corpus_size"])
    text = f"log({size + smooth} / (float64($0) + {smooth}))"
    return f"{text} + 1" if fact["add_baseline"] else text


def _digits(values: Sequence[float]) -> int:
    return min(len(repr(v).strip("-0").replace(".", "")) for v in values if v not in (0, 1))


_READ = {
    "apply_buckets": _buckets,
    "apply_buckets_with_interpolation": _interpolation,
    "bag_of_words_etc": _words,
}
