package be.borne.kiosk.technician;

import be.borne.kiosk.document.RuleResult;
import be.borne.kiosk.document.SealGate;
import be.borne.kiosk.document.Verdict;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.MutualTls;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code document check}: would this terminal print this file, and if not, which rule says so? */
@Command(
    name = "document",
    description = "Looks at issued documents.",
    mixinStandardHelpOptions = true,
    subcommands = DocumentCommand.Check.class)
public final class DocumentCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: check");
  }

  /** Exits with 0 if every rule passes, 1 if one refuses, 2 if the options are wrong. */
  @Command(
      name = "check",
      description = {
        "Puts a file through the gate and tells each rule.",
        "Exits with 0 only if every rule passes."
      },
      mixinStandardHelpOptions = true)
  static final class Check implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE.pdf", description = "the document")
    private Path file;

    @Option(
        names = "--trust",
        paramLabel = "FILE.pem",
        required = true,
        description = "pinned roots; may be given more than once")
    private List<Path> trust;

    @Option(
        names = "--organisation",
        paramLabel = "NTRBE-…",
        required = true,
        description = "the only organisation whose seal is accepted")
    private String organisation;

    @Option(
        names = "--order",
        paramLabel = "REFERENCE",
        description = "the order it must belong to; without it, any")
    private String order;

    @Option(names = "--json", description = "one JSON object instead of lines")
    private boolean json;

    @Override
    public Integer call() throws IOException {
      if (order != null && !Order.REFERENCE.matcher(order).matches()) {
        throw new ParameterException(spec.commandLine(), "--order: that is no order reference");
      }
      SealGate gate = new SealGate(anchors(), organisation, Clock.systemUTC());
      Verdict verdict = gate.check(read(), Optional.ofNullable(order), Optional.empty());
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.mapper().writeValueAsString(asJson(verdict)));
      } else {
        verdict.rules().forEach(rule -> out.println(line(rule)));
        out.println(sentence(verdict));
      }
      out.flush();
      return verdict instanceof Verdict.Passed ? 0 : 1;
    }

    private List<X509Certificate> anchors() {
      List<X509Certificate> anchors = new ArrayList<>();
      for (Path pem : trust) {
        try {
          anchors.addAll(MutualTls.certificates(pem));
        } catch (IOException | GeneralSecurityException e) {
          throw new ParameterException(
              spec.commandLine(), "--trust: " + pem + " holds no certificate that can be read", e);
        }
      }
      return anchors;
    }

    /** One byte more than the gate lets through tells it enough. */
    private byte[] read() {
      try (InputStream in = Files.newInputStream(file)) {
        return in.readNBytes(IssuedDocument.MAX_SIZE_BYTES + 1);
      } catch (IOException e) {
        throw new ParameterException(spec.commandLine(), file + " cannot be read", e);
      }
    }

    private static String line(RuleResult result) {
      String mark =
          switch (result.status()) {
            case PASSED -> "pass   ";
            case REFUSED -> "REFUSE ";
            case NOT_EVALUATED -> "unseen ";
            case NOT_ASKED -> "-      ";
          };
      return mark
          + word(result.rule())
          + ": "
          + (result.reason().isEmpty() ? result.rule().holds() : result.reason());
    }

    private static String sentence(Verdict verdict) {
      return switch (verdict) {
        case Verdict.Passed passed ->
            "This terminal would print it: sealed by "
                + passed.details().organisation()
                + passed.details().timestamp().map(time -> " at " + time).orElse("")
                + ", order "
                + passed.details().orderReference()
                + ".";
        case Verdict.Refused refused ->
            "This terminal refuses it: "
                + word(refused.rule())
                + " ("
                + refused.fault().code()
                + ").";
      };
    }

    private static Map<String, Object> asJson(Verdict verdict) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("passed", verdict instanceof Verdict.Passed);
      if (verdict instanceof Verdict.Passed passed) {
        answer.put("organisation", passed.details().organisation());
        passed.details().timestamp().ifPresent(time -> answer.put("sealedAt", time));
        answer.put("pages", passed.details().pages());
        answer.put("order", passed.details().orderReference());
      }
      if (verdict instanceof Verdict.Refused refused) {
        answer.put("rule", word(refused.rule()));
        answer.put("fault", refused.fault());
      }
      List<Map<String, Object>> rules = new ArrayList<>();
      for (RuleResult result : verdict.rules()) {
        rules.add(
            Map.of(
                "rule", word(result.rule()),
                "status", word(result.status()),
                "reason", result.reason()));
      }
      answer.put("rules", rules);
      return answer;
    }

    private static String word(Enum<?> value) {
      return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
