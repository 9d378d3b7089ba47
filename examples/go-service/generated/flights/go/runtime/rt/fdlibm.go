package rt

// Elementary functions of single values, by fdlibm 5.3's algorithms (SEMANTICS.md#maths), in the files fdlibm_*.go.
//
// The bits are those of java.lang.StrictMath. Every operation and its order is fdlibm's (log2: FreeBSD msun's); only
// bit moves are written otherwise where another exact step says the same: scaling by an addition to the exponent, a
// bound on a high word as a bound on the value. Nothing of package math is used but what IEEE 754 defines to the bit.
// Every product that is added to is rounded first, by a conversion.
