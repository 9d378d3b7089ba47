/* The numbers of fdlibm 5.3, made by tools/make_native_constants.py of featc_runtime/scalar. Knows no step. */
#ifndef FEATC_CONSTANTS_H
#define FEATC_CONSTANTS_H

#include <stdint.h>

/* some systems' math.h has macros of these names */
#undef OVERFLOW
#undef UNDERFLOW

/* fdlibm_constants */
#define LN2 0x1.62e42fefa39efp-1
#define LN2_HI 0x1.62e42fee00000p-1
#define LN2_LO 0x1.a39ef35793c76p-33
#define INV_LN2 0x1.71547652b82fep+0
#define TINY_NORMAL 0x1.0000000000000p-1022
#define LARGEST 0x1.fffffffffffffp+1023
#define OVERFLOW 0x1.62e42fefa39efp+9
#define UNDERFLOW (-0x1.74910d52d3051p+9)
#define HALF_LN2 0x1.62e4300000000p-2
#define LN2_56 0x1.3687a00000000p+5
#define P1 0x1.555555555553ep-3
#define P2 (-0x1.6c16c16bebd93p-9)
#define P3 0x1.1566aaf25de2cp-14
#define P4 (-0x1.bbd41c5d26bf1p-20)
#define P5 0x1.6376972bea4d0p-25
#define Q1 (-0x1.11111111110f4p-5)
#define Q2 0x1.a01a019fe5585p-10
#define Q3 (-0x1.4ce199eaadbb7p-14)
#define Q4 0x1.0cfca86e65239p-18
#define Q5 (-0x1.afdb76e09c32dp-23)
#define LG1 0x1.5555555555593p-1
#define LG2 0x1.999999997fa04p-2
#define LG3 0x1.2492494229359p-2
#define LG4 0x1.c71c51d8e78afp-3
#define LG5 0x1.7466496cb03dep-3
#define LG6 0x1.39a09d078c69fp-3
#define LG7 0x1.2f112df3e5244p-3
#define LOG_SPLIT 0x1.6a09c00000000p+0
#define LOG1P_SPLIT 0x1.6a09e00000000p+0
#define LOG_HIGH 0x1.851e800000000p-2
#define LOG_LOW (-0x1.28f5c00000000p-2)
#define LOG1P_LOW (-0x1.2bec400000000p-2)
#define LOG1P_HIGH 0x1.a827a00000000p-2
#define INV_LN10 0x1.bcb7b1526e50ep-2
#define LOG10_2_HI 0x1.34413509f6000p-2
#define LOG10_2_LO 0x1.9fef311f12b36p-42
#define INV_LN2_HI 0x1.7154765200000p+0
#define INV_LN2_LO 0x1.705fc2eefa200p-33
#define L1 0x1.3333333333303p-1
#define L2 0x1.b6db6db6fabffp-2
#define L3 0x1.55555518f264dp-2
#define L4 0x1.17460a91d4101p-2
#define L5 0x1.d864a93c9db65p-3
#define L6 0x1.a7e284a454eefp-3
#define LG2_H 0x1.62e4300000000p-1
#define LG2_L (-0x1.05c610ca86c39p-29)
#define OVT 0x1.71547652b82fep-54
#define CP 0x1.ec709dc3a03fdp-1
#define CP_H 0x1.ec709e0000000p-1
#define CP_L (-0x1.e2fe0145b01f5p-28)
#define DP_H 0x1.2b80340000000p-1
#define DP_L 0x1.cfdeb43cfd006p-27
#define IVLN2_H 0x1.7154760000000p+0
#define IVLN2_L 0x1.4ae0bf85ddf44p-26
#define POW_ONE 0x1.3988f00000000p+0
#define POW_HALVE 0x1.bb67a00000000p+0
#define POW_FAR 0x1.0000100000000p+31
#define POW_VERY_FAR 0x1.0000100000000p+64

