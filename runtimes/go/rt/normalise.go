package rt

import "slices"

// Normalization Form C of one string (Unicode Standard Annex 15). Knows the pinned tables, no operator.

const syllables = leadingCount * vowelCount * trailingCount

// nfc is x with every letter and its marks composed as far as the pinned Unicode version composes them.
func nfc(x string) string {
	if !hasUnsure(x) {
		return x
	}
	tables := unicodePinned()
	points := make([]rune, 0, len(x))
	for _, c := range x {
		// Hangul syllables stay composed: decomposed and composed again they would be the same.
		if parts, ok := tables.normal.decompositions[c]; ok {
			points = append(points, []rune(parts)...)
		} else {
			points = append(points, c)
		}
	}
	tables.normal.order(points)
	return string(tables.normal.composed(points))
}

func hasUnsure(x string) bool {
	for _, c := range x {
		if classed(c, classUnsure) != 0 {
			return true
		}
	}
	return false
}

// order is the canonical ordering: code points of a class above 0 that stand together, stably by class.
func (t *normalTables) order(points []rune) {
	for start := 0; start < len(points); start++ {
		if t.classes[points[start]] == 0 {
			continue
		}
		stop := start + 1
		for stop < len(points) && t.classes[points[stop]] != 0 {
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
		own := t.classes[point]
		if starter >= 0 && (starter == len(done)-1 || last < own) {
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
