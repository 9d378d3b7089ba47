"""What users of other languages write is offered in fdl, with their own operands, and what is offered is accepted."""

from __future__ import annotations

import re

import pytest
from expectations import findings

HEAD = """featureset t.v1
input Row {
  x: float64, y: float64, o: float64?, n: int64, s: string, so: string?, b: bool, t: timestamp, t2: timestamp, d: date
  xs: list<float64, ..50>, fx: list<float64, 4>, ns: list<int64, ..50>, country: string
}
"""


def hints(expr: str) -> str:
    """All hints about one feature."""
    return "\n".join(d.hint for d in findings("t.fdl", f"{HEAD}feature f = {expr}\n")[0])


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        # SQL
        ("CASE WHEN x > 1 THEN 1 ELSE 0 END", "if x > 1 then 1 else 0"),
        ("case when b then 'a' when x > 1 then 'b' end", 'if b then "a" else if x > 1 then "b" else null'),
        ("CASE country WHEN 'DE' THEN 1 ELSE 2 END", 'if country == "DE" then 1 else 2'),
        ("IIF(x > 1, 1, 0)", "if x > 1 then 1 else 0"),
        ("IF(b, x, y)", "if b then x else y"),
        ("NVL(o, 0)", "o ?? 0"),
        ("COALESCE(o, x + 1)", "o ?? (x + 1)"),
        ("NVL2(o, 1, 0)", "if is_null(o) then 0 else 1"),
        ("ISNULL(o)", "is_null(o)"),
        ("o IS NULL", "is_null(o)"),
        ("o IS NOT NULL", "not is_null(o)"),
        ("x BETWEEN 1 AND 5", "x in 1..5"),
        ("n not between -3 and -1", "not (n in -3..-1)"),
        ("s LIKE '%a%'", 'contains(s, "a")'),
        ("s LIKE 'a%'", 'starts_with(s, "a")'),
        ("s LIKE '%a'", 'ends_with(s, "a")'),
        ("s IN ('a', 'b')", 's in ["a", "b"]'),
        ("s NOT IN ('a')", 's not in ["a"]'),
        ("DATE_TRUNC('month', d)", 'truncate(d, "month")'),
        ("DATE_TRUNC('month', t)", 'truncate(t at "UTC", "month")'),
        ("EXTRACT(hour FROM t)", 'hour(t at "UTC")'),
        ("EXTRACT(year from d)", "year(d)"),
        ("DATEDIFF('hour', t, t2)", 'date_diff(t, t2, "hour")'),
        ("x::int", "int64(x)"),
        ("s::int", "parse_int(s)"),
        ("s::date", 'parse_date(s, "%Y-%m-%d")'),
        ("CAST(n AS double)", "float64(n)"),
        ("SAFE_DIVIDE(x, y)", "ratio(x, y)"),
        ("NULLIF(y, 0)", "null_if(y, 0)"),
        # pandas, NumPy, Polars, Spark, TFT
        ("np.where(x > 1, 1, 0)", "if x > 1 then 1 else 0"),
        ("pl.when(x > 1).then(1).when(b).then(2).otherwise(0)", "if x > 1 then 1 else if b then 2 else 0"),
        ("when(x > 1).then(1).otherwise(0)", "if x > 1 then 1 else 0"),
        ("F.when(b, x).otherwise(y)", "if b then x else y"),
        ("s.str.lower()", "lower(s)"),
        ('s.str.contains("a")', 'contains(s, "a")'),
        ("s.str[:3]", "slice(s, 0, 3)"),
        ("xs[1:3]", "slice(xs, 1, 3)"),
        ("o.fillna(0)", "o ?? 0"),
        ("n.astype(float)", "float64(n)"),
        ("n.astype('str')", "string(n)"),
        ("d.dt.dayofweek", "iso_weekday(d)"),
        ("d.year", "year(d)"),
        ("np.log1p(x)", "log1p(x)"),
        ("np.nan", "0.0 / 0.0"),
        ("x.round(2)", "round(x * 100) / 100"),
        ('s.split("@")[1]', 'split_part(s, "@", 1)'),
        ("np.maximum(x, y)", "greatest(x, y)"),
        ("n.isin([1, 2])", "n in [1, 2]"),
        ("n.map({1: 2})", "map(n, {1: 2})"),
        ("tf.cast(n, tf.float32)", "float64(n)"),
        ("s ILIKE 'A%'", 'starts_with(lower(s), "a")'),
                ("Math.max(x, y)", "greatest(x, y)"),
        ("tft.compute_and_apply_vocabulary(s)", 'index_of(s, ["a", "b"])'),
        # the whole operand, and the parentheses that it needs where it goes
        ("x + y BETWEEN 1 AND 5", "x + y in 1..5"),
        ("x BETWEEN y AND y + 1 and b", "x in y..y + 1"),
        ("b and x + 1 between 1 and 5 or b", "x + 1 in 1..5"),
        ("x + y IS NULL", "is_null(x + y)"),
        ("upper(s) IN ('A', 'B')", 'upper(s) in ["A", "B"]'),
        ("s NOT LIKE 'a%'", 'not starts_with(s, "a")'),
        ("s not like '%a'", 'not ends_with(s, "a")'),
        ("if x is null then 1 else 0", "is_null(x)"),
        ("CASE WHEN x > 1 THEN CASE WHEN b THEN 1 ELSE 2 END ELSE 3 END", "if x > 1 then (if b then 1 else 2) else 3"),
        ("CASE s WHEN 'a' THEN 1 END + 1", '(if s == "a" then 1 else null)'),
        ("1 + CASE WHEN b THEN 1 ELSE 0 END", "(if b then 1 else 0)"),
        ("abs(CASE WHEN b THEN x ELSE y END)", "if b then x else y"),
        ("x if b else y if x > 1 else 0", "if b then x else if x > 1 then y else 0"),
        ("abs(x if b else y) + 1", "if b then x else y"),
        ("(b ? 1 : 0) + 1", "if b then 1 else 0"),
        ("IIF(b, 1, 0) + 1", "(if b then 1 else 0)"),
        ("NVL(o, 0) * 2", "(o ?? 0)"),
        ("abs(NVL(o, 0))", "o ?? 0"),
        ("o.fillna(0) * 2", "(o ?? 0)"),
        ("F.when(b, x).otherwise(y) * 2", "(if b then x else y)"),
        ("abs(x).round()", "round(abs(x))"),
        ("(t2 - t).total_seconds()", "seconds(t2 - t)"),
        ("(t2 - t).dt.days", "days(t2 - t)"),
        # positions, parts and orders that are others there
        ("SUBSTR(s, 2, 3)", "slice(s, 1, 4)"),
        ("SUBSTRING(s, 2)", "slice(s, 1)"),
        ("SPLIT_PART(s, '-', 2)", 'split_part(s, "-", 1)'),
        ('s.str.split("-").str[0]', 'split_part(s, "-", 0)'),
        ("CHARINDEX('a', s)", 'find(s, "a")'),
        ("STRPOS(s, 'a')", 'find(s, "a")'),
        ('FIND("a", s)', 'find(s, "a")'),
        ('gsub("a", "b", s)', 'regex_replace(s, "a", "b")'),
        ('grepl("a", s)', 'matches(s, "a")'),
        ("DATE_PART('hour', t)", 'hour(t at "UTC")'),
        ("DATEDIFF(d, d)", 'date_diff(d, d, "day")'),
        ("DATE_DIFF(d + 1d, d, DAY)", 'date_diff(d, d + 1d, "day")'),
        ("DATE_SUB(d, 7)", "add_days(d, -7)"),
        ("CAST(t AS date)", 'date(t at "UTC")'),
        ("t AT TIME ZONE 'UTC'", 't at "UTC"'),
        ("t - INTERVAL '1 hour 30 minutes'", "1h30m"),
        ("xs.list.get(2)", "xs[2]"),
        # spreadsheets and R
        ("AND(b, x > 1)", "b and (x > 1)"),
        ("NOT(b)", "not b"),
        ("IFS(x > 1, 1, x > 0, 2)", "if x > 1 then 1 else if x > 0 then 2 else null"),
        ('SWITCH(s, "a", 1, "b", 2, 0)', 'if s == "a" then 1 else if s == "b" then 2 else 0'),
        ("ISBLANK(s)", "is_null(s)"),
        ("ROUNDUP(x, 0)", "sign(x) * ceil(abs(x))"),
        ("AVERAGE(x, y)", "(x + y) / 2"),
        ("paste0(s, country)", "s + country"),
        ("r'abc'", 'r"abc"'),
        ("max(x, y)", "greatest(x, y)"),
        ("mean(x + 1, y)", "((x + 1) + y) / 2"),
        # fields by their names alone
        ('F.coalesce(F.col("o"), F.lit(0))', "o ?? 0"),
        ('pl.col("x").log()', "x"),
        ("np.where(b, x, np.nan)", "if b then x else (0.0 / 0.0)"),
        # lists
        ("last(xs)", "reverse(xs)[0]"),
        ("first(xs)", "xs[0]"),
        ("diff(xs)", "slice(xs, 1) - slice(xs, 0, -1)"),
        ("median(xs)", "(sort(xs)[(length(xs) - 1) // 2] + sort(xs)[length(xs) // 2]) / 2"),
        ("median(fx)", "sort(fx)[1]"),
        ("median(fx)", "(sort(fx)[1] + sort(fx)[2]) / 2"),
        ("median(ns)", "(sort(ns)[(length(ns) - 1) // 2] + sort(ns)[length(ns) // 2]) / 2"),
        ("fx == 3", "contains(fx, 3)"),
        ("xs > 3", "xs[0]"),
        # others
        ("x if b else y", "if b then x else y"),
        ("b ? x : y", "if b then x else y"),
        ("o ?: 0", "o ?? 0"),
        ("{{ x }}", "x"),
        ("match n { 1 => 2 }", "map(x, {1: 10, 2: 20}, default: 0)"),
        ('map(d, {2024-01-01: 1})', 'map(format_date(d, "%Y-%m-%d"), {"2024-01-01": 1})'),
        ("cross(s, country, so)", 'cross(s, country + "|" + so, buckets: 1024)'),
        ("cross(s, country, n)", 'cross(s, country + "|" + string(n), buckets: 1024)'),
        ('truncate("month", d)', 'truncate(d, "month")'),
    ],
)  # fmt: skip
def test_a_rewrite_is_offered_and_accepted(written: str, offered: str) -> None:
    told = hints(written)
    assert f"`{offered}`" in told, told
    declared = offered.replace("(x, {1", "(n, {1")
    assert findings("t.fdl", f"{HEAD}feature f = {declared}\n")[0] == ()


