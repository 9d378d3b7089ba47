package rt

// Operations on values as categories (SEMANTICS.md#categories). Knows no operator of another family.
//
// A literal table comes prepared as a map from item to position.

// positions is the position of each item of a literal table that has no item twice.
func positions[K int64 | string](items []K) map[K]int64 {
	table := make(map[K]int64, len(items))
	for position, item := range items {
		table[item] = int64(position)
	}
	return table
}

// CutInt64 is how many of the ascending edges are not above x; closed on the right, how many are below x.
func CutInt64(x int64, edges []int64, closed string) int64 {
	return bisected(x, edges, closed)
}

// CutFloat64 is the same for floats; null for NaN.
func CutFloat64(x float64, edges []float64, closed string) Opt[int64] {
	if x != x {
		return Opt[int64]{}
	}
	return Some(bisected(x, edges, closed))
}

func bisected[T int64 | float64](x T, edges []T, closed string) int64 {
	low, high := 0, len(edges)
	if closed == "left" {
		for low < high {
			middle := int(uint(low+high) / 2)
			if edges[middle] <= x {
				low = middle + 1
			} else {
				high = middle
			}
		}
		return int64(low)
	}
	for low < high {
		middle := int(uint(low+high) / 2)
		if edges[middle] < x {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return int64(low)
}

// IndexOfString is the position of x in the table, or null.
func IndexOfString(x string, table map[string]int64) Opt[int64] {
	position, ok := table[x]
	return Opt[int64]{position, ok}
}

// IndexOfInt64 is the position of x in the table, or null.
func IndexOfInt64(x int64, table map[int64]int64) Opt[int64] {
	position, ok := table[x]
	return Opt[int64]{position, ok}
}

// OneHotString is, for each item of the table, whether x is that item; all false for an unseen x.
func OneHotString(x string, table map[string]int64) List[bool] {
	return oneHot(x, table)
}

// OneHotInt64 is, for each item of the table, whether x is that item; all false for an unseen x.
func OneHotInt64(x int64, table map[int64]int64) List[bool] {
	return oneHot(x, table)
}

func oneHot[K int64 | string](x K, table map[K]int64) List[bool] {
	row := make([]bool, len(table))
	if position, ok := table[x]; ok {
		row[position] = true
	}
	return List[bool]{Items: row}
}

// MultiHotString is, for each item of the table, whether the list has it; null elements are no item.
func MultiHotString(x List[string], table map[string]int64) List[bool] {
	return multiHot(x, table)
}

// MultiHotInt64 is, for each item of the table, whether the list has it; null elements are no item.
func MultiHotInt64(x List[int64], table map[int64]int64) List[bool] {
	return multiHot(x, table)
}

func multiHot[K int64 | string](x List[K], table map[K]int64) List[bool] {
	row := make([]bool, len(table))
	for i, item := range x.Items {
		if position, ok := table[item]; ok && !x.IsNull(i) {
			row[position] = true
		}
	}
	return List[bool]{Items: row}
}

// HashBucketString is XXH64 with seed 0 of x's UTF-8 bytes, unsigned, modulo buckets.
func HashBucketString(x string, buckets int64) int64 {
	return int64(hashString(x) % uint64(buckets))
}

// HashBucketInt64 is XXH64 with seed 0 of x's 8 little-endian bytes, unsigned, modulo buckets.
func HashBucketInt64(x, buckets int64) int64 {
	return int64(hashInt64(x) % uint64(buckets))
}

// PrepareIndexOfString makes the table of IndexOfString.
func PrepareIndexOfString(items []string) map[string]int64 { return positions(items) }

// PrepareIndexOfInt64 makes the table of IndexOfInt64.
func PrepareIndexOfInt64(items []int64) map[int64]int64 { return positions(items) }

// PrepareOneHotString makes the table of OneHotString.
func PrepareOneHotString(items []string) map[string]int64 { return positions(items) }

// PrepareOneHotInt64 makes the table of OneHotInt64.
func PrepareOneHotInt64(items []int64) map[int64]int64 { return positions(items) }

// PrepareMultiHotString makes the table of MultiHotString.
func PrepareMultiHotString(items []string) map[string]int64 { return positions(items) }

// PrepareMultiHotInt64 makes the table of MultiHotInt64.
func PrepareMultiHotInt64(items []int64) map[int64]int64 { return positions(items) }
