package be.borne.demo.evidence;

import be.borne.demo.process.DemoFailure;
import be.borne.demo.process.Tool;
import be.borne.kiosk.document.SealDetails;
import be.borne.kiosk.document.SealGate;
import be.borne.kiosk.document.Verdict;
import be.borne.protocol.terminal.MutualTls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What lies in the printer's tray, looked at with tools that are not the terminal's. */
public final class PrintedPaper {
  private static final Duration TOOL = Duration.ofSeconds(20);
  private static final Pattern JOB_STATE = Pattern.compile("job-state \\(enum\\) = ([a-z-]+)");

  private PrintedPaper() {}

  /**
   * Copies every received document, byte for byte.
   *
   * @return the copies, in the order in which they were printed
   */
  public static List<Path> collect(List<Path> received, Path into) {
    List<Path> copies = new ArrayList<>();
    for (Path each : received) {
      Path copy = into.resolve(each.getFileName());
      try {
        Files.copy(each, copy, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new DemoFailure("a printed document cannot be copied", e);
      }
      copies.add(copy);
    }
    return List.copyOf(copies);
  }

  /** SHA-256 of a file, 64 lower-case hexadecimal digits. */
  public static String sha256(Path file) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (IOException | GeneralSecurityException e) {
      throw new DemoFailure(file + " cannot be read", e);
    }
  }

  /** Who sealed a printed document, by the terminal's own strict rules. */
  public static SealDetails seal(Path pdf, Path sealRoot, String organisation) {
    try {
      SealGate gate =
          new SealGate(MutualTls.certificates(sealRoot), organisation, Clock.systemUTC());
      return switch (gate.check(Files.readAllBytes(pdf), Optional.empty(), Optional.empty())) {
        case Verdict.Passed passed -> passed.details();
        case Verdict.Refused refused ->
            throw new DemoFailure("the printed document breaks the rule " + refused.rule());
      };
    } catch (IOException | GeneralSecurityException e) {
      throw new DemoFailure("the printed document cannot be checked", e);
    }
  }

  /** What {@code pdfsig} says of a document's signatures. */
  public static String pdfsig(Path pdf) {
    return Tool.run(List.of("pdfsig", pdf.toString()), Map.of(), TOOL).text();
  }

  /** The state of every job that the printer has ended, asked with {@code ipptool}. */
  public static List<String> endedJobs(URI printer) {
    String text =
        Tool.run(
                List.of("ipptool", "-tv", printer.toString(), "get-completed-jobs.test"),
                Map.of(),
                TOOL)
            .text();
    List<String> states = new ArrayList<>();
    Matcher matcher = JOB_STATE.matcher(text);
    while (matcher.find()) {
      states.add(matcher.group(1));
    }
    return List.copyOf(states);
  }
}
