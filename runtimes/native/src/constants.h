/* The numbers of fdlibm 5.3, made by tools/make_native_constants.py of featc_runtime/scalar. Knows no step. */
#ifndef FEATC_CONSTANTS_H
#define FEATC_CONSTANTS_H

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

#endif