def test_intervals_are_lengths_of_time() -> None:
    for written, length in (("'7 days'", "7d"), ("7 DAY", "7d"), ("'2 weeks'", "14d"), ("'90 minutes'", "90m")):
        assert f"`{length}`" in hints(f"t + INTERVAL {written}")
        assert findings("t.fdl", f"{HEAD}feature f = t + {length}\n")[0] == ()
    assert "`1mo`" in hints("d + INTERVAL '1 month'")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("mean(x) over country", "only its own row"),
        ("mean(x) over (partition by country)", "only its own row"),
        ("ROW_NUMBER() OVER (PARTITION BY s)", "only its own row"),
        ("lambda x: x + 1", "`def f(x: float64) = x + 1`"),
        ("{% if b %}1{% endif %}", "no templates"),
        ("decimal(12, 2)", "no decimals"),
        ("CURRENT_DATE", "no clock"),
        ("sum(v for v in xs)", "item by item"),
        ("COUNT(*)", "only its own row"),
        ("count(distinct s)", "length(distinct(xs))"),
    ],
)
def test_what_has_no_counterpart_is_said(written: str, said: str) -> None:
    assert said in hints(written)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("input Row {\n  float64 x\n}\nfeature f = x\n", "`x: float64`"),
        ("input Row {\n  x int\n}\nfeature f = x\n", "`x: int64`"),
        ("input Row {\n  x: float64 | None\n}\nfeature f = x\n", "`string?`"),
        ("input Row:\n  x: float64\nfeature f = x\n", "in braces"),
        ("input Row { x: float64 }\nfeature float f = x\n", "`feature f: float64 = …`"),
        ("input Row { x: float64 }\nfn g(y: float64) = y\nfeature f = g(x)\n", "`def`"),
        ("input Row { x: float64 }\nfrom shared import g\nfeature f = x\n", '`import "shared.fdl"`'),
        ("input Row { x: float64 }\nfor i in 1..3 { feature f_{i} = x }\n", "`for i in [1, 2, 3] { … }`"),
        ("input Row { x: float64 }\nfor i in [1] { feature f_{j} = x }\n", "`{i}`"),
        ('input Row { x: float64 }\nfeature f = x\ntest "t" { when { x: 1.0 } expect { f: 1.0 } }\n', "`given"),
        ("input Row { n: int64 }\nfeature f = n %% 2\n", "`%`"),
        ("input Row { n: int64 }\nfeature f = n %/% 2\n", "`//`"),
        ('input Row { s: string }\nfeature f = s ~ "a"\n', "matches("),
        ("input Row { xs: list<int64, 3> }\nfeature f = map(xs, v -> v + 1)\n", "item by item"),
    ],
)
def test_declarations_of_other_languages(text: str, said: str) -> None:
    """One finding for one habit, and its hint."""
    (found,) = findings("t.fdl", f"featureset t.v1\n{text}")[0]
    assert said in found.hint


