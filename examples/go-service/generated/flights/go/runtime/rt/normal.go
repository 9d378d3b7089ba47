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
	decompositions map[rune][]rune  // the full one of all that have one, but for Hangul syllables
	classes        map[rune]uint8   // the canonical combining class of each code point where it is not 0
	compositions   map[[2]rune]rune // the code point that two are composed to
	unsure         []rune           // a string that has none of these is in Normalization Form C
}

func newNormalTables(data *unicodeData) *normalTables {
	steps := data.Decompositions
	tables := &normalTables{
		decompositions: make(map[rune][]rune, len(steps)),
		classes:        make(map[rune]uint8, 1024),
		compositions:   make(map[[2]rune]rune, len(steps)),
	}
	var expand func(into []rune, letter string) []rune
	expand = func(into []rune, letter string) []rune {
		step, ok := steps[letter]
		if !ok {
			c, _ := utf8.DecodeRuneInString(letter)
			return append(into, c)
		}
		for i, c := range step {
			into = expand(into, step[i:i+utf8.RuneLen(c)])
		}
		return into
	}
	never := map[rune]bool{}
	for _, c := range data.NotComposed {
		never[c] = true
	}
	unsure := make(map[rune]bool, 2048)
	for letter, step := range steps {
		c, _ := utf8.DecodeRuneInString(letter)
		tables.decompositions[c] = expand(make([]rune, 0, 4), letter)
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
