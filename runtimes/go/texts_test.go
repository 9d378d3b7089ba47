package featc_test

import (
	"encoding/json"
	"testing"

	featc "featc.dev/runtime"
)

type row struct {
	At    featc.Timestamp            `json:"at"`
	Civil featc.Opt[featc.DateTime]  `json:"civil"`
	Day   featc.Opt[featc.Date]      `json:"day"`
	Long  featc.Duration             `json:"long"`
	Count featc.Opt[int64]           `json:"count"`
	Tags  featc.Opt[[]string]        `json:"tags"`
	Holes []featc.Opt[float64]       `json:"holes"`
	None  featc.Opt[featc.Timestamp] `json:"none"`
}

func TestRowsAreJSON(t *testing.T) {
	const text = `{"at":"1969-12-31T23:59:59.999999Z","civil":"9999-12-31T23:59:59.5","day":"0001-01-01","long":-1,` +
		`"count":9007199254740993,"tags":["é",""],"holes":[null,-0,1e+300],"none":null}`
	var found row
	if err := json.Unmarshal([]byte(text), &found); err != nil {
		t.Fatal(err)
	}
	if found.At != -1 || found.Civil.V != featc.MaxTime-499_999 || found.Day.V != featc.MinDate || found.None.OK {
		t.Errorf("%+v", found)
	}
	again, err := json.Marshal(found)
	if string(again) != text || err != nil {
		t.Errorf("%s, %v", again, err)
	}
}

func TestTextsThatAreNoTimes(t *testing.T) {
	parsers := map[string]func(string) error{
		"timestamp": func(s string) error { _, err := featc.ParseTimestamp(s); return err },
		"civil":     func(s string) error { _, err := featc.ParseDateTime(s); return err },
		"date":      func(s string) error { _, err := featc.ParseDate(s); return err },
	}
	for kind, texts := range map[string][]string{
		"timestamp": {"", "Z", "2013-01-01T00:00:00", "2013-02-29T00:00:00Z", "0001-01-01T00:00:00+00:01",
			"2013-01-01T00:00:00.0000001Z", "2013-01-01", " 2013-01-01T00:00:00Z"},
		"civil": {"", "2013-01-01T00:00:00Z", "2013-01-01T00:00:00+01:00", "2013-01-01t00:00:00", "2013-01-01T24:00:00",
			"2013-01-01T00:00:00.", "2013-01-01 00:00:00", "0000-01-01T00:00:00"},
		"date": {"", "2013-1-1", "2013-02-29", "2013-01-01T", "02013-01-01", "2013-01-01T00:00:00Z"},
	} {
		for _, text := range texts {
			if parsers[kind](text) == nil {
				t.Errorf("%q is taken for a %s", text, kind)
			}
		}
	}
}
