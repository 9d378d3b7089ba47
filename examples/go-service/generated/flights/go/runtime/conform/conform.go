// Package conform is the Go side of featc's conformance protocol: a program that reads rows as JSON lines and writes
// what the generated code makes of them. It knows rows and features by reflection, no feature set.
//
// A line in is {"program": "flights", "row": [values in the order of the fields]}; a line out is one of
//
//	{"features": [values in order of declaration]}
//	{"violations": [{"field": "…", "reason": "…", "message": "…"}]}
//	{"error": "what went wrong"}
//
// Values are those of the conformance vectors: floats hexadecimal texts, integers and times decimal texts, null for
// null. A NaN other than the one that may leave is written with its bits.
package conform

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"strconv"

	featc "featc.dev/runtime"
)

// Program makes the features of one row, in JSON.
type Program func(row []json.RawMessage) ([]any, error)

// Of is the program of a generated Transform.
func Of[Row, Features any](transform func(*Row) (Features, error)) Program {
	return func(values []json.RawMessage) ([]any, error) {
		var row Row
		if err := fill(reflect.ValueOf(&row).Elem(), values); err != nil {
			return nil, err
		}
		features, err := transform(&row)
		if err != nil {
			return nil, err
		}
		return list(reflect.ValueOf(features)), nil
	}
}

type request struct {
	Program string            `json:"program"`
	Row     []json.RawMessage `json:"row"`
}

// Run answers each line of in by a line in out, until in ends.
func Run(programs map[string]Program, in io.Reader, out io.Writer) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<30)
	writer := bufio.NewWriter(out)
	encoder := json.NewEncoder(writer)
	encoder.SetEscapeHTML(false)
	for lines.Scan() {
		if err := encoder.Encode(answer(programs, lines.Bytes())); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return err
	}
	return writer.Flush()
}

func answer(programs map[string]Program, line []byte) (said map[string]any) {
	defer func() {
		if fault := recover(); fault != nil {
			said = map[string]any{"error": fmt.Sprint("panic: ", fault)}
		}
	}()
	var asked request
	if err := json.Unmarshal(line, &asked); err != nil {
		return map[string]any{"error": err.Error()}
	}
	program, known := programs[asked.Program]
	if !known {
		return map[string]any{"error": "there is no program " + asked.Program}
	}
	features, err := program(asked.Row)
	var bad *featc.RowError
	switch {
	case errors.As(err, &bad):
		told := make([]map[string]string, len(bad.Violations))
		for i, v := range bad.Violations {
			told[i] = map[string]string{"field": v.Field, "reason": v.Reason, "message": v.Message}
		}
		return map[string]any{"violations": told}
	case err != nil:
		return map[string]any{"error": err.Error()}
	}
	return map[string]any{"features": features}
}

func fill(row reflect.Value, values []json.RawMessage) error {
	if len(values) != row.NumField() {
		return fmt.Errorf("a row of %d values, the program has %d fields", len(values), row.NumField())
	}
	for i, value := range values {
		if err := set(row.Field(i), value); err != nil {
			return fmt.Errorf("%s: %w", row.Type().Field(i).Name, err)
		}
	}
	return nil
}

func set(place reflect.Value, value json.RawMessage) error {
	switch place.Kind() {
	case reflect.Struct: // an Opt
		if string(value) == "null" {
			return nil
		}
		place.Field(1).SetBool(true)
		return set(place.Field(0), value)
	case reflect.Slice:
		var items []json.RawMessage
		if err := json.Unmarshal(value, &items); err != nil {
			return err
		}
		place.Set(reflect.MakeSlice(place.Type(), len(items), len(items)))
		for i, item := range items {
			if err := set(place.Index(i), item); err != nil {
				return err
			}
		}
		return nil
	case reflect.Bool:
		var found bool
		err := json.Unmarshal(value, &found)
		place.SetBool(found)
		return err
	}
	var text string
	if err := json.Unmarshal(value, &text); err != nil {
		return err
	}
	switch place.Kind() {
	case reflect.String:
		place.SetString(text)
	case reflect.Float64, reflect.Float32:
		found, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return err
		}
		place.SetFloat(found)
	default:
		found, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return err
		}
		place.SetInt(found)
	}
	return nil
}

func list(features reflect.Value) []any {
	values := make([]any, features.NumField())
	for i := range values {
		values[i] = get(features.Field(i))
	}
	return values
}

func get(place reflect.Value) any {
	switch place.Kind() {
	case reflect.Struct: // an Opt
		if !place.Field(1).Bool() {
			return nil
		}
		return get(place.Field(0))
	case reflect.Slice:
		values := make([]any, place.Len())
		for i := range values {
			values[i] = get(place.Index(i))
		}
		return values
	case reflect.Bool:
		return place.Bool()
	case reflect.String:
		return place.String()
	case reflect.Float64:
		return floatText(place.Float(), math.Float64bits(place.Float()) == 0x7FF8000000000000)
	case reflect.Float32:
		bits := math.Float32bits(float32(place.Float()))
		return floatText(place.Float(), bits == 0x7FC00000)
	}
	return strconv.FormatInt(place.Int(), 10)
}

func floatText(value float64, canonical bool) string {
	switch {
	case math.IsInf(value, 0):
		return map[bool]string{true: "inf", false: "-inf"}[value > 0]
	case value == value:
		return strconv.FormatFloat(value, 'x', -1, 64)
	case canonical:
		return "nan"
	}
	return fmt.Sprintf("nan with bits 0x%x", math.Float64bits(value))
}
