package dev.featc.runtime.service;

import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Messages for people. What they quote is shown, not obeyed by a terminal: controls other than newline and tab, line
 * separators and changes of the direction of text are written out.
 */
final class Visible {
    private Visible() {}

    static String writtenOut(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isObeyed(c)) {
                out.append(c < 0x100 ? "\\x%02x".formatted(c) : "\\u%04x".formatted(c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    private static boolean isObeyed(int c) {
        return c < ' ' && c != '\n' && c != '\t'
                || 0x7f <= c && c <= 0x9f
                || 0x2028 <= c && c <= 0x202e
                || 0x2066 <= c && c <= 0x2069
                || Character.MIN_SURROGATE <= c && c <= Character.MAX_SURROGATE;
    }

    /** Has what is logged as text written out, too. */
    static void inLogs() {
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            if (handler.getFormatter() instanceof SimpleFormatter) {
                handler.setFormatter(new SimpleFormatter() {
                    @Override
                    public String format(LogRecord record) {
                        return writtenOut(super.format(record).replace("\r\n", "\n"));
                    }
                });
            }
        }
    }
}
