package values

import (
	"fmt"
	"unicode/utf8"

	featc "featc.dev/runtime"
)

// Absent adds that a field is absent, and cannot be.
func Absent(bad []featc.Violation, field, fdl string) []featc.Violation {
	return append(bad, featc.Violation{
		Field: field, Reason: "ABSENT", Message: "absent or null, and " + fdl + " has no null",
	})
}

// In adds this of a field.
func (b *Bad) In(bad []featc.Violation, field string) []featc.Violation {
	return append(bad, featc.Violation{Field: field, Reason: b.Reason, Message: b.Message})
}

// CheckSize is what is wrong with a list of this many elements where there must be others.
func CheckSize(found, size int) *Bad {
	if found == size {
		return nil
	}
	return &Bad{"WRONG_TYPE", fmt.Sprintf("a list of %d, expected %d", found, size)}
}

// CheckAtMost is what is wrong with a list of this many elements where there may be fewer than the size.
func CheckAtMost(found, size int) *Bad {
	if found <= size {
		return nil
	}
	return &Bad{"WRONG_TYPE", fmt.Sprintf("a list of %d, expected at most %d", found, size)}
}

// Merge is what was wrong where a row arrived, and what the library found wrong with the fields that did, in the order
// of the fields.
func Merge(fields []string, arrived, found []featc.Violation) []featc.Violation {
	all := make([]featc.Violation, 0, len(arrived)+len(found))
	for _, field := range fields {
		before := len(all)
		for _, v := range arrived {
			if v.Field == field {
				all = append(all, v)
			}
		}
		for _, v := range found {
			if v.Field == field && len(all) == before {
				all = append(all, v)
			}
		}
	}
	return all
}

// TextOK is whether protobuf can hold a text.
func TextOK(text string) bool {
	return utf8.ValidString(text)
}

// DateOK is whether a day has a text.
func DateOK(day featc.Date) bool {
	return day >= featc.MinDate && day <= featc.MaxDate
}

// DateTimeOK is whether a civil time has a text.
func DateTimeOK(at featc.DateTime) bool {
	return at >= featc.MinTime && at <= featc.MaxTime
}

// Every is whether all elements are good.
func Every[T any](items []T, good func(T) bool) bool {
	for _, item := range items {
		if !good(item) {
			return false
		}
	}
	return true
}

// OrNull is whether a value is null or good.
func OrNull[T any](good func(T) bool) func(featc.Opt[T]) bool {
	return func(value featc.Opt[T]) bool { return !value.OK || good(value.V) }
}