def test_a_text_is_not_taken_for_a_number() -> None:
    told = hints('x + "a"') + hints('if b then 1 else "a"') + hints('"%s" % s')
    assert "without quotes" not in told
    assert "without quotes" in hints('x + "5"')


def test_types_of_other_languages() -> None:
    text = "featureset t.v1\ninput Row {{\n  a: {0}\n}}\nfeature f = 1\n"
    for written, offered in (
        ("list<string>", "list<string, ..50>"),
        ("array<string>", "list<string, ..50>"),
        ("list<str?>", "list<string?, ..50>"),
        ("decimal(12, 2)", "float64"),
        ("varchar(10)", "string"),
    ):
        told = "\n".join(d.hint for d in findings("t.fdl", text.format(written))[0])
        assert f"`{offered}`" in told, (written, told)
        assert findings("t.fdl", text.format(offered))[0] == ()


def test_a_function_of_what_may_be_null_keeps_null() -> None:
    body = "def up(x: string) = upper(x)\nfeature f = up(so)\n"
    (found,) = findings("t.fdl", HEAD + body)[0]
    assert re.match(r"declare `x: string\?` in `up`, which keeps null, or", found.hint)
    assert 'a missing value then counts as ""' in found.hint
    assert findings("t.fdl", HEAD + body.replace("x: string)", "x: string?)"))[0] == ()
