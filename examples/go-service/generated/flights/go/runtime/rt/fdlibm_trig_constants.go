package rt

// Coefficients of fdlibm 5.3's trigonometric functions. Knows no step.
//
// They are netlib's (see NOTICE). A bound is the float64 with the high word that fdlibm compares.
const (
	// sin and cos of angles up to pi/4; of smaller ones than angleTiny the angle itself and 1.
	angleTiny float64 = 0x1p-27
	sinS1     float64 = -1.66666666666666324348e-01
	sinS2     float64 = 8.33333333332248946124e-03
	sinS3     float64 = -1.98412698298579493134e-04
	sinS4     float64 = 2.75573137070700676789e-06
	sinS5     float64 = -2.50507602534068634195e-08
	sinS6     float64 = 1.58969099521155010221e-10
	cosC1     float64 = 4.16666666666666019037e-02
	cosC2     float64 = -1.38888888888741095749e-03
	cosC3     float64 = 2.48015872894767294178e-05
	cosC4     float64 = -2.75573143513906633035e-07
	cosC5     float64 = 2.08757232129817482790e-09
	cosC6     float64 = -1.13596475577881948265e-11
	// From the first on cos takes a quarter of the angle off 1 first, from the second on 0.28125.
	cosFar float64 = 0x1.33333p-2
	cosEnd float64 = 0x1.90001p-1

	// tan of angles up to pi/4; from tanFar on by that of pi/4 less the angle; of smaller ones than 2^-28 the angle
	// itself.
	tanT0   float64 = 3.33333333333334091986e-01
	tanT1   float64 = 1.33333333333201242699e-01
	tanT2   float64 = 5.39682539762260521377e-02
	tanT3   float64 = 2.18694882948595424599e-02
	tanT4   float64 = 8.86323982359930005737e-03
	tanT5   float64 = 3.59207910759131235356e-03
	tanT6   float64 = 1.45620945432529025516e-03
	tanT7   float64 = 5.88041240820264096874e-04
	tanT8   float64 = 2.46463134818469906812e-04
	tanT9   float64 = 7.81794442939557092300e-05
	tanT10  float64 = 7.14072491382608190305e-05
	tanT11  float64 = -1.85586374855275456654e-05
	tanT12  float64 = 2.59073051863633712884e-05
	tanFar  float64 = 0x1.59428p-1
	tanTiny float64 = 0x1p-28

	pi        float64 = 3.14159265358979311600e00
	piLo      float64 = 1.22464679914735317720e-16
	pio2Hi    float64 = 1.57079632679489655800e00
	pio2Lo    float64 = 6.12323399573676603587e-17
	pio4Hi    float64 = 7.85398163397448278999e-01
	threePio4 float64 = 3 * pio4Hi
	pio4Lo    float64 = 3.06161699786838301793e-17

	// asin and acos: of small numbers than 2^-27 asin is the number; from asinFar on it needs no correction.
	asinP0  float64 = 1.66666666666666657415e-01
	asinP1  float64 = -3.25565818622400915405e-01
	asinP2  float64 = 2.01212532134862925881e-01
	asinP3  float64 = -4.00555345006794114027e-02
	asinP4  float64 = 7.91534994289814532176e-04
	asinP5  float64 = 3.47933107596021167570e-05
	asinQ1  float64 = -2.40339491173441421878e00
	asinQ2  float64 = 2.02094576023350569471e00
	asinQ3  float64 = -6.88283971605453293030e-01
	asinQ4  float64 = 7.70381505559019352791e-02
	asinFar float64 = 0x1.f3333p-1

	// atan: the polynomial; then for numbers near 0.5, 1, 1.5 and infinity the arc of that in two parts.
	atanA0  float64 = 3.33333333333329318027e-01
	atanA1  float64 = -1.99999999998764832476e-01
	atanA2  float64 = 1.42857142725034663711e-01
	atanA3  float64 = -1.11111104054623557880e-01
	atanA4  float64 = 9.09088713343650656196e-02
	atanA5  float64 = -7.69187620504482999495e-02
	atanA6  float64 = 6.66107313738753120669e-02
	atanA7  float64 = -5.83357013379057348645e-02
	atanA8  float64 = 4.97687799461593236017e-02
	atanA9  float64 = -3.65315727442169155270e-02
	atanA10 float64 = 1.62858201153657823623e-02
)

var (
	atanHi = [4]float64{4.63647609000806093515e-01, 7.85398163397448278999e-01, 9.82793723247329054082e-01, pio2Hi}
	atanLo = [4]float64{2.26987774529616870924e-17, 3.06161699786838301793e-17, 1.39033110312309984516e-17, pio2Lo}
)
