package rt

import (
	"maps"
	"slices"
	"strconv"
	"unicode/utf8"
)

// What Normalization Form C needs, from the pinned Unicode tables. Knows the tables, not the algorithm.
//
// Hangul syllables are in no table: the Unicode Standard (section 3.12) gives them by arithmetic.

const (
	// The first Hangul syllable; a syllable is (leading * 21 + vowel) * 28 + trailing after it.
	hangul = 0xAC00

	// The first leading consonant, the first vowel, and the code point before the first trailing consonant.
	leading, vowel, trailing = 0x1100, 0x1161, 0x11A7

	leadingCount, vowelCount, trailingCount = 19, 21, 28
)

// normalTables is the tables of canonical decomposition and composition.
type normalTables struct {
	decompositions map[rune]string  // the full one of all that have one, but for Hangul syllables
	classes        map[rune]uint8   // the canonical combining class of each code point where it is not 0
	compositions   map[[2]rune]rune // the code point that two are composed to
	unsure         []rune           // a string that has none of these is in Normalization Form C
}

func newNormalTables(data *unicodeData) *normalTables {
	tables := &normalTables{map[rune]string{}, map[rune]uint8{}, map[[2]rune]rune{}, nil}
	steps := data.Decompositions
	full := map[string]string{}
	var expand func(letter string) string
	expand = func(letter string) string {
		step, ok := steps[letter]
		if !ok {
			return letter
		}
		if _, known := full[letter]; !known {
			whole := ""
			for _, c := range step {
				whole += expand(string(c))
			}
			full[letter] = whole
		}
		return full[letter]
	}
	never := map[rune]bool{}
	for _, c := range data.NotComposed {
		never[c] = true
	}
	unsure := map[rune]bool{}
	for letter, step := range steps {
		c, _ := utf8.DecodeRuneInString(letter)
		tables.decompositions[c] = expand(letter)
		if pair := []rune(step); len(pair) == 2 && !never[c] {
			tables.compositions[[2]rune(pair)] = c
			unsure[pair[1]] = true
		} else {
			unsure[c] = true // never comes of composing
		}
	}
	for number, letters := range data.CombiningClasses {
		class, err := strconv.ParseUint(number, 10, 8)
		if err != nil {
			panic("unicode.json: " + err.Error())
		}
		for _, c := range letters {
			tables.classes[c] = uint8(class)
			unsure[c] = true
		}
	}
	for c := rune(vowel); c < vowel+vowelCount; c++ {
		unsure[c] = true
	}
	for c := rune(trailing + 1); c < trailing+trailingCount; c++ {
		unsure[c] = true
	}
	tables.unsure = slices.Collect(maps.Keys(unsure))
	return tables
}
