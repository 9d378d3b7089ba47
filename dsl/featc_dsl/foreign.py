"""What users of SQL, Python, pandas, Polars and Spark write, and what it is called here. Knows words and hints only."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

IF: Final = "write `if condition then a else b`"
COMMENT: Final = "a comment begins with `#`"
_TEXT_OF: Final = "write `string(x)` of an int64 or a bool; other numbers are not printed as text"
_TEXTS: Final = 'write `contains(x, "…")`, `starts_with(x, "…")` or `ends_with(x, "…")`'
_MATCHES: Final = 'write `matches(x, r"[0-9]+")`; of the whole text `matches(x, r"^[0-9]+$")`'
_CAST: Final = "convert with a function named after the type: `float64(x)`; of text `parse_float(x)`"
_NO_CLOCK: Final = "a feature knows no clock: make the time a field of the input, and subtract"
_READ: Final = 'write `parse_date(x, "%Y-%m-%d")`, or `parse_datetime`, `parse_timestamp`, `parse_rfc3339`'
_PRINT: Final = 'write `format_date(d, "%Y-%m")`, `format_datetime(t, "%H:%M")`, or `rfc3339(t)` of an instant'
_COLUMN: Final = "a field is written by its name alone"
_RANDOM: Final = "a feature is the same whenever it is computed: take `hash_bucket(x, 100)` of a field"


def _table(*rows: tuple[str, str]) -> dict[str, str]:
    """Words, lower case and without underscores, each with its hint."""
    return {word: hint for words, hint in rows for word in words.split()}


#: Functions and methods.
_FUNCTIONS: Final[Mapping[str, str]] = _table(
    ("coalesce ifnull nvl fillna fillnull fillnan combinefirst zeroifnull", "write `x ?? 0`"),
    ("nullif", "write `null_if(x, y)`"),
    ("recode replacestrict mapvalues decode lookup mapdict", 'write `map(x, {"a": 1, "b": 2}, default: 0)`'),
    ("multilabelbinarizer multihot manyhot", 'write `multi_hot(x, ["a", "b"])`'),
    ("interp lerp piecewiselinear", "write `interpolate(x, {0: 1, 10: 5})`"),
    ("isnull isna isnone", "write `is_null(x)`"),
    ("isnotnull isnotna isnotnone notnull notna notnone", "write `not is_null(x)`"),
    ("case when where iff ifelse ifthenelse ternary otherwise", IF),
    ("len size strlen charlength lenchars nchar cardinality arraylength", "write `length(x)`, of a text or of a list"),
    ("str text tostring tochar format fmt printf", _TEXT_OF),
    ("concatstr", "write `a + b` or `concat(a, b)`"),
    ("concatws arrayjoin implode listjoin", 'write `join([a, b], "-")`'),
    ("int integer bigint long toint tointeger", "write `int64(x)`; of text `parse_int(x)`"),
    ("float double real number tofloat todouble tonumber tonumeric", "write `float64(x)`; of text `parse_float(x)`"),
    ("bool boolean tobool", "write a comparison, such as `x != 0`"),
    ("cast trycast safecast astype convert", _CAST),
    ("minhorizontal", "write `least(a, b)`"),
    ("maxhorizontal", "write `greatest(a, b)`"),
    ("sumhorizontal", "write `a + b`"),
    ("listmin arraymin minimum", "write `min(x)` of a list, `least(a, b)` of values"),
    ("listmax arraymax maximum", "write `max(x)` of a list, `greatest(a, b)` of values"),
    ("listsum arraysum total", "write `sum(x)` of a list, `a + b` of values"),
    ("avg average listmean meanhorizontal arrayavg", "write `mean(x)` of a list, `(a + b) / 2` of values"),
    ("std stddev listdev stdev", "write `stddev_samp(x)` or `stddev_pop(x)` of a list"),
    ("var variance listvar", "write `var_samp(x)` or `var_pop(x)` of a list"),
    ("median", "of a list `x` of three `sort(x)[1]`; there is no median of any length"),
    ("dotproduct innerproduct listdotproduct", "write `dot(x, y)`"),
    ("norm vectornorm l2norm", "write `l2_norm(x)`"),
    ("cosinesimilarity listcosinesimilarity", "write `cosine(x, y)`"),
    ("boolor some anyvalue", "write `any(x)` of a list of bools"),
    ("booland every", "write `all(x)` of a list of bools"),
    ("sorted sortarray arraysort listsort", "write `sort(x)`, or `sort(x, descending: true)`"),
    ("nlargest topk", "write `top_k(x, 3)`"),
    ("unique arraydistinct listdistinct", "write `distinct(x)`; how many they are is `length(distinct(x))`"),
    ("arraycontains listcontains arrayhas", "write `contains(x, item)`"),
    ("arrayconcat listconcat arraycat", "write `concat(x, y)`"),
    ("arraymaxindex listargmax idxmax", "write `argmax(x)`"),
    ("arrayminindex listargmin idxmin", "write `argmin(x)`"),
    ("power", "write `pow(x, y)`"),
    ("square sqr", "write `x * x`"),
    ("ln", "write `log(x)`, the natural logarithm"),
    ("signum sgn", "write `sign(x)`"),
    ("remainder mod modulo", "write `x % y` of integers, `fmod(x, y)` of floats"),
    ("isinf isposinf isneginf", "write `is_infinite(x)`"),
    ("isnotnan", "write `not is_nan(x)`"),
    ("bitwiseand bitand land", "write `bit_and(x, y)`"),
    ("bitwiseor bitor lor", "write `bit_or(x, y)`"),
    ("bitwisexor bitxor logicalxor lxor", "write `bit_xor(x, y)`; of two bools `xor(x, y)`"),
    ("bitwisenot bitwiseinvert bitnot invert", "write `bit_not(x)`"),
    ("leftshift bitwiseleftshift shiftl shl", "write `shift_left(x, 1)`"),
    ("rightshift bitwiserightshift shiftr shr", "write `shift_right(x, 1)`"),
    ("popcount bitwisecount bitwisecountones bitscount", "write `bit_count(x)`"),
    ("roundhalfup roundup roundhalfawayfromzero", "write `round_half_away(x)`"),
    ("rint roundhalfeven bround", "write `round(x)`: a half goes to the even number"),
    ("expit logistic invlogit", "write `sigmoid(x)`"),
    ("logodds", "write `logit(x)`"),
    ("boxcox boxcox1p", "write `box_cox(x, 0.5)`, with a literal lambda"),
    ("relu", "write `greatest(x, 0)`"),
    ("arcsin", "write `asin(x)`"),
    ("arccos", "write `acos(x)`"),
    ("arctan", "write `atan(x)`"),
    ("arctan2", "write `atan2(y, x)`"),
    ("cot", "write `1 / tan(x)`"),
    ("arcsinh", "write `asinh(x)`"),
    ("arccosh", "write `acosh(x)`"),
    ("arctanh", "write `atanh(x)`"),
    ("deg2rad toradians", "write `radians(x)`"),
    ("rad2deg todegrees", "write `degrees(x)`"),
    ("cuberoot", "write `cbrt(x)`"),
    ("erfc", "write `1 - erf(x)`"),
    ("ceiling", "write `ceil(x)`"),
    ("clamp clipmin clipmax", "write `clip(x, lo, hi)`"),
    ("between isbetween", "write `x in 1..10`; both ends are included"),
    ("isin inlist inset", 'write `x in ["a", "b"]`'),
    ("tolower lowercase lcase tolowercase", "write `lower(x)`"),
    ("toupper uppercase ucase touppercase", "write `upper(x)`"),
    ("strip stripchars btrim", 'write `trim(x)`, or `trim(x, "-_")` for other characters than white space'),
    ("ltrim lstrip trimleft stripcharsstart", "write `trim_start(x)`"),
    ("rtrim rstrip trimright stripcharsend", "write `trim_end(x)`"),
    ("octetlength lenbytes bytelen", "write `byte_length(x)`"),
    ("normalize normalise unicodenormalize", "write `nfc(x)`"),
    ("isalphabetic isletter", "write `is_alpha(x)`"),
    ("isdecimal isnumeric", "write `is_digit(x)`"),
    ("iswhitespace isblank", "write `is_space(x)`"),
    ("substr substring substrb mid", "write `slice(x, 0, 3)`: from the first position, counted from 0, up to the last"),
    ("tail", "write `right(x, 3)` for the last three characters, `slice(x, -3)` for the last three items of a list"),
    ("includes strcontains", 'write `contains(x, "…")`'),
    ("instr strpos position locate charindex", 'write `find(x, "…")`: a position, counted from 0, or null'),
    ("like ilike", _TEXTS),
    ("match rlike regexp regexplike regexpmatch regexmatch regexpcontains search fullmatch", _MATCHES),
    ("regexpextract regexextract regexpsubstr extractall findall", 'write `extract(x, r"([a-z]+)@", 1)`'),
    ("regexpinstr regexposition", 'write `regex_find(x, r"[0-9]+")`'),
    ("regexpcount countregex", 'write `regex_count(x, r"[0-9]+")`'),
    ("replaceall", 'write `replace(x, "old", "new")`, or of a pattern `regex_replace(x, r"[0-9]+", "-")`'),
    ("regexpreplace replaceregexp sub gsub", 'write `regex_replace(x, r"[0-9]+", "-")`'),
    ("strsplit splitby splitexact", 'write `split(x, ",", limit: 8)`; of one part `split_part(x, "@", 1)`'),
    ("splitpart", 'write `split_part(x, "@", 1)`: one part, counted from 0'),
    ("tokenize tokenise words wordpiece", "write `tokens(x, limit: 16)`"),
    ("ngrams ngram chargrams hashingvectorizer", "write `char_ngrams(x, 3, buckets: 64)`"),
    ("lpad padleft ljust", "write `pad_start(x, 5)`"),
    ("rpad padright rjust", "write `pad_end(x, 5)`"),
    ("zfill", 'write `pad_start(x, 5, fill: "0")`'),
    ("replicate", "write `repeat(x, 3)`"),
    ("hash md5 sha1 sha256 crc32 xxhash xxhash64 hashmod farmfingerprint murmur3", "write `hash_bucket(x, 1024)`"),
    ("weekday dayofweek dow isodow dayname isoweekday", "write `iso_weekday(x)`; Monday is 1"),
    ("week weekofyear", "write `iso_week(x)`"),
    ("dayofmonth mday", "write `day(x)`"),
    ("dayofyear ordinalday yday", "write `day_of_year(x)`"),
    ("datetrunc timestamptrunc floortime", 'write `truncate(x, "month")`'),
    ("datepart", "each part has its function: `year(x)`, `month(x)`, `hour(x)`, …"),
    ("timestampdiff datetimediff monthsbetween daysbetween until", 'write `date_diff(start, end, "month")`'),
    ("dateadd datesub timedelta interval", "add a length of time: `t + 7d`; by the calendar `add_months(d, 1)`"),
    ("plusdays minusdays dayoffset", "write `add_days(d, 7)`"),
    ("plusmonths minusmonths monthoffset dateoffset relativedelta offsetby", "write `add_months(d, 1)`"),
    ("plusyears minusyears yearoffset", "write `add_years(d, 1)`"),
    ("age agein yearsbetween", "write `age_years(birth, on)`"),
    ("isoyear weekyear yearofweek", "write `iso_year(x)`"),
    ("isleap leapyear", "write `is_leap_year(x)`"),
    ("monthlength", "write `days_in_month(x)`"),
    ("lastday monthend eomonth", 'write `add_days(truncate(d, "month"), days_in_month(d) - 1)`'),
    ("now today currenttimestamp currentdate currenttime getdate sysdate utcnow", _NO_CLOCK),
    ("strptime todate todatetime strtodate strtotime fromisoformat tryparsedate", _READ),
    ("localize tzlocalize replacetimezone totimestampntz makezoned", 'write `to_timestamp(x, "Europe/Berlin")`'),
    ("datefromparts", "write `make_date(year, month, day)`"),
    ("maketimestamp timestampfromparts datetimefromparts", "write `make_datetime(y, m, d, hour, minute, second)`"),
    ("timestamp", "of a text write `parse_rfc3339(x)`, of a civil time `to_timestamp(x, \"UTC\")`"),
    ("epoch unixtimestamp tounixtime tounixtimestamp", "write `unix_seconds(t)`, or another unit"),
    ("fromunixtime fromepoch timestampseconds fromtimestamp", "write `from_unix_seconds(x)`, or another unit"),
    ("totalseconds", "write `seconds(x)`"),
    ("totalminutes", "write `minutes(x)`"),
    ("totalhours", "write `hours(x)`"),
    ("totaldays", "write `days(x)`"),
    ("totimezone attimezone astimezone tzconvert converttimezone fromutctimestamp", 'write `t at "Europe/Berlin"`'),
    ("strftime dateformat todatestring isoformat", _PRINT),
    ("bucketize digitize widthbucket bucket qcut bin", "write `cut(x, [10, 100])`"),
    ("haversine greatcircledistance geodist stdistance", "write `haversine_km(lat1, lon1, lat2, lon2)`"),
    ("getdummies todummies onehot", 'write `one_hot(x, ["a", "b"])`'),
    ("labelencode ordinalencode factorize stringindexer indexof", 'write `index_of(x, ["a", "b"])`'),
    ("col column field lit", _COLUMN),
    ("get elementat", "write `x[0]`"),
    ("array tuple", "write `[a, b]`"),
    ("range", "a range is written `0..10`, both ends included"),
    ("rand random uniform uuid", _RANDOM),
)  # fmt: skip

#: Values.
_VALUES: Final[Mapping[str, str]] = {
    "none": "write `null`; whether a value is null is asked with `is_null(x)`",
    "null": "write `null`; whether a value is null is asked with `is_null(x)`",
    "nil": "write `null`; whether a value is null is asked with `is_null(x)`",
    "na": "write `null`; whether a value is null is asked with `is_null(x)`",
    "true": "write `true`",
    "false": "write `false`",
    "nan": "NaN is `0.0 / 0.0`; whether a value is NaN is asked with `is_nan(x)`",
    "inf": "infinity is `1.0 / 0.0`",
    "infinity": "infinity is `1.0 / 0.0`",
    "pi": "write `pi()`",
    "now": _NO_CLOCK,
    "df": _COLUMN,
    "row": _COLUMN,
    "self": _COLUMN,
    "utc": 'the name of a time zone stands in quotes: `at "UTC"`',
}

#: Types, and what they are here.
_TYPES: Final[Mapping[str, str]] = {
    word: type
    for words, type in (
        ("int integer bigint smallint tinyint long short int8 int16 uint8 uint16 uint32 uint64", "int64"),
        ("float double real decimal numeric number float16", "float64"),
        ("str text varchar char utf8 object category enum", "string"),
        ("boolean", "bool"),
        ("timestamptz instant", "timestamp"),
        ("timedelta interval", "duration"),
    )
    for word in words.split()
}
LISTS: Final = frozenset(("list", "array", "vector", "sequence", "tuple", "fixedsizelist"))

#: Words after an operand.
_WORDS: Final[Mapping[str, str]] = _table(
    ("is isnull", "null is found with `is_null(x)`"),
    ("notnull is_not", "write `not is_null(x)`"),
    ("from", "each part of a time has its function: `hour(x)`, `month(x)`, …"),
    ("between", "write `x in 1..10`; both ends are included"),
    ("like ilike similar", _TEXTS),
    ("rlike regexp", _MATCHES),
    ("as", _CAST),
    ("mod", "write `%`"),
    ("div", "write `//`"),
    ("xor", "write `xor(a, b)`"),
    ("group", "write `by` after the call of the aggregate"),
    ("when case elif elsif elseif end", IF),
    ("contains", _TEXTS),
    (
        "year years month months week weeks day days hour hours minute minutes min second seconds sec d h m s ms us",
        "a length of time is one word, its unit behind the number: `7d`, `1h30m`",
    ),
    ("instanceof", "types are known when the file is compiled"),
)  # fmt: skip

#: The names under which Python's modules are imported; Polars' and pandas' accessors.
_MODULES: Final = frozenset(("np", "numpy", "math", "pd", "pandas", "pl", "polars", "re", "f", "datetime", "duckdb"))
_ACCESSORS: Final = frozenset(("str", "dt", "list", "arr", "cat", "name"))


def _key(word: str) -> str:
    return word.lower().replace("_", "")


def function(name: str) -> str:
    """How a function of another language is written here, or nothing."""
    return _FUNCTIONS.get(_key(name), "")


def value(name: str) -> str:
    """How a value of another language is written here, or nothing."""
    return _VALUES.get(name.lower(), "")


def type_(name: str) -> str:
    """The type that another language calls so, or nothing."""
    return _TYPES.get(_key(name), "")


def word(text: str, reserved: Iterable[str]) -> str:
    """What stands for a word of another language after an operand; for a reserved word in capitals, that word."""
    if text.lower() in reserved:
        return f"write `{text.lower()}`: the words of the language are in lower case"
    return _WORDS.get(text.lower(), "")


def method(chain: list[str], known: Collection[str]) -> str:
    """How ``x.f(…)`` or ``module.f(…)`` is written. ``chain`` has the names between the points."""
    name, first = chain[-1], chain[0]
    of = "x" if first.lower() in _MODULES or first in _ACCESSORS else first
    hint = function(name)
    if hint:
        for sign in "),":
            hint = hint.replace(f"(x{sign}", f"({of}{sign}")
        return hint.replace("`x ", f"`{of} ")
    if name.lower() not in known:
        return "there are no methods: functions are written `f(x)`"
    return f"there are no methods: write `{name.lower()}({of})`"
