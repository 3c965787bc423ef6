package be.borne.kiosk.technician;

import be.borne.kiosk.document.Expectation;
import be.borne.kiosk.document.RuleResult;
import be.borne.kiosk.document.SealGate;
import be.borne.kiosk.document.SealPolicy;
import be.borne.kiosk.document.SealRule;
import be.borne.kiosk.document.Verdict;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.MutualTls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
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
    private static final int MAX_LIST_BYTES = 32 * 1024 * 1024;

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
        description = "the order it must belong to; without it, any or none")
    private String order;

    @Option(
        names = "--code",
        paramLabel = "CODE",
        description = "the verification code that must stand on it; without it, any or none")
    private String code;

    @Option(
        names = "--host",
        paramLabel = "NAME",
        description = "where its QR code must lead; without it, anywhere")
    private String host;

    @Option(
        names = "--crl",
        paramLabel = "FILE",
        description = {
          "a revocation list (PEM or DER) for documents that carry none;",
          "may be given more than once"
        })
    private List<Path> lists = List.of();

    @Option(
        names = "--sealed-out",
        paramLabel = "FILE.pdf",
        description = "if it passes, writes what would be printed: the sealed revision")
    private Path sealedOut;

    @Option(names = "--json", description = "one JSON object instead of lines")
    private boolean json;

    @Override
    public Integer call() throws IOException {
      SealPolicy policy = SealPolicy.of(anchors(), organisation).with(revocationLists());
      if (host != null) {
        policy = policy.withVerificationHost(host);
      }
      Verdict verdict = new SealGate(policy, Clock.systemUTC()).check(read(), expectation());
      if (verdict instanceof Verdict.Passed passed && sealedOut != null) {
        write(passed.bytes());
      }
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

    private Expectation expectation() {
      if (order != null && !Order.REFERENCE.matcher(order).matches()) {
        throw wrong("--order: that is no order reference, like BXL-2026-7K3M9QX2", null);
      }
      if (code != null && !IssuedDocument.VERIFICATION_CODE.matcher(code).matches()) {
        throw wrong("--code: that is no verification code, like 7K3M-9QX2-ABCD-0123", null);
      }
      return new Expectation(
          Optional.ofNullable(order), Optional.ofNullable(code), Optional.empty());
    }

    private ParameterException wrong(String sentence, Exception cause) {
      return new ParameterException(spec.commandLine(), sentence, cause);
    }

    private List<X509CRL> revocationLists() {
      List<X509CRL> read = new ArrayList<>();
      for (Path list : lists) {
        try (InputStream in = Files.newInputStream(list)) {
          byte[] bytes = in.readNBytes(MAX_LIST_BYTES + 1);
          if (bytes.length > MAX_LIST_BYTES) {
            throw wrong("--crl: " + list + " is larger than " + MAX_LIST_BYTES + " bytes", null);
          }
          int before = read.size();
          for (CRL each :
              CertificateFactory.getInstance("X.509")
                  .generateCRLs(new ByteArrayInputStream(bytes))) {
            read.add((X509CRL) each);
          }
          if (read.size() == before) {
            throw wrong("--crl: " + list + " is no revocation list", null);
          }
        } catch (IOException e) {
          throw wrong("--crl: " + list + " cannot be read", e);
        } catch (GeneralSecurityException e) {
          throw wrong("--crl: " + list + " is no revocation list", e);
        }
      }
      return read;
    }

    private void write(byte[] sealed) {
      try {
        Files.write(sealedOut, sealed);
      } catch (IOException e) {
        throw wrong("--sealed-out: " + sealedOut + " cannot be written", e);
      }
    }

    private List<X509Certificate> anchors() {
      List<X509Certificate> anchors = new ArrayList<>();
      for (Path pem : trust) {
        if (!Files.isReadable(pem)) {
          throw wrong("--trust: " + pem + " is not there, or may not be read", null);
        }
        try {
          anchors.addAll(MutualTls.certificates(pem));
        } catch (IOException | GeneralSecurityException e) {
          throw wrong("--trust: " + pem + " holds no certificate that can be read", e);
        }
      }
      if (anchors.isEmpty()) {
        throw wrong("--trust: there is no certificate in it", null);
      }
      return anchors;
    }

    /** One byte more than the gate lets through tells it enough. */
    private byte[] read() {
      if (Files.isDirectory(file)) {
        throw wrong(file + " is a folder, not a document", null);
      }
      if (!Files.exists(file)) {
        throw wrong(file + " is not there", null);
      }
      try (InputStream in = Files.newInputStream(file)) {
        return in.readNBytes(IssuedDocument.MAX_SIZE_BYTES + 1);
      } catch (IOException e) {
        throw wrong(file + " cannot be read", e);
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
            seal(passed)
                + (passed.details().proofBytes() == 0
                    ? "."
                    : ". Not the "
                        + passed.details().proofBytes()
                        + " bytes of proof that follow the sealed document.");
        case Verdict.Refused refused ->
            "This terminal refuses it: "
                + word(refused.rule())
                + " ("
                + refused.fault().code()
                + "): "
                + reason(refused)
                + ".";
      };
    }

    /** A terminal knows the order, and prints nothing that does not carry it. */
    private static String seal(Verdict.Passed passed) {
      String sealed =
          "sealed by "
              + passed.details().organisation()
              + passed.details().timestamp().map(time -> " at " + time).orElse("");
      boolean proven =
          passed.rules().stream()
              .filter(result -> result.status() == RuleResult.Status.NOT_ASKED)
              .allMatch(result -> result.rule() == SealRule.AS_ISSUED);
      return proven
          ? "This terminal would print it: "
              + sealed
              + ", order "
              + passed.details().orderReference()
          : "Its seal holds: "
              + sealed
              + ". It does not say all that a certificate of an order says, so a terminal would print"
              + " it for none";
    }

    private static String reason(Verdict.Refused refused) {
      return refused.rules().stream()
          .filter(result -> result.rule() == refused.rule())
          .map(RuleResult::reason)
          .findFirst()
          .orElse("");
    }

    private static Map<String, Object> asJson(Verdict verdict) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("passed", verdict instanceof Verdict.Passed);
      if (verdict instanceof Verdict.Passed passed) {
        answer.put("organisation", passed.details().organisation());
        passed.details().timestamp().ifPresent(time -> answer.put("sealedAt", time));
        answer.put("pages", passed.details().pages());
        answer.put("order", passed.details().orderReference());
        answer.put("printedBytes", passed.bytes().length);
        answer.put("proofBytes", passed.details().proofBytes());
      }
      if (verdict instanceof Verdict.Refused refused) {
        answer.put("rule", word(refused.rule()));
        answer.put("reason", reason(refused));
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
