package dev.featc.runtime;

/**
 * Coefficients of fdlibm 5.3's error function. Knows no step.
 *
 * <p>They are netlib's (see NOTICE): of each pair of tables the first is a polynomial from its constant term on, the
 * second one whose constant term is 1, from the next on.
 */
final class FdlibmErfConstants {
    static final double ERX = 8.45062911510467529297e-01;
    static final double EFX = 1.28379167095512586316e-01;
    static final double EFX8 = 1.02703333676410069053e00;
    // Below 0.84375: of x * x.
    static final double[] PP = {
        1.28379167095512558561e-01,
        -3.25042107247001499370e-01,
        -2.84817495755985104766e-02,
        -5.77027029648944159157e-03,
        -2.37630166566501626084e-05,
    };
    static final double[] QQ = {
        3.97917223959155352819e-01,
        6.50222499887672944485e-02,
        5.08130628187576562776e-03,
        1.32494738004321644526e-04,
        -3.96022827877536812320e-06,
    };
    // Below 1.25: of x - 1.
    static final double[] PA = {
        -2.36211856075265944077e-03,
        4.14856118683748331666e-01,
        -3.72207876035701323847e-01,
        3.18346619901161753674e-01,
        -1.10894694282396677476e-01,
        3.54783043256182359371e-02,
        -2.16637559486879084300e-03,
    };
    static final double[] QA = {
        1.06420880400844228286e-01,
        5.40397917702171048937e-01,
        7.18286544141962662868e-02,
        1.26171219808761642112e-01,
        1.36370839120290507362e-02,
        1.19844998467991074170e-02,
    };
    // Below 1 / 0.35: of 1 / (x * x).
    static final double[] RA = {
        -9.86494403484714822705e-03,
        -6.93858572707181764372e-01,
        -1.05586262253232909814e01,
        -6.23753324503260060396e01,
        -1.62396669462573470355e02,
        -1.84605092906711035994e02,
        -8.12874355063065934246e01,
        -9.81432934416914548592e00,
    };
    static final double[] SA = {
        1.96512716674392571292e01,
        1.37657754143519042600e02,
        4.34565877475229228821e02,
        6.45387271733267880336e02,
        4.29008140027567833386e02,
        1.08635005541779435134e02,
        6.57024977031928170135e00,
        -6.04244152148580987438e-02,
    };
    // From there on: of the same.
    static final double[] RB = {
        -9.86494292470009928597e-03,
        -7.99283237680523006574e-01,
        -1.77579549177547519889e01,
        -1.60636384855821916062e02,
        -6.37566443368389627722e02,
        -1.02509513161107724954e03,
        -4.83519191608651397019e02,
    };
    static final double[] SB = {
        3.03380607434824582924e01,
        3.25792512996573918826e02,
        1.53672958608443695994e03,
        3.19985821950859553908e03,
        2.55305040643316442583e03,
        4.74528541206955367215e02,
        -2.24409524465858183362e01,
    };
    /** Where the last two pairs meet, as the high word tells it. */
    static final double ERF_FAR = Double.longBitsToDouble(0x4006DB6EL << 32);
    /** Numbers below this fdlibm scales 8 times. */
    static final double ERF_SCALED = Double.longBitsToDouble(0x00800000L << 32);

    private FdlibmErfConstants() {}
}
