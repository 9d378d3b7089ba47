package rt

// Sets of code points, looked up at once. Knows the pinned tables, no operator.

// pointClass is a set of code points; several of them can be joined with |.
type pointClass uint8

const (
	classLetter pointClass = 1 << iota // general categories L…
	classMark                          // M…
	classNumber                        // N…
	classDigit                         // Nd
	classLower                         // the property Lowercase, or Lt
	classUpper                         // the property Uppercase, or Lt
	classSpace                         // the property White_Space
	classUnsure                        // a string with none of them is in Normalization Form C
)

const lastPoint = 0x10FFFF

// classTable is the sets that each code point is in. Pages without any are nil.
type classTable [(lastPoint >> 8) + 1]*[256]pointClass

func newClassTable(data *unicodeData, normal *normalTables) *classTable {
	table := &classTable{}
	for name, ends := range data.Categories {
		class := categoryClass(name)
		for i := 0; class != 0 && i < len(ends); i += 2 {
			for c := ends[i]; c <= ends[i+1]; c++ {
				table.add(c, class)
			}
		}
	}
	for _, c := range data.OtherLowercase {
		table.add(c, classLower)
	}
	for _, c := range data.OtherUppercase {
		table.add(c, classUpper)
	}
	for _, c := range data.WhiteSpace {
		table.add(c, classSpace)
	}
	for _, c := range normal.unsure {
		table.add(c, classUnsure)
	}
	return table
}

// categoryClass is the sets that a general category is in.
func categoryClass(name string) pointClass {
	switch name {
	case "Ll":
		return classLetter | classLower
	case "Lu":
		return classLetter | classUpper
	case "Lt":
		return classLetter | classLower | classUpper
	case "Lm", "Lo":
		return classLetter
	case "Mn", "Mc", "Me":
		return classMark
	case "Nd":
		return classNumber | classDigit
	case "Nl", "No":
		return classNumber
	}
	return 0
}

func (t *classTable) add(c rune, class pointClass) {
	page := &t[c>>8]
	if *page == nil {
		*page = new([256]pointClass)
	}
	(*page)[c&0xFF] |= class
}

// of is the sets that a code point is in.
func (t *classTable) of(c rune) pointClass {
	page := t[c>>8]
	if page == nil {
		return 0
	}
	return page[c&0xFF]
}
