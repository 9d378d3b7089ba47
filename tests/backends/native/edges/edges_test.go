package edges

import (
	"encoding/json"
	"reflect"
	"sync"
	"testing"

	featc "featc.dev/runtime"
)

func good(i int) Row {
	return Row{Name: "Ab" + string(rune('a'+i%26)), Words: []string{"x", "y"}, Since: featc.Timestamp(i) * 3_600_000_000, X: float64(i % 7)}
}

// A list of another length that has broken text too is told once.
func TestOneViolationAField(t *testing.T) {
	row := good(1)
	row.Name = "a\xffb"
	row.Words = []string{"a", "b", "c", "\xff"}
	row.Maybe = featc.Some([]featc.Opt[string]{featc.Null[string](), featc.Some("\xc0\x80")})
	row.Moments = []featc.Timestamp{0, featc.MaxTime + 1}
	want := []featc.Violation{
		{Field: "name", Reason: "BAD_TEXT", Message: "the byte 0xFF at 1 is no UTF-8"},
		{Field: "words", Reason: "WRONG_TYPE", Message: "a list of 4, expected at most 3"},
		{Field: "maybe", Reason: "BAD_TEXT", Message: "[1]: the byte 0xC0 at 0 is no UTF-8"},
		{Field: "moments", Reason: "OUT_OF_RANGE", Message: "[1]: 253402300800000000 is outside 0001-01-01..9999-12-31"},
	}
	if found := Violations(&row); !reflect.DeepEqual(found, want) {
		t.Errorf("%q", found)
	}
}

// What stands beside a null is not looked at.
func TestNullIsNull(t *testing.T) {
	row := good(1)
	row.Maybe = featc.Some([]featc.Opt[string]{{V: "\xff"}})
	row.Late = featc.Opt[featc.Timestamp]{V: featc.MaxTime + 1}
	row.Small = featc.Opt[int32]{V: 99}
	features, err := Transform(&row)
	if err != nil || features.Kept.V[0] != featc.Null[string]() || features.LateBy.OK {
		t.Error(features, err)
	}
}

// An empty list is a list in JSON, whichever way it was made.
func TestEmptyLists(t *testing.T) {
	row := good(0)
	row.Words, row.Maybe = nil, featc.Some[[]featc.Opt[string]](nil)
	features, err := Transform(&row)
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range []any{features.SameWords, features.Turned, features.Kept} {
		if text, err := json.Marshal(list); err != nil || string(text) != "[]" {
			t.Errorf("%s %v", text, err)
		}
	}
}

func TestBatchesOfOddSizes(t *testing.T) {
	if errs := TransformBatch(nil, nil); errs != nil {
		t.Error(errs)
	}
	in, out := []Row{good(0), {Name: "\xff"}, good(2)}, make([]Features, 4)
	out[3].Y = 7
	errs := TransformBatch(in, out)
	if len(errs) != 3 || errs[0] != nil || errs[1] == nil || errs[2] != nil || out[3].Y != 7 {
		t.Error(errs)
	}
	if !reflect.DeepEqual(out[1], Features{}) {
		t.Error(out[1])
	}
	kept := out[:1]
	out[1].Y = 9
	defer func() {
		if recover() == nil || out[1].Y != 9 {
			t.Error("features beyond the end of out were written")
		}
	}()
	TransformBatch(in, kept)
}

// Constants, tables and patterns are made once, and read by all at the same time.
func TestManyAtOnce(t *testing.T) {
	var all sync.WaitGroup
	for worker := range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			for i := range 200 {
				row := good(i)
				features, err := Transform(&row)
				again, _ := Transform(&row)
				if err != nil || !reflect.DeepEqual(features, again) {
					t.Error(worker, i, features, err)
				}
			}
		}()
	}
	all.Wait()
}
