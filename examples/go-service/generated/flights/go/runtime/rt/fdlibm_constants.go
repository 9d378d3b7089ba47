package rt

// The numbers of fdlibm 5.3. Knows no step of any algorithm.
//
// Coefficients are netlib's (see NOTICE); log2's are those of FreeBSD's msun, which descends from it. fdlibm branches
// on the high 32 bits of a float64; a bound here is the float64 whose high word is the next one, so that a < bound
// says the same.
//
// Constants have a type, so that an expression of two of them is rounded as one of variables.
const (
	ln2        float64 = 6.93147180559945286227e-01
	ln2Hi      float64 = 6.93147180369123816490e-01
	ln2Lo      float64 = 1.90821492927058770002e-10
	invLn2     float64 = 1.44269504088896338700e00
	tinyNormal float64 = 0x1p-1022

	// exp and expm1: where they overflow and underflow; half of ln 2 as the high word tells it.
	expOverflow  float64 = 7.09782712893383973096e02
	expUnderflow float64 = -7.45133219101941108420e02
	halfLn2      float64 = 0x1.62e43p-2
	// From here on expm1(-x) is -1.
	ln2Times56 float64 = 0x1.3687ap+5

	expP1 float64 = 1.66666666666666019037e-01
	expP2 float64 = -2.77777777770155933842e-03
	expP3 float64 = 6.61375632143793436117e-05
	expP4 float64 = -1.65339022054652515390e-06
	expP5 float64 = 4.13813679705723846039e-08

	expm1Q1 float64 = -3.33333333333331316428e-02
	expm1Q2 float64 = 1.58730158725481460165e-03
	expm1Q3 float64 = -7.93650757867487942473e-05
	expm1Q4 float64 = 4.00821782732936239552e-06
	expm1Q5 float64 = -2.01099218183624371326e-07

	// log, log1p, log2, log10.
	logL1 float64 = 6.666666666666735130e-01
	logL2 float64 = 3.999999999940941908e-01
	logL3 float64 = 2.857142874366239149e-01
	logL4 float64 = 2.222219843214978396e-01
	logL5 float64 = 1.818357216161805012e-01
	logL6 float64 = 1.531383769920937332e-01
	logL7 float64 = 1.479819860511658591e-01
	// Above this mantissa log halves the number, and above the second one log1p does.
	logSplit   float64 = 0x1.6a09cp+0
	log1pSplit float64 = 0x1.6a09ep+0
	// log takes hfsq into account from the first bound on and below the second.
	logHigh float64 = 0x1.851e8p-2
	logLow  float64 = -0x1.28f5cp-2
	// log1p takes x itself as f between these two (the lower one excluded).
	log1pLow  float64 = -0x1.2bec4p-2
	log1pHigh float64 = 0x1.a827ap-2

	invLn10  float64 = 4.34294481903251816668e-01
	log102Hi float64 = 3.01029995663611771306e-01
	log102Lo float64 = 3.69423907715893078616e-13

	invLn2Hi float64 = 1.44269504072144627571e00
	invLn2Lo float64 = 1.67517131648865118353e-10

	// pow.
	powL1       float64 = 5.99999999999994648725e-01
	powL2       float64 = 4.28571428578550184252e-01
	powL3       float64 = 3.33333329818377432918e-01
	powL4       float64 = 2.72728123808534006489e-01
	powL5       float64 = 2.30660745775561754067e-01
	powL6       float64 = 2.06975017800338417784e-01
	powLn2Hi    float64 = 6.93147182464599609375e-01
	powLn2Lo    float64 = -1.90465429995776804525e-09
	powOvt      float64 = 8.0085662595372944372e-0017
	powCp       float64 = 9.61796693925975554329e-01
	powCpHi     float64 = 9.61796700954437255859e-01
	powCpLo     float64 = -7.02846165095275826516e-09
	powDpHi     float64 = 5.84962487220764160156e-01
	powDpLo     float64 = 1.35003920212974897128e-08
	powInvLn2Hi float64 = 1.44269502162933349609e00
	powInvLn2Lo float64 = 1.92596299112661746887e-08
	// Mantissas below the first are compared with 1, below the second with 1.5, the others are halved.
	powOne   float64 = 0x1.3988fp+0
	powHalve float64 = 0x1.bb67ap+0
	// Powers beyond ±this go another way (the first float64 whose high word is above that of 2^31).
	powFar     float64 = 0x1.00001p+31
	powVeryFar float64 = 0x1.00001p+64
	// Numbers so near to 1 that such a power leaves them finite.
	powNearLow  float64 = 1 - 0x1p-21
	powNearHigh float64 = 1 + 0x1p-20
	sqrt2       float64 = 0x1.6a09e667f3bcdp+0
)
