package rt

import (
	_ "embed" // the tables are part of the program
	"encoding/json"
	"strings"
	"sync"
	"unicode/utf8"
)

// The pinned Unicode tables: case, white space, general categories. Knows the data file, no operator.
//
// data/unicode.json is built from the Unicode Character Database and is language neutral. It is read at the first use
// of a table, once.

//go:embed data/unicode.json
var unicodeText string

// unicodeData is the file, or what of it operations need.
type unicodeData struct {
	WhiteSpace       string            `json:"white_space"`
	OtherLowercase   string            `json:"other_lowercase"`
	OtherUppercase   string            `json:"other_uppercase"`
	Categories       map[string][]rune `json:"categories"` // first and last of each span
	Lower            map[string]string `json:"lower"`
	Upper            map[string]string `json:"upper"`
	Fold             map[string]string `json:"fold"`
	Decompositions   map[string]string `json:"decompositions"`
	NotComposed      string            `json:"not_composed"`
	CombiningClasses map[string]string `json:"combining_classes"`
}

// unicodeTables is everything that is made of the file.
type unicodeTables struct {
	lower, upper, fold *caseTable
	classes            *classTable
	normal             *normalTables
}

// unicodePinned is the tables of Unicode UnicodeVersion.
var unicodePinned = sync.OnceValue(func() *unicodeTables {
	mustBePinned("unicode.json", unicodeText, UnicodeSHA256)
	var data unicodeData
	if err := json.NewDecoder(strings.NewReader(unicodeText)).Decode(&data); err != nil {
		panic("unicode.json: " + err.Error())
	}
	normal := newNormalTables(&data)
	return &unicodeTables{
		lower:   newCaseTable(data.Lower),
		upper:   newCaseTable(data.Upper),
		fold:    newCaseTable(data.Fold),
		classes: newClassTable(&data, normal),
		normal:  normal,
	}
})

// caseTable is a full mapping of case without locale and context.
type caseTable struct {
	pages   []*[256]int32 // by code point: 0 where it stays, what it becomes, or -1 - a place in several
	several []string
}

func newCaseTable(changes map[string]string) *caseTable {
	table := &caseTable{}
	for letter, other := range changes {
		c, _ := utf8.DecodeRuneInString(letter)
		becomes, size := utf8.DecodeRuneInString(other)
		if size < len(other) {
			becomes = -1 - int32(len(table.several))
			table.several = append(table.several, other)
		}
		for int(c>>8) >= len(table.pages) {
			table.pages = append(table.pages, nil)
		}
		page := &table.pages[c>>8]
		if *page == nil {
			*page = new([256]int32)
		}
		(*page)[c&0xFF] = becomes
	}
	return table
}

// of is what a code point becomes, 0 where it stays.
func (t *caseTable) of(c rune) int32 {
	if page := int(c >> 8); page < len(t.pages) && t.pages[page] != nil {
		return t.pages[page][c&0xFF]
	}
	return 0
}

// mapped is x with each code point as the table has it.
func (t *caseTable) mapped(x string) string {
	start := 0 // of what is the same so far
	var b strings.Builder
	for i, c := range x {
		becomes := t.of(c)
		if becomes == 0 {
			continue
		}
		if start == 0 {
			b.Grow(len(x) + utf8.UTFMax)
		}
		b.WriteString(x[start:i])
		if becomes < 0 {
			b.WriteString(t.several[-1-becomes])
		} else {
			b.WriteRune(becomes)
		}
		start = i + utf8.RuneLen(c)
	}
	if start == 0 {
		return x
	}
	b.WriteString(x[start:])
	return b.String()
}
