package edge

import (
	"math"

	featc "featc.dev/runtime"
)

// With S, the smallest subnormal number, 3 S + 5 S is 8 S, and 0 where subnormals are flushed to zero: its bits are
// looked at, for comparisons may take them as zero too. A sum half way between two numbers is the even one: that below,
// from 1 on, and that above, from the number behind 1 on. These are sums because some processors take a hundred times
// as long for products of subnormals, and variables, so that no compiler works them out.
var (
	threeS    = math.Float64frombits(3)
	fiveS     = math.Float64frombits(5)
	one       = 1.0
	behindOne = 1.0 + 0x1p-52
	halfStep  = 0x1p-53
)

// Exact is whether the calling thread's floating point is IEEE arithmetic: C code of the process may have told the
// processor to flush subnormal numbers to zero, or to round other than to nearest.
func Exact() bool {
	return math.Float64bits(threeS+fiveS) == 8 && one+halfStep == one && behindOne+halfStep > behindOne
}

// Fault is the error where arithmetic is not exact.
func Fault() error {
	return &featc.EnvironmentFault{Message: "this thread flushes subnormal numbers to zero or does not round to " +
		"nearest, so results would differ from those of other processes; C code in this process has set the " +
		"processor so (built with -ffast-math, or by fesetround): find it and rebuild it without"}
}