/* fdlibm_trig_constants */
#define TINY 0x1.0000000000000p-27
#define S1 (-0x1.5555555555549p-3)
#define S2 0x1.111111110f8a6p-7
#define S3 (-0x1.a01a019c161d5p-13)
#define S4 0x1.71de357b1fe7dp-19
#define S5 (-0x1.ae5e68a2b9cebp-26)
#define S6 0x1.5d93a5acfd57cp-33
#define C1 0x1.555555555554cp-5
#define C2 (-0x1.6c16c16c15177p-10)
#define C3 0x1.a01a019cb1590p-16
#define C4 (-0x1.27e4f809c52adp-22)
#define C5 0x1.1ee9ebdb4b1c4p-29
#define C6 (-0x1.8fae9be8838d4p-37)
#define COS_FAR 0x1.3333300000000p-2
#define COS_END 0x1.9000100000000p-1
static const double TAN[] = {0x1.5555555555563p-2, 0x1.111111110fe7ap-3, 0x1.ba1ba1bb341fep-5, 0x1.664f48406d637p-6, 0x1.226e3e96e8493p-7, 0x1.d6d22c9560328p-9, 0x1.7dbc8fee08315p-10, 0x1.344d8f2f26501p-11, 0x1.026f71a8d1068p-12, 0x1.47e88a03792a6p-14, 0x1.2b80f32f0a7e9p-14, (-0x1.375cbdb605373p-16), 0x1.b2a7074bf7ad4p-16};
#define TAN_FAR 0x1.5942800000000p-1
#define TAN_TINY 0x1.0000000000000p-28
#define PI 0x1.921fb54442d18p+1
#define PI_LO 0x1.1a62633145c07p-53
#define PIO2_HI 0x1.921fb54442d18p+0
#define PIO2_LO 0x1.1a62633145c07p-54
#define PIO4_HI 0x1.921fb54442d18p-1
#define PIO4_LO 0x1.1a62633145c07p-55
#define PS0 0x1.5555555555555p-3
#define PS1 (-0x1.4d61203eb6f7dp-2)
#define PS2 0x1.9c1550e884455p-3
#define PS3 (-0x1.48228b5688f3bp-5)
#define PS4 0x1.9efe07501b288p-11
#define PS5 0x1.23de10dfdf709p-15
#define QS1 (-0x1.33a271c8a2d4bp+1)
#define QS2 0x1.02ae59c598ac8p+1
#define QS3 (-0x1.6066c1b8d0159p-1)
#define QS4 0x1.3b8c5b12e9282p-4
#define ASIN_FAR 0x1.f333300000000p-1
static const double AT[] = {0x1.555555555550dp-2, (-0x1.999999998ebc4p-3), 0x1.24924920083ffp-3, (-0x1.c71c6fe231671p-4), 0x1.745cdc54c206ep-4, (-0x1.3b0f2af749a6dp-4), 0x1.10d66a0d03d51p-4, (-0x1.dde2d52defd9ap-5), 0x1.97b4b24760debp-5, (-0x1.2b4442c6a6c2fp-5), 0x1.0ad3ae322da11p-6};
static const double ATAN_HI[] = {0x1.dac670561bb4fp-2, 0x1.921fb54442d18p-1, 0x1.f730bd281f69bp-1, 0x1.921fb54442d18p+0};
static const double ATAN_LO[] = {0x1.a2b7f222f65e2p-56, 0x1.1a62633145c07p-55, 0x1.007887af0cbbdp-56, 0x1.1a62633145c07p-54};

/* fdlibm_rem_pio2 */
static const uint32_t TWO_OVER_PI[] = {10680707, 7228996, 1387004, 2578385, 16069853, 12639074, 9804092, 4427841, 16666979, 11263675, 12935607, 2387514, 4345298, 14681673, 3074569, 13734428, 16653803, 1880361, 10960616, 8533493, 3062596, 8710556, 7349940, 6258241, 3772886, 3769171, 3798172, 8675211, 12450088, 3874808, 9961438, 366607, 15675153, 9132554, 7151469, 3571407, 2607881, 12013382, 4155038, 6285869, 7677882, 13102053, 15825725, 473591, 9065106, 15363067, 6271263, 9264392, 5636912, 4652155, 7056368, 13614112, 10155062, 1944035, 9527646, 15080200, 6658437, 6231200, 6832269, 16767104, 5075751, 3212806, 1398474, 7579849, 6349435, 12618859};
static const double PIO2[] = {0x1.921fb40000000p+0, 0x1.4442d00000000p-24, 0x1.8469880000000p-48, 0x1.8cc5160000000p-72, 0x1.01b8380000000p-96};
#define INV_PIO2 0x1.45f306dc9c883p-1
#define PIO2_1 0x1.921fb54400000p+0
#define PIO2_1T 0x1.0b4611a626331p-34
#define PIO2_2 0x1.0b4611a600000p-34
#define PIO2_2T 0x1.3198a2e037073p-69
#define PIO2_3 0x1.3198a2e000000p-69
#define PIO2_3T 0x1.b839a252049c1p-104
#define QUARTER 0x1.921fc00000000p-1
#define MEDIUM 0x1.921fc00000000p+20
static const uint32_t HIGH_WORDS[] = {0, 1073291771, 1074340347, 1074977148, 1075388923, 1075800698, 1076025724, 1076231611, 1076437499, 1076643386, 1076849274, 1076971356, 1077074300, 1077177244, 1077280187, 1077383131, 1077486075, 1077589019, 1077691962, 1077794906, 1077897850, 1077968460, 1078019932, 1078071404, 1078122876, 1078174348, 1078225820, 1078277292, 1078328763, 1078380235, 1078431707, 1078483179};

