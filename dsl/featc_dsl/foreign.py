"""What users of SQL, Python, pandas, Polars and Spark write, and what it is called here. Knows words and hints only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from featc_dsl import placing

IF: Final = "write `if condition then a else b`"
COMMENT: Final = "a comment begins with `#`"
_TEXT_OF: Final = "write `string(x)` of an int64 or a bool; other numbers are not printed as text"
_TEXTS: Final = 'write `contains(x, "…")`, `starts_with(x, "…")` or `ends_with(x, "…")`'
_MATCHES: Final = 'write `matches(x, r"[0-9]+")`; of the whole text `matches(x, r"^[0-9]+$")`'
_CAST: Final = "convert with a function named after the type: `float64(x)`; of text `parse_float(x)`"
_NO_CLOCK: Final = "a feature knows no clock: make the time a field of the input, and subtract"
_READ: Final = 'write `parse_date(x, "%Y-%m-%d")`, or `parse_datetime`, `parse_timestamp`, `parse_rfc3339`'
_PRINT: Final = 'write `format_date(d, "%Y-%m")`, `format_datetime(t, "%H:%M")`, or `rfc3339(t)` of an instant'
_PRINT_OF: Final = (
    'write `format_date({0}, "%Y-%m")` of a date, `format_datetime({0}, "%H:%M")` of a datetime, with the parts wanted'
)
_FIND: Final = "write `find({0}, {1})`: a position, counted from 0, or null"
_ALIKE: Final = "what two texts share is `jaccard(tokens(x, limit: 16), tokens(y, limit: 16))`"
ARROW: Final = "functions have names, and items are not looped over: of a list `x * 2` goes item by item"
ONE_ROW: Final = (
    "a feature knows only its own row: compute what other rows say before, and make it a field of the input"
)
_LEARNED: Final = "learned statistics are not supported yet: write the numbers, `(x - 12.5) / 3.2`"
_COLUMN: Final = "a field is written by its name alone"
_MEDIAN: Final = (
    "there is no median: of a list of 3 `sort({0})[1]`, of 4 `(sort({0})[1] + sort({0})[2]) / 2`, of any length "
    "`(sort({0})[(length({0}) - 1) // 2] + sort({0})[length({0}) // 2]) / 2`"
)
_RANDOM: Final = "a feature is the same whenever it is computed: take `hash_bucket(x, 100)` of a field"


def _table(*rows: tuple[str, str]) -> dict[str, str]:
    """Words, lower case and without underscores, each with its hint."""
    return {word: hint for words, hint in rows for word in words.split()}


#: Functions and methods.
_FUNCTIONS: Final[Mapping[str, str]] = _table(
    ("coalesce ifnull nvl fillna fillnull combinefirst zeroifnull", "write `x ?? 0`"),
    ("fillnan nantonum", "write `if is_nan(x) then 0.0 else x`: NaN is not null"),
    ("nullif", "write `null_if(x, y)`"),
    ("nullifzero", "write `null_if(x, 0)`"),
    ("istrue", "write `x ?? false`"),
    ("isfalse", "write `not (x ?? true)`"),
    ("logicaland", "write `a and b`"),
    ("logicalor", "write `a or b`"),
    ("logicalnot", "write `not a`"),
    ("andnot", "write `a and not b`"),
    ("recode replacestrict mapvalues decode lookup mapdict", 'write `map(x, {"a": 1, "b": 2}, default: 0)`'),
    ("multilabelbinarizer multihot manyhot", 'write `multi_hot(x, ["a", "b"])`'),
    ("interp lerp piecewiselinear", "write `interpolate(x, {0: 1, 10: 5})`"),
    ("isnull isna isnone", "write `is_null(x)`"),
    ("isnotnull isnotna isnotnone notnull notna notnone", "write `not is_null(x)`"),
    ("case when where select iif iff ifelse ifthenelse ternary otherwise nvl2", IF),
    ("len size strlen charlength characterlength lenchars nchar", "write `length(x)`, of a text or of a list"),
    ("cardinality arraylength arraysize", "write `length(x)`, of a text or of a list"),
    ("str text tostring tochar format fmt printf", _TEXT_OF),
    ("concatstr cat", "write `a + b` or `concat(a, b)`"),
    ("concatws arrayjoin arraytostring implode listjoin", 'write `join([a, b], "-")`'),
    ("int integer bigint long toint tointeger", "write `int64(x)`; of text `parse_int(x)`"),
    ("float double real number tofloat todouble tonumber tonumeric", "write `float64(x)`; of text `parse_float(x)`"),
    ("bool boolean tobool", "write a comparison, such as `x != 0`"),
    ("cast trycast safecast astype convert", _CAST),
    ("minhorizontal fmin", "write `least(a, b)`"),
    ("maxhorizontal fmax", "write `greatest(a, b)`"),
    ("sumhorizontal", "write `a + b`"),
    ("listmin arraymin minimum", "write `min(x)` of a list, `least(a, b)` of values"),
    ("listmax arraymax maximum", "write `max(x)` of a list, `greatest(a, b)` of values"),
    ("listsum arraysum total", "write `sum(x)` of a list, `a + b` of values"),
    ("avg average listmean meanhorizontal arrayavg", "write `mean(x)` of a list, `(a + b) / 2` of values"),
    ("std stddev listdev stdev", "write `stddev_samp(x)` or `stddev_pop(x)` of a list"),
    ("var variance listvar", "write `var_samp(x)` or `var_pop(x)` of a list"),
    ("median", _MEDIAN.format("x")),
    ("quantile percentile", "sort, and take the position: of 11 items the share 0.9 is `sort(x)[9]`"),
    ("first head1", "the first item is `x[0]`"),
    ("last tail1", "the last item is `reverse(x)[0]`"),
    ("decimal", "there are no decimals: write `float64(x)`, or count cents as an int64"),
    ("safedivide", "write `ratio(x, y)`: null where the divisor is zero"),
    ("hashstrings", "write `hash_bucket(x, 1024)`"),
    ("if", IF),
    ("prod product", "write `x[0] * x[1]`, item by item"),
    ("l2distance euclidean euclideandistance", "write `l2_norm(x - y)`"),
    ("dotproduct innerproduct listdotproduct", "write `dot(x, y)`"),
    ("norm vectornorm l2norm", "write `l2_norm(x)`"),
    ("cosinesimilarity listcosinesimilarity arraycosinesimilarity", "write `cosine(x, y)`"),
    ("boolor some anyvalue", "write `any(x)` of a list of bools"),
    ("booland every", "write `all(x)` of a list of bools"),
    ("sorted sortarray arraysort listsort", "write `sort(x)`, or `sort(x, descending: true)`"),
    ("nlargest topk", "write `top_k(x, 3)`"),
    ("unique arraydistinct listdistinct", "write `distinct(x)`; how many they are is `length(distinct(x))`"),
    ("nunique ndistinct countdistinct approxcountdistinct", "write `length(distinct(x))`"),
    ("arraycontains listcontains arrayhas", "write `contains(x, item)`"),
    ("arrayconcat listconcat arraycat concatenate", "write `concat(x, y)`"),
    ("arrayappend listappend append", "write `concat(x, [item])`"),
    ("arrayprepend listprepend", "write `concat([item], x)`"),
    ("arrayunion union", "write `distinct(concat(x, y))`"),
    ("arrayintersect intersection intersect", "how many they share is `overlap(x, y)`, which part `jaccard(x, y)`"),
    ("filter transform reduce aggregate apply", "lists are reduced by `sum(x)`, `max(x)`, `any(x)`, …; reuse is `def`"),
    ("explode unnest flatten", "a row stays one row: take an item, `x[0]`, or reduce the list, `max(x)`"),
    ("diff", "of neighbours in a list `slice(x, 1) - slice(x, 0, -1)`; a feature knows no other row"),
    ("shift lag lead cumsum pctchange rolling expanding ewm groupby rank", ONE_ROW),
    ("rownumber denserank ntile firstvalue lastvalue over valuecounts", ONE_ROW),
    ("arraymaxindex listargmax idxmax", "write `argmax(x)`"),
    ("arrayminindex listargmin idxmin", "write `argmin(x)`"),
    ("absolute fabs", "write `abs(x)`"),
    ("power floatpower", "write `pow(x, y)`"),
    ("isclose allclose", "write `abs(x - y) <= 1e-9`, with the distance that is meant"),
    ("copysign", "write `abs(x) * sign(y)`"),
    ("modf fraction frac", "write `fmod(x, 1.0)` for what comes after the point, `trunc(x)` for the rest"),
    ("isqrt", "write `floor(sqrt(x))`"),
    ("logb", "write `log(x) / log(b)`"),
    ("heaviside step", "write `if x > 0 then 1 else 0`"),
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
    ("shiftrightunsigned", "write `bit_and(shift_right(x, 4), 4095)`: the bits that are wanted"),
    ("popcount bitwisecount bitwisecountones bitscount", "write `bit_count(x)`"),
    ("roundhalfup roundhalfawayfromzero", "write `round_half_away(x)`"),
    ("roundup", "away from zero write `sign(x) * ceil(abs(x))`"),
    ("rounddown fix", "write `trunc(x)`"),
    ("rint roundhalfeven bround", "write `round(x)`: a half goes to the even number"),
    ("expit logistic invlogit", "write `sigmoid(x)`"),
    ("logodds", "write `logit(x)`"),
    ("boxcox1p powertransformer yeojohnson", "write `box_cox(x, 0.5)`, with a literal lambda"),
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
    ("title capitalize swapcase initcap", "there is no title case: write `lower(x)` or `upper(x)`"),
    ("bitlength", "write `byte_length(x) * 8`"),
    ("removeprefix", 'write `if starts_with(x, "a-") then slice(x, 2) else x`'),
    ("removesuffix", 'write `if ends_with(x, "-a") then slice(x, 0, -2) else x`'),
    ("levenshtein editdistance jarowinkler soundex", _ALIKE),
    ("octetlength lenbytes bytelen", "write `byte_length(x)`"),
    ("unicodenormalize", "write `nfc(x)`"),
    ("normalize normalise", "of a text write `nfc(x)`; learned statistics are not supported yet"),
    ("isalphabetic isletter", "write `is_alpha(x)`"),
    ("isdecimal isnumeric", "write `is_digit(x)`"),
    ("iswhitespace", "write `is_space(x)`"),
    ("isblank", 'write `is_null(x)`; of a text of white space alone `trim(x) == ""`'),
    ("substr substring substrb mid", "write `slice(x, 0, 3)`: from the first position, counted from 0, up to the last"),
    ("tail", "write `right(x, 3)` for the last three characters, `slice(x, -3)` for the last three items of a list"),
    ("includes strcontains", 'write `contains(x, "…")`'),
    ("instr strpos position locate charindex index", 'write `find(x, "…")`: a position, counted from 0, or null'),
    ("like ilike", _TEXTS),
    ("match rlike regexp regexplike regexpmatch regexpmatches similarto regexmatch regexpcontains search", _MATCHES),
    ("fullmatch", _MATCHES),
    ("regexpextract regexextract regexpsubstr extractall findall", 'write `extract(x, r"([a-z]+)@", 1)`'),
    ("regexpinstr regexposition", 'write `regex_find(x, r"[0-9]+")`'),
    ("regexpcount countregex", 'write `regex_count(x, r"[0-9]+")`'),
    ("replaceall", 'write `replace(x, "old", "new")`, or of a pattern `regex_replace(x, r"[0-9]+", "-")`'),
    ("regexpreplace replaceregexp sub gsub", 'write `regex_replace(x, r"[0-9]+", "-")`'),
    ("strsplit splitby splitexact", 'write `split(x, ",", limit: 8)`; of one part `split_part(x, "@", 1)`'),
    ("stringtoarray", 'write `split(x, ",", limit: 8)`; of one part `split_part(x, "@", 1)`'),
    ("splitpart rsplit partition splitn", 'write `split_part(x, "@", 1)`: one part, counted from 0'),
    ("tokenize tokenise words wordpiece", "write `tokens(x, limit: 16)`"),
    ("ngrams ngram chargrams hashingvectorizer", "write `char_ngrams(x, 3, buckets: 64)`"),
    ("lpad padleft rjust pad", 'write `pad_start(x, 5, fill: "0")`'),
    ("rpad padright ljust", 'write `pad_end(x, 5, fill: " ")`'),
    ("zfill", 'write `pad_start(x, 5, fill: "0")`'),
    ("replicate", "write `repeat(x, 3)`"),
    ("hash md5 sha1 sha256 crc32 xxhash xxhash64 hashmod farmfingerprint murmur3", "write `hash_bucket(x, 1024)`"),
    ("weekday dayofweek dow isodow dayname isoweekday", "write `iso_weekday(x)`; Monday is 1"),
    ("week weekofyear isocalendar", "write `iso_week(x)`; with it goes `iso_year(x)`"),
    ("dayofmonth mday", "write `day(x)`"),
    ("dayofyear ordinalday yday", "write `day_of_year(x)`"),
    ("datetrunc timestamptrunc floortime monthstart datebin timebucket", 'write `truncate(x, "month")`'),
    ("datepart", "each part has its function: `year(x)`, `month(x)`, `hour(x)`, …"),
    ("datediff timestampdiff datetimediff monthsbetween daysbetween until", 'write `date_diff(start, end, "month")`'),
    ("dateadd datesub timestampadd timedelta", "add a length of time: `t + 7d`; by the calendar `add_months(d, 1)`"),
    ("interval", "add a length of time: `t + 7d`; by the calendar `add_months(d, 1)`"),
    ("plusdays minusdays dayoffset", "write `add_days(d, 7)`"),
    ("plusmonths minusmonths monthoffset dateoffset relativedelta offsetby", "write `add_months(d, 1)`"),
    ("plusyears minusyears yearoffset", "write `add_years(d, 1)`"),
    ("age agein yearsbetween", "write `age_years(birth, on)`"),
    ("isoyear weekyear yearofweek", "write `iso_year(x)`"),
    ("isleap leapyear", "write `is_leap_year(x)`"),
    ("ismonthend", "write `day(x) == days_in_month(x)`"),
    ("monthname datename", "write `month(x)`; names are made by `map(month(x), {1: \"Jan\", 2: \"Feb\"})`"),
    ("nanosecond", "times are in microseconds: write `microsecond(x)`"),
    ("monthlength", "write `days_in_month(x)`"),
    ("lastday monthend eomonth", 'write `add_days(truncate(d, "month"), days_in_month(d) - 1)`'),
    ("now today currenttimestamp currentdate currenttime getdate sysdate utcnow", _NO_CLOCK),
    ("strptime todate todatetime strtodate strtotime fromisoformat tryparsedate", _READ),
    ("localize toutctimestamp tzlocalize replacetimezone totimestampntz", 'write `to_timestamp(x, "Europe/Berlin")`'),
    ("makezoned", 'write `to_timestamp(x, "Europe/Berlin")`'),
    ("datefromparts", "write `make_date(year, month, day)`"),
    ("maketimestamp timestampfromparts datetimefromparts", "write `make_datetime(y, m, d, hour, minute, second)`"),
    ("timestamp", "of a text write `parse_rfc3339(x)`, of a civil time `to_timestamp(x, \"UTC\")`"),
    ("epoch epochseconds unixtimestamp tounixtime tounixtimestamp", "write `unix_seconds(t)`, or another unit"),
    ("fromunixtime fromepoch timestampseconds fromtimestamp", "write `from_unix_seconds(x)`, or another unit"),
    ("totalseconds", "write `seconds(x)`"),
    ("totalminutes", "write `minutes(x)`"),
    ("totalhours", "write `hours(x)`"),
    ("totaldays", "write `days(x)`"),
    ("totimezone attimezone astimezone tzconvert converttimezone fromutctimestamp", 'write `t at "Europe/Berlin"`'),
    ("strftime dateformat todatestring isoformat", _PRINT),
    ("bucketize digitize searchsorted widthbucket bucket qcut bin kbinsdiscretizer", "write `cut(x, [10, 100])`"),
    ("quantilediscretize", "write `cut(x, [10, 100])`"),
    ("haversine greatcircledistance geodist stdistance", "write `haversine_km(lat1, lon1, lat2, lon2)`"),
    ("stdwithin", "write `haversine_km(lat1, lon1, lat2, lon2) <= 5`"),
    ("standardscaler zscore scaletozscore minmaxscaler scaleto01 targetencoder", _LEARNED),
    ("getdummies todummies onehot onehotencoder indicatorcolumn", 'write `one_hot(x, ["a", "b"])`'),
    ("labelencode labelencoder ordinalencoder factorize stringindexer vocabulary", 'write `index_of(x, ["a", "b"])`'),
    ("computeandapplyvocabulary", 'write `index_of(x, ["a", "b"])`'),
    ("hashbuckets hashingtrick hashingencoder categoricalcolumnwithhashbucket", "write `hash_bucket(x, 1024)`"),
    ("crossedcolumn featurecross", "write `cross(a, b, buckets: 1024)`"),
    ("col column field lit", _COLUMN),
    ("get elementat nth", "items are counted from 0: the first is `x[0]`"),
    ("vlookup xlookup", 'write `map(x, {"a": 1, "b": 2}, default: 0)`'),
    ("switch", 'write `map(x, {"a": 1, "b": 2}, default: 0)`'),
    ("ifs casewhen", IF),
    ("iferror ifna", "what cannot be computed is null: write `x ?? 0`"),
    ("edate", "write `add_months(x, 1)`"),
    ("and", "write `a and b`"),
    ("or", "write `a or b`"),
    ("paste paste0", "write `a + b` of texts"),
    ("grepl", _MATCHES),
    ("div", "write `a // b`"),
    ("jsonextract jsonvalue getjsonobject", "JSON is not read: make the part a field of the input"),
    ("array tuple", "write `[a, b]`"),
    ("range", "a range is written `0..10`, both ends included"),
    ("rand random uniform uuid", _RANDOM),
)  # fmt: skip

#: Calls that are written with the same operands, {0}, {1}, …, or in parentheses where they need them, by their number.
_FILLED: Final[Mapping[tuple[str, int], str]] = {
    (word, count): hint
    for words, count, hint in (
        ("if iif iff ifelse ifthenelse where", 3, "write `if {0} then {1} else {2}`"),
        ("coalesce ifnull nvl fillna fillnull isnull combinefirst", 2, "write `{2} ?? {3}`"),
        ("nvl2", 3, "write `if is_null({0}) then {2} else {1}`"),
        ("nullif", 2, "write `null_if({0}, {1})`"),
        ("safedivide divide", 2, "write `ratio({0}, {1})`: null where the divisor is zero"),
        ("datetrunc", 2, 'write `truncate({0}, {1})`; of a timestamp `truncate({2} at "UTC", {1})`, or another zone'),
        ("datediff", 3, "write `date_diff({0}, {1}, {2})`"),
        ("decimal numeric", 2, "there are no decimals: convert with `float64(…)`, or count cents as an int64"),
        ("first", 1, "the first item is `{1}[0]`"),
        ("last", 1, "the last item is `reverse({0})[0]`"),
        ("median", 1, _MEDIAN),
        ("diff", 1, "of neighbours in a list `slice({0}, 1) - slice({0}, 0, -1)`; a feature knows no other row"),
        ("between isbetween", 3, "write `{3} in {1}..{2}`; both ends are included"),
        ("round", 2, "to two digits write `round({2} * 100) / 100`"),
        ("split", 2, "write `split({0}, {1}, limit: 8)`; of one part, counted from 0, `split_part({0}, {1}, 1)`"),
        ("split", 1, "write `tokens({0}, limit: 16)`"),
        ("minimum", 2, "write `least({0}, {1})`"),
        ("maximum", 2, "write `greatest({0}, {1})`"),
        ("isin", 2, "write `{2} in {1}`"),
        ("pow power", 2, "write `pow({0}, {1})`"),
        ("split", 3, "write `split_part({0}, {1}, {2})`: parts are counted from 0"),
        ("and", 2, "write `{2} and {3}`"),
        ("or", 2, "write `{2} or {3}`"),
        ("not", 1, "write `not {1}`"),
        ("iferror ifna", 2, "what cannot be computed is null: write `{2} ?? {3}`"),
        ("div", 2, "write `{2} // {3}` of integers, `floor({2} / {3})` of floats"),
        ("mod modulo remainder", 2, "write `{2} % {3}` of integers, `fmod({0}, {1})` of floats"),
        ("paste0 concatstr cat", 2, "write `{2} + {3}` of texts"),
        ("avg average", 2, "write `({2} + {3}) / 2`"),
        ("fmin minhorizontal", 2, "write `least({0}, {1})`"),
        ("fmax maxhorizontal", 2, "write `greatest({0}, {1})`"),
        ("tochar text format dateformat strftime formatdatetime", 2, _PRINT_OF),
        ("datepart", 2, 'write `{0}({1})`; of a timestamp `{0}({3} at "UTC")`, or another zone'),
        ("datediff daysbetween", 2, 'write `date_diff({1}, {0}, "day")`: from the first to the second'),
        ("dateadd adddate", 2, "write `add_days({0}, {1})` of a date and a number of days"),
        ("datesub subdate", 2, "write `add_days({0}, -{3})` of a date and a number of days"),
        ("edate", 2, "write `add_months({0}, {1})`"),
        ("instr strpos position locate charindex index find search", 2, _FIND),
        ("like ilike strcontains includes", 2, "write `contains({0}, {1})`"),
        ("regexplike rlike regexpmatches grepl regexmatch", 2, "write `matches({0}, {1})`, with a literal pattern"),
        ("regexpreplace sub gsub replaceregexp", 3, "write `regex_replace({0}, {1}, {2})`, with a literal pattern"),
        ("regexpextract regexextract regexpsubstr", 2, "write `extract({0}, {1}, 0)`, with a literal pattern"),
        ("regexpextract regexextract", 3, "write `extract({0}, {1}, {2})`, with a literal pattern"),
        ("arraycontains listcontains arrayhas", 2, "write `contains({0}, {1})`"),
        ("arrayappend listappend append", 2, "write `concat({0}, [{1}])`"),
        ("get", 2, "write `{2}[{1}]`"),
        ("nth", 2, "write `{2}[{1}]`: items are counted from 0"),
    )
    for word in words.split()
}
_CUT: Final = ("substr", "substring", "mid", "substrb")
#: The parts of a time, where they are called otherwise.
TIME_PARTS: Final[Mapping[str, str]] = {
    **{p: p for p in ("year", "quarter", "month", "day", "hour", "minute", "second", "millisecond", "microsecond")},
    "dow": "iso_weekday",
    "isodow": "iso_weekday",
    "doy": "day_of_year",
    "week": "iso_week",
}
_UNIT_FIRST: Final = ("datetrunc", "datediff")
#: What is looked for, or the pattern, comes first there.
_NEEDLE_FIRST: Final = ("charindex", "locate", "position", "find", "search", "grepl", "sub", "gsub")

#: Arguments of functions that are called the same: (function here, argument there) → hint.
_ARGUMENTS: Final[Mapping[tuple[str, str], str]] = {
    (function, word): hint
    for functions, words, hint in (
        ("cut", "bins bucket breaks", "the bands are given by their edges: `edges: [10, 100]`"),
        ("cut", "labels", 'name the bands with a map: `map(cut(x, [10]), {0: "low", 1: "high"})`'),
        ("cut", "right leftclosed includelowest", 'say which end a band has: `closed: "left"` or `closed: "right"`'),
        ("sort", "reverse ascending desc", "write `descending: true`"),
        ("sort", "key by", "items are sorted by themselves, in their order"),
        ("clip", "lower min amin low lowerbound", "write `lo: 0`"),
        ("clip", "upper max amax high upperbound", "write `hi: 1`"),
        ("round", "ndigits decimals digits n", "write `round(x)`; to two digits `round(x * 100) / 100`"),
        ("replace", "regex", 'of a pattern write `regex_replace(x, r"[0-9]+", "-")`'),
        ("contains", "regex case flags", 'of a pattern write `matches(x, r"(?i)abc")`'),
        (
            "matches extract regex_find regex_count regex_replace",
            "flags case",
            'flags go in the pattern: r"(?i)abc"',
        ),
        ("extract", "name groupname", "groups are numbered from 1, by their opening parentheses"),
        ("split tokens", "n maxsplit max maxtokens", "write `limit: 8`: the most items that are kept"),
        ("top_k", "n count", "write `k: 3`"),
        ("hash_bucket cross", "seed", 'there is one hash: for another add text, `hash_bucket(x + "2", 64)`'),
        ("map", "naaction else other otherwise fallback", "what is not in the map gets `default: 0`"),
        ("parse_date parse_datetime parse_timestamp", "errors strict exact", "a text of another form is null: `?? …`"),
        ("var_samp var_pop stddev_samp stddev_pop", "ddof", "`_samp` divides by n - 1, `_pop` by n"),
        ("mean sum min max", "axis skipna", "it is of one list, and passes over nulls"),
    )
    for function in functions.split()
    for word in words.split()
}

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
    **dict.fromkeys(("now", "today", "current_date", "current_timestamp", "current_time", "sysdate"), _NO_CLOCK),
    "array": "write `[a, b]`",
    "df": _COLUMN,
    "row": _COLUMN,
    "self": _COLUMN,
    "utc": 'the name of a time zone goes in quotes: `at "UTC"`',
}

#: Types, and what they are here.
_TYPES: Final[Mapping[str, str]] = {
    word: type
    for words, type in (
        ("int integer bigint smallint tinyint long short int8 int16 uint8 uint16 uint32 uint64", "int64"),
        ("float double real decimal numeric number float16 float4 float8", "float64"),
        ("str text varchar char utf8 object category enum", "string"),
        ("boolean", "bool"),
        ("timestamptz instant", "timestamp"),
        ("timedelta interval", "duration"),
    )
    for word in words.split()
}
LISTS: Final = frozenset(("list", "array", "vector", "sequence", "tuple", "fixedsizelist"))

#: Words that begin a declaration.
_DECLARATIONS: Final[Mapping[str, str]] = {
    word: hint
    for words, hint in (
        ("fn func fun function macro", "a function is declared with `def`: `def f(x: float64) = x + 1`"),
        ("const var val set", "a value on the way is declared with `let`: `let name = …`"),
        ("select return output", "an output is declared with `feature`: `feature name = …`"),
        ("from include use using require", 'another file is taken in by its path: `import "shared.fdl"`'),
        ("assert check expect", 'what is expected is written in a test: `test "title" { given { … } expect { … } }`'),
        ("struct class record message type schema table", "a row is declared with `input`: `input Row { x: float64 }`"),
    )
    for word in words.split()
}

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
    ("group over partition filter", ONE_ROW),
    ("when case elif elsif elseif end", IF),
    ("contains", _TEXTS),
    (
        "year years month months week weeks day days hour hours minute minutes min second seconds sec d h m s ms us",
        "a length of time is one word, its unit right after the number: `7d`, `1h30m`",
    ),
    ("instanceof", "types are known when the file is compiled"),
)  # fmt: skip

#: The names under which Python's modules are imported; Polars' and pandas' accessors.
_MODULES: Final = frozenset(
    (
        *("np", "numpy", "math", "pd", "pandas", "pl", "polars", "re", "f", "datetime", "duckdb", "tf", "tft"),
        *("torch", "jnp", "jax", "scipy", "spark", "sk", "sklearn", "cudf", "xp"),
    )
)
_ACCESSORS: Final = frozenset(("str", "dt", "list", "arr", "cat", "name"))


def _key(word: str) -> str:
    return word.lower().replace("_", "")


def list_types(item: str) -> str:
    """The types of lists with such items, as a hint offers them."""
    bare = item.rstrip("?")
    item = f"{type_(bare)}?" if type_(bare) and item != bare else type_(bare) or item
    return f"write `list<{item}, ..50>` for at most 50 items, `list<{item}, 3>` for always 3"


def module(name: str) -> bool:
    """Whether a name is that of a module of another language."""
    return name.lower() in _MODULES


def function(name: str) -> str:
    """How a function of another language is written here, or nothing."""
    return _FUNCTIONS.get(_key(name), "")


def value(name: str) -> str:
    """How a value of another language is written here, or nothing."""
    return _VALUES.get(name.lower(), "")


def declaration(word: str) -> str:
    """What the word that begins a declaration elsewhere is here, or nothing."""
    return _DECLARATIONS.get(word.lower(), "")


def type_(name: str) -> str:
    """The type that another language calls so, or nothing."""
    return _TYPES.get(_key(name), "")


def word(text: str, reserved: Iterable[str]) -> str:
    """What stands for a word of another language after an operand; for a reserved word in capitals, that word."""
    if text.lower() in reserved:
        return f"write `{text.lower()}`: the words of the language are in lower case"
    return _WORDS.get(text.lower(), "")


def argument(function: str, name: str) -> str:
    """How an argument that a function has elsewhere is written here, or nothing."""
    return _ARGUMENTS.get((function, _key(name)), "")


def is_unit(text: str) -> bool:
    """Whether a word is a unit of time, as it is written after a number."""
    return _WORDS.get(text.lower(), "").startswith("a length of time")


def is_otherwise(name: str) -> bool:
    """Whether a function of the same name, in capitals, takes its arguments in another way."""
    return name.isupper() and _key(name) in ("splitpart", "find", "datediff")


def _part(given: Sequence[str]) -> str:
    """SQL's ``SUBSTR(s, 2, 3)``: positions from 1, and a length."""
    numbers = [int(g) if re.fullmatch(r"[0-9]{1,9}", g) else 0 for g in given[1:]]
    if not 1 <= len(numbers) <= 2 or not all(numbers):
        return ""
    stop = f", {numbers[0] - 1 + numbers[1]}" if len(numbers) == 2 else ""
    return f"write `slice({given[0]}, {numbers[0] - 1}{stop})`: from the first position, counted from 0, up to the last"


