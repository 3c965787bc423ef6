package be.borne.kiosk.technician;

import be.borne.device.card.CardRefusal;
import be.borne.device.card.EidCard;
import be.borne.device.card.IdentityVerifier;
import be.borne.device.card.PadLanguage;
import be.borne.device.card.PinEntry;
import be.borne.device.card.ReadResult;
import be.borne.device.card.Reading;
import be.borne.device.card.SignIn;
import be.borne.device.card.SignResult;
import be.borne.device.card.TriesResult;
import be.borne.device.card.VerifiedIdentity;
import be.borne.kiosk.session.CardFaults;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.FaultCode;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Has the card sign a challenge, as a citizen who signs in, and verifies what it signed. The PIN is
 * asked for without echo, or read from the standard input; never taken from the command line, where
 * every user of the machine could read it. It is offered once.
 */
@Command(
    name = "authenticate",
    mixinStandardHelpOptions = true,
    description = {
      "Verifies the card, asks for its PIN, has it sign a challenge and verifies the signature.",
      "The PIN is asked for, or read as one line from the standard input. It is offered once.",
      "Ends with 0 only if everything holds."
    })
final class EidAuthenticateCommand implements Callable<Integer> {
  private static final int CHALLENGE_BYTES = 48;
  private static final int MAX_CHALLENGE_BYTES = 1_024;
  private static final int MAX_PIN_DIGITS = 12;
  private static final Duration TIME_TO_TYPE = Duration.ofSeconds(60);

  @Spec private CommandSpec spec;
  @Mixin private CardWait wait;
  @Mixin private TrustedRoots roots;

  @Option(names = "--json", description = "Answer with one JSON object.")
  private boolean json;

  @Option(
      names = "--challenge",
      paramLabel = "HEX",
      description = "What is to be signed, up to 1024 bytes; otherwise 48 random ones.")
  private String challenge;

  @Option(
      names = "--pin-pad",
      paramLabel = "LANGUAGE",
      description = "Have the PIN typed at the reader's own keys: FRENCH, DUTCH, GERMAN, ENGLISH.")
  private PadLanguage pinPad;

