package rt

import (
	"slices"
	"unicode/utf8"
)

// Normalization Form C of one string (Unicode Standard Annex 15). Knows the pinned tables, no operator.

const syllables = leadingCount * vowelCount * trailingCount

// nfc is x with every letter and its marks composed as far as the pinned Unicode version composes them.
func nfc(x string) string {
	if !hasUnsure(x) {
		return x
	}
	tables := unicodePinned().normal
	points := make([]rune, 0, len(x))
	for _, c := range x {
		// Hangul syllables stay composed: decomposed and composed again they would be the same.
		if c < utf8.RuneSelf {
			points = append(points, c)
		} else if parts, ok := tables.decompositions[c]; ok {
			points = append(points, parts...)
		} else {
			points = append(points, c)
		}
	}
	tables.order(points)
	return string(tables.composed(points))
}

func hasUnsure(x string) bool {
	for _, c := range x {
		if isUnsure(c) {
			return true
		}
	}
	return false
}

// isUnsure is true of all code points that have a class above 0 or join one before them, and of few others.
func isUnsure(c rune) bool {
	return classed(c, classUnsure) != 0
}

// classOf is the canonical combining class of a code point.
func (t *normalTables) classOf(c rune) uint8 {
	if !isUnsure(c) {
		return 0
	}
	return t.classes[c]
}

// order is the canonical ordering: code points of a class above 0 that stand together, stably by class.
func (t *normalTables) order(points []rune) {
	for start := 0; start < len(points); start++ {
		if t.classOf(points[start]) == 0 {
			continue
		}
		stop := start + 1
		for stop < len(points) && t.classOf(points[stop]) != 0 {
			stop++
		}
		slices.SortStableFunc(points[start:stop], func(a, b rune) int { return int(t.classes[a]) - int(t.classes[b]) })
		start = stop
	}
}

// composed is the canonical composition: each code point joins the last one of class 0 that nothing keeps it from.
func (t *normalTables) composed(points []rune) []rune {
	done := points[:0] // what is done is never longer than what was read
	starter := -1      // where in done the last code point of class 0 is
	var last uint8     // the class of the last one in done
	for _, point := range points {
		own := t.classOf(point)
		if starter >= 0 && (starter == len(done)-1 || last < own) && isUnsure(point) {
			if composite, ok := t.pair(done[starter], point); ok {
				done[starter] = composite
				continue
			}
		}
		if own == 0 {
			starter = len(done)
		}
		last = own
		done = append(done, point)
	}
	return done
}

// pair is what two code points are composed to.
func (t *normalTables) pair(first, second rune) (composite rune, ok bool) {
	if composite, ok = t.compositions[[2]rune{first, second}]; ok {
		return composite, true
	}
	if l, v := first-leading, second-vowel; 0 <= l && l < leadingCount && 0 <= v && v < vowelCount {
		return hangul + (l*vowelCount+v)*trailingCount, true
	}
	syllable, t0 := first-hangul, second-trailing
	if 0 <= syllable && syllable < syllables && syllable%trailingCount == 0 && 0 < t0 && t0 < trailingCount {
		return first + t0, true
	}
	return 0, false
}
