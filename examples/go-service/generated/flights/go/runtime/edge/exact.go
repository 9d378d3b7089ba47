package edge

import (
	"math"

	featc "featc.dev/runtime"
)

// With S, the smallest subnormal number, 3 S / 2 and 5 S / 2 both round to 2 S, as ties go to even. Rounding up makes
// 2 S + 3 S of their sum, rounding down or toward zero 1 S + 2 S, flushing to zero 0. Scaled, for comparisons may take
// subnormals as zero too. They are variables, so that no compiler works it out.
var (
	threeS      = math.Float64frombits(3)
	fiveS       = math.Float64frombits(5)
	half        = 0.5
	scale       = math.Ldexp(1, 1000)
	fourSScaled = math.Ldexp(1, -72)
)

// Exact is whether the calling thread's floating point is IEEE arithmetic: C code of the process may have told the
// processor to flush subnormal numbers to zero, or to round other than to nearest.
func Exact() bool {
	return float64((float64(threeS*half)+float64(fiveS*half))*scale) == fourSScaled
}

// Fault is the error where arithmetic is not exact.
func Fault() error {
	return &featc.EnvironmentFault{Message: "this thread flushes subnormal numbers to zero or does not round to " +
		"nearest, so results would differ from those of other processes; C code in this process has set the " +
		"processor so (built with -ffast-math, or by fesetround): find it and rebuild it without"}
}
