package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strconv"

	"featc.local/flights"
)

// AppendFeatures writes features as a JSON object, in order of declaration, under the names of the .fdl.
//
// Null is null. A float is the shortest number that reads back as the same bits; a float32 is written as the float64 of
// the same value, so that the reader need not know. What JSON has no number for is a text: "NaN", "Infinity",
// "-Infinity", as in protobuf's JSON. Times are texts as well.
func AppendFeatures(to []byte, features *flights.Features) []byte {
	all := reflect.ValueOf(features).Elem()
	before := byte('{')
	for i := range all.NumField() {
		to = append(to, before)
		to = appendText(to, all.Type().Field(i).Tag.Get("json"))
		to = append(to, ':')
		to = appendValue(to, all.Field(i))
		before = ','
	}
	return append(to, '}')
}

func appendValue(to []byte, value reflect.Value) []byte {
	if time, is := value.Interface().(fmt.Stringer); is {
		return appendText(to, time.String())
	}
	switch value.Kind() {
	case reflect.Struct: // a featc.Opt
		if !value.FieldByName("OK").Bool() {
			return append(to, "null"...)
		}
		return appendValue(to, value.FieldByName("V"))
	case reflect.Slice:
		to = append(to, '[')
		for i := range value.Len() {
			if i > 0 {
				to = append(to, ',')
			}
			to = appendValue(to, value.Index(i))
		}
		return append(to, ']')
	case reflect.Bool:
		return strconv.AppendBool(to, value.Bool())
	case reflect.String:
		return appendText(to, value.String())
	case reflect.Float32, reflect.Float64:
		return appendFloat(to, value.Float())
	}
	return strconv.AppendInt(to, value.Int(), 10)
}

func appendFloat(to []byte, value float64) []byte {
	switch {
	case math.IsNaN(value):
		return append(to, `"NaN"`...)
	case math.IsInf(value, 1):
		return append(to, `"Infinity"`...)
	case math.IsInf(value, -1):
		return append(to, `"-Infinity"`...)
	}
	start := len(to)
	to = strconv.AppendFloat(to, value, 'g', -1, 64)
	if !bytes.ContainsAny(to[start:], ".e") {
		to = append(to, ".0"...) // readers in Python take -0 for an integer, which has no sign
	}
	return to
}

func appendText(to []byte, value string) []byte {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err) // a string has a JSON form
	}
	return append(to, text...)
}