def _chosen(word: str, given: Sequence[str]) -> str:
    """``IFS(c, a, d, b)``, ``SWITCH(x, 1, a, 2, b, other)``."""
    cases, subject = list(given), ""
    if word != "ifs":
        subject = placing.atom(cases.pop(0))
    other = cases.pop() if len(cases) % 2 else "null"
    pairs = [(f"{subject} == {c}" if subject else c, v) for c, v in zip(cases[::2], cases[1::2], strict=True)]
    chosen = " else ".join([*(f"if {c} then {v}" for c, v in pairs), other])
    return f"write `{chosen}`" if len(chosen) <= 100 else ""


def _with_unit(given: Sequence[str], *, datediff: bool) -> list[str]:
    """The operands with the unit last and in quotes, and the earlier time first."""
    units = [g for g in (given[0], given[-1]) if g[:1] == '"' or is_unit(g)]
    if not units or (datediff and len(given) < 3):
        return list(given)
    unit = max(units, key=len)  # a column may be called `d`
    quoted = unit if unit[:1] == '"' else f'"{unit.lower()}"'
    if unit == given[0]:
        return [*given[1:], quoted]
    others = given[-2::-1] if datediff and unit[:1] != '"' else given[:-1]  # `DATE_DIFF(end, start, DAY)`
    return [*others, quoted]


