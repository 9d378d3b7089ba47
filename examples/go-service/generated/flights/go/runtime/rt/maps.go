package rt

// Values looked up in a literal map (SEMANTICS.md#categories). Knows no nulls.
//
// A literal map comes prepared as a Go map, with the default beside it where there is one.

// MapOr is a literal map and the value of the keys that it lacks.
type MapOr[K int64 | string, V Item] struct {
	table map[K]V
	or    V
}

func mapped[K int64 | string, V Item](x K, table map[K]V) Opt[V] {
	value, ok := table[x]
	return Opt[V]{value, ok}
}

func mappedOr[K int64 | string, V Item](x K, table *MapOr[K, V]) V {
	if value, ok := table.table[x]; ok {
		return value
	}
	return table.or
}

func tableOf[K int64 | string, V Item](pairs []Entry[K, V]) map[K]V {
	table := make(map[K]V, len(pairs))
	for _, pair := range pairs {
		table[pair.Key] = pair.Value
	}
	return table
}

// MapStringBool is the value of the key x, or null.
func MapStringBool(x string, table map[string]bool) Opt[bool] { return mapped(x, table) }

// MapStringInt64 is the value of the key x, or null.
func MapStringInt64(x string, table map[string]int64) Opt[int64] { return mapped(x, table) }

// MapStringFloat64 is the value of the key x, or null.
func MapStringFloat64(x string, table map[string]float64) Opt[float64] { return mapped(x, table) }

// MapStringString is the value of the key x, or null.
func MapStringString(x string, table map[string]string) Opt[string] { return mapped(x, table) }

// MapInt64Bool is the value of the key x, or null.
func MapInt64Bool(x int64, table map[int64]bool) Opt[bool] { return mapped(x, table) }

// MapInt64Int64 is the value of the key x, or null.
func MapInt64Int64(x int64, table map[int64]int64) Opt[int64] { return mapped(x, table) }

// MapInt64Float64 is the value of the key x, or null.
func MapInt64Float64(x int64, table map[int64]float64) Opt[float64] { return mapped(x, table) }

// MapInt64String is the value of the key x, or null.
func MapInt64String(x int64, table map[int64]string) Opt[string] { return mapped(x, table) }

// MapOrStringBool is the value of the key x, or the default.
func MapOrStringBool(x string, table *MapOr[string, bool]) bool { return mappedOr(x, table) }

// MapOrStringInt64 is the value of the key x, or the default.
func MapOrStringInt64(x string, table *MapOr[string, int64]) int64 { return mappedOr(x, table) }

// MapOrStringFloat64 is the value of the key x, or the default.
func MapOrStringFloat64(x string, table *MapOr[string, float64]) float64 { return mappedOr(x, table) }

// MapOrStringString is the value of the key x, or the default.
func MapOrStringString(x string, table *MapOr[string, string]) string { return mappedOr(x, table) }

// MapOrInt64Bool is the value of the key x, or the default.
func MapOrInt64Bool(x int64, table *MapOr[int64, bool]) bool { return mappedOr(x, table) }

// MapOrInt64Int64 is the value of the key x, or the default.
func MapOrInt64Int64(x int64, table *MapOr[int64, int64]) int64 { return mappedOr(x, table) }

// MapOrInt64Float64 is the value of the key x, or the default.
func MapOrInt64Float64(x int64, table *MapOr[int64, float64]) float64 { return mappedOr(x, table) }

// MapOrInt64String is the value of the key x, or the default.
func MapOrInt64String(x int64, table *MapOr[int64, string]) string { return mappedOr(x, table) }

// PrepareMapStringBool makes the table of MapStringBool.
func PrepareMapStringBool(pairs []Entry[string, bool]) map[string]bool { return tableOf(pairs) }

// PrepareMapStringInt64 makes the table of MapStringInt64.
func PrepareMapStringInt64(pairs []Entry[string, int64]) map[string]int64 { return tableOf(pairs) }

// PrepareMapStringFloat64 makes the table of MapStringFloat64.
func PrepareMapStringFloat64(pairs []Entry[string, float64]) map[string]float64 {
	return tableOf(pairs)
}

// PrepareMapStringString makes the table of MapStringString.
func PrepareMapStringString(pairs []Entry[string, string]) map[string]string { return tableOf(pairs) }

// PrepareMapInt64Bool makes the table of MapInt64Bool.
func PrepareMapInt64Bool(pairs []Entry[int64, bool]) map[int64]bool { return tableOf(pairs) }

// PrepareMapInt64Int64 makes the table of MapInt64Int64.
func PrepareMapInt64Int64(pairs []Entry[int64, int64]) map[int64]int64 { return tableOf(pairs) }

// PrepareMapInt64Float64 makes the table of MapInt64Float64.
func PrepareMapInt64Float64(pairs []Entry[int64, float64]) map[int64]float64 { return tableOf(pairs) }

// PrepareMapInt64String makes the table of MapInt64String.
func PrepareMapInt64String(pairs []Entry[int64, string]) map[int64]string { return tableOf(pairs) }

// PrepareMapOrStringBool makes the table of MapOrStringBool.
func PrepareMapOrStringBool(pairs []Entry[string, bool], or bool) *MapOr[string, bool] {
	return &MapOr[string, bool]{tableOf(pairs), or}
}

// PrepareMapOrStringInt64 makes the table of MapOrStringInt64.
func PrepareMapOrStringInt64(pairs []Entry[string, int64], or int64) *MapOr[string, int64] {
	return &MapOr[string, int64]{tableOf(pairs), or}
}

// PrepareMapOrStringFloat64 makes the table of MapOrStringFloat64.
func PrepareMapOrStringFloat64(pairs []Entry[string, float64], or float64) *MapOr[string, float64] {
	return &MapOr[string, float64]{tableOf(pairs), or}
}

// PrepareMapOrStringString makes the table of MapOrStringString.
func PrepareMapOrStringString(pairs []Entry[string, string], or string) *MapOr[string, string] {
	return &MapOr[string, string]{tableOf(pairs), or}
}

// PrepareMapOrInt64Bool makes the table of MapOrInt64Bool.
func PrepareMapOrInt64Bool(pairs []Entry[int64, bool], or bool) *MapOr[int64, bool] {
	return &MapOr[int64, bool]{tableOf(pairs), or}
}

// PrepareMapOrInt64Int64 makes the table of MapOrInt64Int64.
func PrepareMapOrInt64Int64(pairs []Entry[int64, int64], or int64) *MapOr[int64, int64] {
	return &MapOr[int64, int64]{tableOf(pairs), or}
}

// PrepareMapOrInt64Float64 makes the table of MapOrInt64Float64.
func PrepareMapOrInt64Float64(pairs []Entry[int64, float64], or float64) *MapOr[int64, float64] {
	return &MapOr[int64, float64]{tableOf(pairs), or}
}

// PrepareMapOrInt64String makes the table of MapOrInt64String.
func PrepareMapOrInt64String(pairs []Entry[int64, string], or string) *MapOr[int64, string] {
	return &MapOr[int64, string]{tableOf(pairs), or}
}