/* fdlibm_erf_constants */
#define ERX 0x1.b0ac160000000p-1
#define EFX 0x1.06eba8214db69p-3
#define EFX8 0x1.06eba8214db69p+0
static const double PP[] = {0x1.06eba8214db68p-3, (-0x1.4cd7d691cb913p-2), (-0x1.d2a51dbd7194fp-6), (-0x1.7a291236668e4p-8), (-0x1.8ead6120016acp-16)};
static const double QQ[] = {0x1.97779cddadc09p-2, 0x1.0a54c5536cebap-4, 0x1.4d022c4d36b0fp-8, 0x1.15dc9221c1a10p-13, (-0x1.09c4342a26120p-18)};
static const double PA[] = {(-0x1.359b8bef77538p-9), 0x1.a8d00ad92b34dp-2, (-0x1.7d240fbb8c3f1p-2), 0x1.45fca805120e4p-2, (-0x1.c63983d3e28ecp-4), 0x1.22a36599795ebp-5, (-0x1.1bf380a96073fp-9)};
static const double QA[] = {0x1.b3e6618eee323p-4, 0x1.14af092eb6f33p-1, 0x1.2635cd99fe9a7p-4, 0x1.02660e763351fp-3, 0x1.bedc26b51dd1cp-7, 0x1.88b545735151dp-7};
static const double RA[] = {(-0x1.43412600d6435p-7), (-0x1.63416e4ba7360p-1), (-0x1.51e0441b0e726p+3), (-0x1.f300ae4cba38dp+5), (-0x1.44cb184282266p+7), (-0x1.7135cebccabb2p+7), (-0x1.4526557e4d2f2p+6), (-0x1.3a0efc69ac25cp+3)};
static const double SA[] = {0x1.3a6b9bd707687p+4, 0x1.1350c526ae721p+7, 0x1.b290dd58a1a71p+8, 0x1.42b1921ec2868p+9, 0x1.ad02157700314p+8, 0x1.b28a3ee48ae2cp+6, 0x1.a47ef8e484a93p+2, (-0x1.eeff2ee749a62p-5)};
static const double RB[] = {(-0x1.4341239e86f4ap-7), (-0x1.993ba70c285dep-1), (-0x1.1c209555f995ap+4), (-0x1.4145d43c5ed98p+7), (-0x1.3ec881375f228p+9), (-0x1.004616a2e5992p+10), (-0x1.e384e9bdc383fp+8)};
static const double SB[] = {0x1.e568b261d5190p+4, 0x1.45cae221b9f0ap+8, 0x1.802eb189d5118p+10, 0x1.8ffb7688c246ap+11, 0x1.3f219cedf3be6p+11, 0x1.da874e79fe763p+8, (-0x1.670e242712d62p+4)};
#define ERF_FAR 0x1.6db6e00000000p+1
#define ERF_SCALED 0x1.0000000000000p-1015

/* fdlibm_hyperbolic */
#define HALVED 0x1.62e4200000000p+9
#define SINH_OVERFLOW 0x1.633ce8fb9f87dp+9
#define BEYOND_2 0x1.0000100000000p+1
#define ASINH_FAR 0x1.0000100000000p+28
#define ACOSH_FAR 0x1.0000000000000p+28

/* fdlibm_roots */
#define CBRT_NORMAL 715094163
#define CBRT_SUBNORMAL 696219795
#define CBRT_C 0x1.15f15f15f15f1p-1
#define CBRT_D (-0x1.691de2532c834p-1)
#define CBRT_E 0x1.6a0ea0ea0ea0fp+0
#define CBRT_F 0x1.9b6db6db6db6ep+0
#define CBRT_G 0x1.6db6db6db6db7p-2
#define HYPOT_APART 62914560
#define HYPOT_HIGH 1596981248
#define HYPOT_LOW 548405248

/* fdlibm_pow */
#define SQRT2 0x1.6a09e667f3bcdp+0

#endif
