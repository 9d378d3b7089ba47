package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	featc "featc.dev/runtime"
	"featc.local/flights"
)

// errNoObject is the error of a body that is no row at all.
var errNoObject = errors.New("the body is not a JSON object in UTF-8")

// ReadRow makes a row of a JSON object. Names are those of the .fdl; null and absent are the same. The
// error is a *featc.RowError with all that is wrong with the row, in the order of the fields, or errNoObject.
//
// encoding/json alone would not do: to a struct, an absent number is 0, an unknown field is nothing, and a name in
// other letters is the name. Each is a way for a model to be served other features than it was trained on.
func ReadRow(body []byte) (*flights.Flight, error) {
	object := map[string]json.RawMessage{}
	if err := json.Unmarshal(body, &object); err != nil || object == nil || !utf8.Valid(body) {
		return nil, errNoObject
	}
	r := &reader{object: object}
	row := &flights.Flight{
		Carrier:      required(r, "carrier", text),
		Flight:       required(r, "flight", integer),
		Tailnum:      optional(r, "tailnum", text),
		Origin:       required(r, "origin", text),
		Dest:         required(r, "dest", text),
		Distance:     required(r, "distance", number),
		SchedDep:     required(r, "sched_dep", timestamp),
		SchedDepTime: required(r, "sched_dep_time", integer),
		SchedArrTime: required(r, "sched_arr_time", integer),
		DepTime:      optional(r, "dep_time", integer),
		DepDelay:     optional(r, "dep_delay", number),
	}
	if len(r.bad) == 0 && len(r.object) == 0 {
		return row, nil // what it promises is checked where it is transformed
	}
	return nil, &featc.RowError{Violations: r.violations(row)}
}

// reader takes fields out of an object, in the order of the row.
type reader struct {
	object map[string]json.RawMessage
	order  []string
	bad    []featc.Violation
}

// kind is how values of one type of fdl are read.
type kind[T any] struct {
	name string
	read func(json.RawMessage) (T, *wrong)
}

// wrong is why a value cannot be read; Field is not set.
type wrong = featc.Violation

func required[T any](r *reader, field string, k kind[T]) T {
	value := optional(r, field, k)
	if !value.OK && !r.isBad(field) {
		message := "absent or null, and " + k.name + " has no null"
		r.bad = append(r.bad, wrong{Field: field, Reason: "ABSENT", Message: message})
	}
	return value.V
}

func optional[T any](r *reader, field string, k kind[T]) featc.Opt[T] {
	raw := r.object[field]
	delete(r.object, field)
	r.order = append(r.order, field)
	if raw == nil || string(raw) == "null" {
		return featc.Null[T]()
	}
	value, why := k.read(raw)
	if why != nil {
		r.bad = append(r.bad, wrong{Field: field, Reason: why.Reason, Message: why.Message})
		return featc.Null[T]()
	}
	return featc.Some(value)
}

func (r *reader) isBad(field string) bool {
	return slices.ContainsFunc(r.bad, func(v featc.Violation) bool { return v.Field == field })
}

// violations are those found here, those that the feature set finds in fields that could be read, and unknown fields.
func (r *reader) violations(row *flights.Flight) []featc.Violation {
	found := slices.Clone(r.bad)
	for _, v := range flights.Violations(row) {
		if !r.isBad(v.Field) {
			found = append(found, v)
		}
	}
	slices.SortFunc(found, func(a, b featc.Violation) int {
		return slices.Index(r.order, a.Field) - slices.Index(r.order, b.Field)
	})
	for _, field := range slices.Sorted(maps.Keys(r.object)) {
		found = append(found, wrong{Field: field, Reason: "UNKNOWN_FIELD", Message: "there is no such field"})
	}
	return found
}

var (
	text      = kind[string]{"string", readText}
	integer   = kind[int64]{"int64", readInteger}
	number    = kind[float64]{"float64", readNumber}
	timestamp = kind[featc.Timestamp]{"timestamp", readTimestamp}
)

// escapes are the escapes of a JSON text: a pair of surrogates, one alone (in the group), any other.
var escapes = regexp.MustCompile(`\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|(u[dD][89a-fA-F]..)|.)`)

func readText(raw json.RawMessage) (string, *wrong) {
	var value string
	if json.Unmarshal(raw, &value) != nil {
		return "", wrongType("a text", raw)
	}
	// encoding/json makes U+FFFD of half a character: another text than the one that was meant
	if strings.ContainsRune(value, utf8.RuneError) {
		for _, escape := range escapes.FindAllSubmatch(raw, -1) {
			if escape[1] != nil {
				return "", &wrong{Reason: "BAD_TEXT", Message: fmt.Sprintf(`the lone surrogate \%s is no character`, escape[1])}
			}
		}
	}
	return value, nil
}

func readInteger(raw json.RawMessage) (int64, *wrong) {
	value, err := strconv.ParseInt(string(raw), 10, 64)
	switch {
	case errors.Is(err, strconv.ErrRange):
		return 0, &wrong{Reason: "OUT_OF_RANGE", Message: "outside the range of int64"}
	case err != nil:
		return 0, wrongType("an integer without fraction and exponent", raw)
	}
	return value, nil
}

// readNumber takes the float64 nearest to a JSON number, and texts for what JSON has no numbers for.
func readNumber(raw json.RawMessage) (float64, *wrong) {
	switch string(raw) {
	case `"NaN"`:
		return math.NaN(), nil
	case `"Infinity"`:
		return math.Inf(1), nil
	case `"-Infinity"`:
		return math.Inf(-1), nil
	}
	if found(raw) != "a number" {
		return 0, wrongType("a number", raw)
	}
	value, err := strconv.ParseFloat(string(raw), 64)
	if err != nil {
		return 0, &wrong{Reason: "OUT_OF_RANGE", Message: "outside the range of float64"}
	}
	return value, nil
}

func readTimestamp(raw json.RawMessage) (featc.Timestamp, *wrong) {
	value, why := readText(raw)
	if why != nil {
		return 0, why
	}
	instant, err := featc.ParseTimestamp(value)
	if err != nil {
		return 0, &wrong{Reason: "BAD_TEXT", Message: err.Error()}
	}
	return instant, nil
}

func wrongType(expected string, raw json.RawMessage) *wrong {
	return &wrong{Reason: "WRONG_TYPE", Message: fmt.Sprintf("expected %s, found %s", expected, found(raw))}
}

// found is what a JSON value is, by its first character.
func found(raw json.RawMessage) string {
	switch raw[0] {
	case '{':
		return "an object"
	case '[':
		return "a list"
	case '"':
		return "a text"
	case 't', 'f':
		return "a bool"
	}
	return "a number"
}
