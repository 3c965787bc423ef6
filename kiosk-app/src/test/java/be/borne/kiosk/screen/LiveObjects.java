package be.borne.kiosk.screen;

import java.lang.management.ManagementFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** What of a class can still be reached in this JVM: the JVM's own histogram collects first. */
final class LiveObjects {
  private static final String[] NO_OPTIONS = {};

  private LiveObjects() {}

  static long of(Class<?> type) {
    try {
      String histogram =
          (String)
              ManagementFactory.getPlatformMBeanServer()
                  .invoke(
                      new ObjectName("com.sun.management:type=DiagnosticCommand"),
                      "gcClassHistogram",
                      new Object[] {NO_OPTIONS},
                      new String[] {String[].class.getName()});
      Matcher line =
          Pattern.compile(
                  "^ *\\d+: +(\\d+) +\\d+ +" + Pattern.quote(type.getName()) + "(?: .*)?$",
                  Pattern.MULTILINE)
              .matcher(histogram);
      return line.find() ? Long.parseLong(line.group(1)) : 0;
    } catch (JMException e) {
      throw new IllegalStateException("the JVM does not count its objects", e);
    }
  }
}
