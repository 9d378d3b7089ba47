package dev.featc.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What the results depend on besides the program: the pinned data, and its files. Knows no table. */
public final class Pins {
    /** The version of the rules of SEMANTICS.md. */
    public static final String SEMANTICS = "1";

    /** The tzdata release that every zone comes from. */
    public static final String TZDATA_VERSION = "2026f";

    /** The Unicode version of case, white space and character classes. */
    public static final String UNICODE_VERSION = "15.0.0";

    /** SHA-256 of data/zones.txt. */
    static final String TZDATA_SHA256 = "1d55794fb3a2998b3da09ad8fbb8fff67d6699ef5bcfbbd0a3c308e28b4a12f6";

    /** SHA-256 of data/unicode.json. */
    static final String UNICODE_SHA256 = "ded0d8d9cd447eb9f675480866d7a524107639508311e799fb27866881a98f9d";

    private Pins() {}

    /** A file of the data. IllegalStateException where it is not the pinned one. */
    static byte[] read(String name, String digest) {
        byte[] content;
        try (InputStream stream = Pins.class.getResourceAsStream("data/" + name)) {
            content = stream == null ? new byte[0] : stream.readAllBytes();
        } catch (IOException error) {
            throw new IllegalStateException("featc-runtime: the data file " + name + " cannot be read", error);
        }
        if (!digest(content).equals(digest)) {
            throw new IllegalStateException(
                    "featc-runtime: the data file " + name + " is not the one that this featc-runtime came with");
        }
        return content;
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException error) {
            throw new IllegalStateException(error); // every Java platform has it
        }
    }
}
