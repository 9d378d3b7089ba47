package rt

import "strings"

// Operations on the parts of strings: splitting, joining, comparing, hashing (SEMANTICS.md#strings).
//
// What is hashed together is written so that no two different tuples of values of the same types give the same bytes:
// a string is its length in UTF-8 bytes as 8 little-endian bytes and then those bytes, an int64 its 8 little-endian
// bytes.

// SplitString is the first parts of x between separators, at most limit; an empty separator leaves x as the one part.
func SplitString(x, separator string, limit int64) List[string] {
	if separator == "" {
		return ListOf(x)
	}
	parts := make([]string, 0, min(limit, int64(strings.Count(x, separator)+1)))
	for int64(len(parts)) < limit {
		part, rest, more := strings.Cut(x, separator)
		parts = append(parts, part)
		if !more {
			break
		}
		x = rest
	}
	return List[string]{Items: parts}
}

// TokensString is the first of the longest runs of letters, marks and digits of x, at most limit.
func TokensString(x string, limit int64) List[string] {
	tokens := make([]string, 0, min(limit, 8))
	start := -1 // of the run that we are in
	for i, c := range x {
		if inside := classed(c, classLetter|classMark|classNumber) != 0; inside && start < 0 {
			if int64(len(tokens)) == limit {
				return List[string]{Items: tokens}
			}
			start = i
		} else if !inside && start >= 0 {
			tokens = append(tokens, x[start:i])
			start = -1
		}
	}
	if start >= 0 {
		tokens = append(tokens, x[start:])
	}
	return List[string]{Items: tokens}
}

// JoinString is the strings one after the other with separator between them; null where one is null.
func JoinString(x List[string], separator string) Opt[string] {
	if hasNull(x) {
		return Opt[string]{}
	}
	return Some(strings.Join(x.Items, separator))
}

// CharNgramsString is how many of the runs of n code points of x fall into each bucket.
func CharNgramsString(x string, n, buckets int64) List[int64] {
	counts := make([]int64, buckets)
	start, end := 0, 0
	for size := int64(0); ; size++ { // code points before end
		if size >= n {
			counts[hashString(x[start:end])%uint64(buckets)]++
			start += behind(x[start:], 1)
		}
		if end == len(x) {
			return List[int64]{Items: counts}
		}
		end += behind(x[end:], 1)
	}
}

// TokenNgramsString is how many of the runs of n strings of x fall into each bucket; null where a string is null.
func TokenNgramsString(x List[string], n, buckets int64) Opt[List[int64]] {
	if hasNull(x) {
		return Opt[List[int64]]{}
	}
	counts := make([]int64, buckets)
	for start := int64(0); start+n <= int64(len(x.Items)); start++ {
		var h hasher
		for _, s := range x.Items[start : start+n] {
			h.text(s)
		}
		counts[h.sum()%uint64(buckets)]++
	}
	return Some(List[int64]{Items: counts})
}

// OverlapString is how many different strings are in both; null where one is null.
func OverlapString(x, y List[string]) Opt[int64] {
	if hasNull(x) || hasNull(y) {
		return Opt[int64]{}
	}
	both, _ := common(x.Items, y.Items)
	return Some(both)
}

// JaccardString is how many different strings are in both, divided by how many are in either; null where there are
// none at all, and where one is null.
func JaccardString(x, y List[string]) Opt[float64] {
	if hasNull(x) || hasNull(y) || len(x.Items)+len(y.Items) == 0 {
		return Opt[float64]{}
	}
	both, either := common(x.Items, y.Items)
	return Some(float64(both) / float64(either))
}

// CrossString is a bucket for two strings taken together.
func CrossString(x, y string, buckets int64) int64 {
	var h hasher
	h.text(x)
	h.text(y)
	return int64(h.sum() % uint64(buckets))
}

// CrossStringInt64 is a bucket for a string and an integer taken together.
func CrossStringInt64(x string, y, buckets int64) int64 {
	var h hasher
	h.text(x)
	h.number(y)
	return int64(h.sum() % uint64(buckets))
}

// CrossInt64String is a bucket for an integer and a string taken together.
func CrossInt64String(x int64, y string, buckets int64) int64 {
	var h hasher
	h.number(x)
	h.text(y)
	return int64(h.sum() % uint64(buckets))
}

// CrossInt64 is a bucket for two integers taken together.
func CrossInt64(x, y, buckets int64) int64 {
	return int64(hashInt64s(x, y) % uint64(buckets))
}

func hasNull[T Item](x List[T]) bool {
	for _, null := range x.Null {
		if null {
			return true
		}
	}
	return false
}

// common is how many different strings are in both, and how many in either.
func common(x, y []string) (both, either int64) {
	if len(x)+len(y) <= 32 { // as few are compared one by one
		for i, s := range x {
			if !hasValue(x[:i], s, -1) {
				either++
				if hasValue(y, s, -1) {
					both++
				}
			}
		}
		for i, s := range y {
			if !hasValue(y[:i], s, -1) && !hasValue(x, s, -1) {
				either++
			}
		}
		return both, either
	}
	const inX, counted = 1, 2
	seen := make(map[string]int8, len(x)+len(y))
	for _, s := range x {
		seen[s] = inX
	}
	for _, s := range y {
		if seen[s] == inX {
			both++
		}
		seen[s] = counted
	}
	return both, int64(len(seen))
}
