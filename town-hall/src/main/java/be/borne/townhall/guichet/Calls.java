package be.borne.townhall.guichet;

import be.borne.protocol.fleet.UpMessage;
import be.borne.protocol.guichet.CallTerms;
import be.borne.protocol.guichet.GuichetCall;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.FaultCode;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.store.StoreException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every call of a terminal has in common: who calls, for whom, with what, and the answer. */
final class Calls {
  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
  private static final String CLIENT_CERTIFICATES = "jakarta.servlet.request.X509Certificate";
  private static final String BEARER = "Bearer ";
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** Something done for a terminal. */
  interface Call {
    void by(String terminal, Context context) throws Refusal, StoreException, IOException;
  }

  private final ObjectMapper json = Json.mapper();
  private final CitizenSessions sessions;
  private final CallAllowance ofTerminals;
  private final CallAllowance ofCitizens;
  private final CallAllowance signIns;

  /**
   * @param limits how often each may call
   */
  Calls(CitizenSessions sessions, GuichetConfiguration.Limits limits, Clock clock) {
    this.sessions = sessions;
    this.ofTerminals = new CallAllowance(limits.callsPerTerminal(), clock);
    this.ofCitizens = new CallAllowance(limits.callsPerCitizen(), clock);
    this.signIns = new CallAllowance(limits.signInsPerTerminal(), clock);
  }

  /** The call with its outcome in the log, or as a problem. */
  Handler called(Call call) {
    return context -> {
      try {
        String terminal = terminal(context);
        try {
          require(ofTerminals.take(terminal), context, "terminal calls too often");
          call.by(terminal, context);
          LOG.info(
              "terminal={} call={} {} status={}",
              terminal,
              context.method(),
              context.endpoint().path,
              context.status().getCode());
        } catch (Refusal e) {
          LOG.info(
              "terminal={} call={} {} status={} rule={}",
              terminal,
              context.method(),
              context.endpoint().path,
              e.status(),
              e.getMessage());
          problem(context, e);
        }
      } catch (Refusal e) {
        LOG.warn("call without a terminal's certificate: {}", e.getMessage());
        problem(context, e);
      }
    };
  }

  /** Whoever has a terminal's key cannot try one card after another. */
  void requireSignInAllowed(String terminal, Context context) throws Refusal {
    require(signIns.take(terminal), context, "too many sign-ins at this terminal");
  }

  private static void require(Duration wait, Context context, String rule) throws Refusal {
    if (!wait.isZero()) {
      context.header("Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
      throw new Refusal(429, FaultCode.GUICHET_FAILED, rule);
    }
  }

  private static String terminal(Context context) throws Refusal {
    Object shown = context.req().getAttribute(CLIENT_CERTIFICATES);
    if (!(shown instanceof X509Certificate[] chain) || chain.length == 0) {
      throw new Refusal(403, FaultCode.GUICHET_FAILED, "no client certificate");
    }
    try {
      List<String> names =
          new LdapName(chain[0].getSubjectX500Principal().getName())
              .getRdns().stream()
                  .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                  .map(rdn -> rdn.getValue().toString())
                  .toList();
      if (names.size() != 1 || !UpMessage.TERMINAL.matcher(names.getFirst()).matches()) {
        throw new Refusal(403, FaultCode.GUICHET_FAILED, "client certificate names no terminal");
      }
      return names.getFirst();
    } catch (InvalidNameException e) {
      throw new Refusal(403, FaultCode.GUICHET_FAILED, "client certificate names no terminal");
    }
  }

  /** Whose session it is. */
  CardHolder holder(String terminal, Context context) throws Refusal {
    CardHolder holder = stillThere(terminal, context);
    require(
        ofCitizens.take(holder.number().digits()), context, "citizen's session calls too often");
    return holder;
  }

  /** The same in the midst of a call. */
  CardHolder stillThere(String terminal, Context context) throws Refusal {
    return sessions.holder(terminal, token(context)).orElseThrow(Refusal::sessionEnded);
  }

  NationalNumber citizen(String terminal, Context context) throws Refusal {
    return holder(terminal, context).number();
  }

  static String token(Context context) throws Refusal {
    return Optional.ofNullable(context.header("Authorization"))
        .filter(value -> value.startsWith(BEARER))
        .map(value -> value.substring(BEARER.length()))
        .orElseThrow(Refusal::sessionEnded);
  }

  static UUID uuid(Context context, String header) throws Refusal {
    String value = context.header(header);
    if (value == null || !UUID_TEXT.matcher(value).matches()) {
      throw Refusal.badRequest(header + " is missing or no UUID");
    }
    return UUID.fromString(value);
  }

  /**
   * @param call says how much may be sent
   * @param type what the table has this call take
   */
  <T extends Record> T body(Context context, GuichetCall call, Class<T> type)
      throws Refusal, IOException {
    if (!(call.terms().body() instanceof CallTerms.Body.Json(var taken, var maxBytes))
        || !taken.equals(type)) {
      throw new IllegalStateException(call + " takes no " + type.getSimpleName());
    }
    // Counted here: a body sent in chunks announces no length.
    byte[] bytes = context.bodyInputStream().readNBytes(maxBytes + 1);
    if (bytes.length > maxBytes) {
      throw new Refusal(413, FaultCode.GUICHET_FAILED, "body is too large");
    }
    try {
      T value = json.readValue(bytes, type);
      if (value == null) {
        throw Refusal.badRequest("body is no " + type.getSimpleName());
      }
      return value;
    } catch (JsonProcessingException e) {
      throw Refusal.badRequest("body is no " + type.getSimpleName());
    }
  }

  void answer(Context context, int status, Object body) throws IOException {
    context.status(status).contentType("application/json").result(json.writeValueAsBytes(body));
  }

  void problem(Context context, Refusal refusal) {
    try {
      answer(context, refusal.status(), refusal.problem());
    } catch (IOException e) {
      throw new IllegalStateException("a problem can always be written", e);
    }
  }
}