def called(name: str, given: Sequence[str]) -> str:
    """How a call of another language's function is written here with the same operands, or nothing."""
    given = [re.sub(r"'([^'\"\\]*)'", r'"\1"', g) for g in given]
    if any(len(g) > 60 or ":" in g for g in given):
        return function(name)
    filled = _FILLED.get((_key(name), len(given)))
    if filled is not None:
        swapped = list(given)
        if _key(name) in _UNIT_FIRST:
            swapped = _with_unit(given, datediff=_key(name) == "datediff")
        if _key(name) in _NEEDLE_FIRST and re.match(r'r?"', given[0]) and not re.match(r'r?"', given[-1]):
            swapped = [given[-1], *given[:-1]]
        if _key(name) == "datepart":
            part = TIME_PARTS.get(given[0].strip('"').lower(), "")
            if not part:
                return function(name)
            swapped[0] = part
        return filled.format(*swapped, *(placing.atom(g) for g in swapped))
    if _key(name) == "splitpart" and len(given) == 3 and re.fullmatch(r"[1-9][0-9]{0,8}", given[2]):
        return f"write `split_part({given[0]}, {given[1]}, {int(given[2]) - 1})`: parts are counted from 0"
    if _key(name) in ("col", "column", "field") and len(given) == 1 and re.fullmatch(r'"[a-z]\w*"', given[0]):
        return f"a field is written by its name alone: `{given[0][1:-1]}`"
    special = _part(given) if _key(name) in _CUT else ""
    if _key(name) in ("ifs", "switch") and len(given) > 2:
        special = _chosen(_key(name), given)
    if special:
        return special
    hint = function(name)
    if not given or given[0] == "x":
        return hint
    first = given[0]
    for sign in "),":
        hint = hint.replace(f"(x{sign}", f"({first}{sign}")
    hint = hint.replace("`x ", f"`{placing.atom(first)} ").replace("`x[", f"`{placing.atom(first)}[")
    return hint


def method(chain: list[str], known: Mapping[str, Sequence[str]], given: Sequence[str] = ()) -> str:
    """How ``x.f(…)`` or ``module.f(…)`` is written. ``chain`` has the names between the points, ``known`` the names of
    functions and of their parameters, ``given`` the arguments as written.
    """
    name, first = chain[-1], chain[0]
    module = first.lower() in _MODULES or first in _ACCESSORS
    operands = list(given) if module else [first, *given]
    if function(name) or (_key(name), len(operands)) in _FILLED:
        return called(name, operands or ["x"])
    same = next((k for k in known if _key(k) == _key(name)), None)  # `isnan` for `is_nan`
    if same is None:
        return "there are no methods: functions are written `f(x)`"
    if same in ("min", "max") and len(operands) == 2:
        same = "least" if same == "min" else "greatest"
    if any("(" in o or "=" in o or (":" in o and o[:1] != "{") for o in operands):
        operands = operands[:1]
    wanted = known.get(same, ())
    if len(operands) < len(wanted) or not operands:
        operands = [*(operands or ["x"]), *wanted[max(len(operands), 1) :]]
    return f"there are no methods: write `{same}({', '.join(operands)})`"
