import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Finds the leftmost match with re2j: requests and answers as those of main.go, but only the first match; a request is a
 * line of fields separated by tabs, pattern first, each as the hexadecimal code points of its characters with commas
 * between; spans count UTF-16 units. Knows no featc.
 */
public final class Engine {
  private static String text(String field) {
    StringBuilder found = new StringBuilder();
    for (String point : field.isEmpty() ? new String[0] : field.split(",")) {
      found.appendCodePoint(Integer.parseInt(point, 16));
    }
    return found.toString();
  }

  private static String spans(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      return "[]";
    }
    StringBuilder found = new StringBuilder("[[");
    for (int group = 0; group <= matcher.groupCount(); group++) {
      found.append(group == 0 ? "" : ",").append(matcher.start(group)).append(',').append(matcher.end(group));
    }
    return found.append("]]").toString();
  }

  public static void main(String[] args) throws Exception {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] fields = line.split("\t", -1);
      Pattern pattern;
      try {
        pattern = Pattern.compile(text(fields[0]));
      } catch (PatternSyntaxException e) {
        out.println("null");
        continue;
      }
      StringBuilder answer = new StringBuilder("[");
      for (int i = 1; i < fields.length; i++) {
        answer.append(i == 1 ? "" : ",").append(spans(pattern, text(fields[i])));
      }
      out.println(answer.append(']'));
    }
    out.flush();
  }
}
