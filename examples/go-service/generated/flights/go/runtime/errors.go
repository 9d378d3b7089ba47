package featc

import "strings"

// Violation is one thing wrong with one field of one row.
type Violation struct {
	Field   string
	Reason  string // one word for programs, such as ABSENT or OUT_OF_CONTRACT
	Message string // a sentence for people
}

// RowError says that a row cannot be transformed. It has every violation found, in the order of the fields; of those
// that a service tells there may be Omitted more.
type RowError struct {
	Violations []Violation
	Omitted    int
}

// Error is every violation in one line.
func (e *RowError) Error() string {
	texts := make([]string, len(e.Violations))
	for i, v := range e.Violations {
		texts[i] = v.Field + ": " + v.Message
	}
	return strings.Join(texts, "; ")
}

// EnvironmentFault says that the process cannot keep featc's promise, such as one that flushes subnormal numbers to
// zero.
type EnvironmentFault struct {
	Message string
}

// Error is the message.
func (e *EnvironmentFault) Error() string {
	return e.Message
}