  @Override
  public Integer call() throws InterruptedException {
    byte[] statement = statement();
    IdentityVerifier verifier = roots.verifier();
    Map<String, Object> report =
        wait.first(card -> authenticate(card, verifier, statement), this::refused);
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? asJson(report) : asText(report));
    out.flush();
    return Boolean.TRUE.equals(report.get("ok")) ? 0 : 1;
  }

  private byte[] statement() {
    if (challenge == null) {
      byte[] random = new byte[CHALLENGE_BYTES];
      new SecureRandom().nextBytes(random);
      return random;
    }
    try {
      byte[] given = HexFormat.of().parseHex(challenge);
      if (given.length > 0 && given.length <= MAX_CHALLENGE_BYTES) {
        return given;
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--challenge: not in hexadecimal", e);
    }
    throw new ParameterException(
        spec.commandLine(), "--challenge: expected 1 to " + MAX_CHALLENGE_BYTES + " bytes");
  }

  private Map<String, Object> authenticate(
      EidCard card, IdentityVerifier verifier, byte[] statement) {
    return switch (card.read(verifier, Reading.toSignIn())) {
      case ReadResult.Refused refused -> refused(refused.reason(), refused.detail());
      case ReadResult.Verified(VerifiedIdentity holder, _) -> {
        Optional<FaultCode> cannot = CardFaults.of(holder.signIn());
        yield cannot.isPresent()
            ? refused(cannot.get(), "the card cannot sign its holder in")
            : signed(card, holder, statement);
      }
    };
  }

  private Map<String, Object> signed(EidCard card, VerifiedIdentity holder, byte[] statement) {
    TriesResult tries = card.triesLeft(holder);
    if (tries instanceof TriesResult.Failed(CardRefusal reason, String detail)) {
      return refused(reason, detail);
    }
    if (tries.equals(new TriesResult.Known(0))) {
      return refused(FaultCode.PIN_BLOCKED, "the PIN was blocked before; none was offered");
    }
    PinEntry pin =
        pinPad == null
            ? new PinEntry.Typed(pin(tries))
            : new PinEntry.OnReader(pinPad, TIME_TO_TYPE);
    long startNanos = System.nanoTime();
    SignResult result;
    try {
      result = card.sign(holder, statement, pin);
    } catch (IllegalArgumentException e) {
      return notAsAsked("NOT_A_PIN", "a PIN is four to twelve digits; the card has not seen it");
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
    return switch (result) {
      case SignResult.Signed signed -> verified(holder, statement, signed, elapsed);
      case SignResult.WrongPin(int left) -> {
        Map<String, Object> fields =
            notAsAsked("WRONG_PIN", "the PIN is wrong; it was offered once");
        fields.put("triesLeft", left);
        yield fields;
      }
      case SignResult.PinBlocked() ->
          refused(FaultCode.PIN_BLOCKED, "the PIN was wrong, and is blocked now");
      case SignResult.Failed(CardRefusal reason, String detail) -> refused(reason, detail);
    };
  }

  /** Once more with the certificate alone, as the party would whose challenge it is. */
  private Map<String, Object> verified(
      VerifiedIdentity holder, byte[] statement, SignResult.Signed signed, Duration elapsed) {
    try {
      Signature verifier = Signature.getInstance(signed.scheme().javaAlgorithm());
      verifier.initVerify(((SignIn.Possible) holder.signIn()).certificate().getPublicKey());
      verifier.update(statement);
      if (!verifier.verify(signed.signature())) {
        return refused(CardRefusal.CARD_FAILED, "the signature does not hold");
      }
    } catch (GeneralSecurityException e) {
      return refused(CardRefusal.CARD_FAILED, e.getClass().getSimpleName());
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ok", true);
    fields.put("scheme", signed.scheme());
    fields.put("challenge", HexFormat.of().formatHex(statement));
    fields.put(
        "signatureFormat",
        switch (signed.scheme()) {
          case ECDSA_P384_SHA384 -> "r and s, 48 bytes each (IEEE P1363)";
          case RSA_SHA256 -> "PKCS#1 v1.5";
        });
    fields.put("signature", Base64.getEncoder().encodeToString(signed.signature()));
    fields.put("verified", "signature, certificate chain to a pinned root, same person, same chip");
    fields.put("milliseconds", elapsed.toMillis());
    return fields;
  }

  private char[] pin(TriesResult tries) {
    Optional<Console> console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    if (console.isPresent()) {
      String left = tries instanceof TriesResult.Known(int known) ? ", tries left: " + known : "";
      char[] typed = console.get().readPassword("PIN%s: ", left);
      return typed == null ? new char[0] : typed;
    }
    char[] digits = new char[MAX_PIN_DIGITS + 1];
    try {
      int count = 0;
      for (int read = System.in.read(); read >= ' '; read = System.in.read()) {
        if (count < digits.length) {
          digits[count++] = (char) read;
        }
      }
      return Arrays.copyOf(digits, count);
    } catch (IOException e) {
      throw new UncheckedIOException("the PIN cannot be read", e);
    } finally {
      Arrays.fill(digits, '\0');
    }
  }

  private Map<String, Object> refused(CardRefusal reason, String detail) {
    Map<String, Object> fields = refused(CardFaults.of(reason), detail);
    fields.put("reason", reason);
    return fields;
  }

  private static Map<String, Object> refused(FaultCode fault, String detail) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ok", false);
    fields.put("fault", fault);
    fields.put("reason", fault.name());
    fields.put("detail", detail);
    return fields;
  }

  /** What is no fault of card or terminal, and has no code. */
  private static Map<String, Object> notAsAsked(String reason, String detail) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ok", false);
    fields.put("reason", reason);
    fields.put("detail", detail);
    return fields;
  }

  private static String asText(Map<String, Object> report) {
    StringBuilder text = new StringBuilder();
    text.append(Boolean.TRUE.equals(report.get("ok")) ? "AUTHENTICATED" : "REFUSED");
    report.forEach(
        (name, value) -> {
          if (!name.equals("ok")) {
            Object shown = value instanceof FaultCode fault ? fault.code() + " " + fault : value;
            text.append(System.lineSeparator()).append(String.format("%-14s %s", name, shown));
          }
        });
    return text.toString();
  }

  private static String asJson(Map<String, Object> report) {
    try {
      return Json.mapper().writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report of texts and numbers is JSON", e);
    }
  }
}
