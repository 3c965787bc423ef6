package be.borne.townhall.guichet;

import be.borne.protocol.terminal.MutualTls;
import jakarta.activation.DataHandler;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.Date;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mail server spoken to by SMTP. What it answers may quote an address, so only codes are kept.
 */
final class SmtpServer implements MailServer, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SmtpServer.class);
  private static final Pattern A_RULE = Pattern.compile("\\s*[45]\\d\\d[ -][45]\\.7\\.");
  private static final int FIRST_PERMANENT = 500;
  private static final int LOGIN_NEEDED = 530;
  private static final int LOGIN_FAILED = 535;
  private static final int MAX_PASSWORD_BYTES = 1_000;

  private final MailSettings settings;
  private final Session session;

  /** Blocked in a socket, a virtual thread that is interrupted closes it: so a deadline holds. */
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @throws GeneralSecurityException if {@code trust} holds no certificate that can be used
   * @throws IOException if it, or the password's file, cannot be read
   */
  SmtpServer(MailSettings settings) throws IOException, GeneralSecurityException {
    this.settings = settings;
    this.session = Session.getInstance(properties(settings));
    if (settings.user() != null) {
      // Better now than at the first citizen's document.
      password();
    }
  }

  private static Properties properties(MailSettings settings)
      throws IOException, GeneralSecurityException {
    Properties properties = new Properties();
    String milliseconds = Long.toString(settings.deadline().toMillis());
    properties.put("mail.transport.protocol", "smtp");
    properties.put("mail.smtp.connectiontimeout", milliseconds);
    // Of one answer, the last included; all of them together have the deadline.
    properties.put(
        "mail.smtp.timeout",
        Long.toString(settings.deadline().plus(settings.lastWord()).toMillis()));
    properties.put("mail.smtp.localhost", settings.domain());
    properties.put("mail.smtp.sendpartial", "false");
    // A mail that was taken must not count as untaken because the goodbye is not answered.
    properties.put("mail.smtp.quitwait", "false");
    // Whoever is not trusted is not tried again with the trust of everybody else.
    properties.put("mail.smtp.socketFactory.fallback", "false");
    properties.put("mail.smtp.auth", Boolean.toString(settings.user() != null));
    properties.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
    properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    switch (settings.security()) {
      case STARTTLS -> {
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", "true");
      }
      case TLS -> properties.put("mail.smtp.ssl.enable", "true");
      case NONE -> {}
    }
    if (settings.trust() != null) {
      properties.put(
          "mail.smtp.ssl.socketFactory",
          MutualTls.trustingOnly(settings.trust()).getSocketFactory());
    }
    return properties;
  }

  private String password() throws IOException {
    if (Files.size(settings.passwordFile()) > MAX_PASSWORD_BYTES) {
      throw new IOException(settings.passwordFile() + ": longer than a password");
    }
    return Files.readString(settings.passwordFile(), StandardCharsets.UTF_8).strip();
  }

  @Override
  public Outcome hand(MailLetter letter) throws InterruptedException {
    Handover handover = new Handover();
    Future<Outcome> sending = senders.submit(() -> sent(letter, handover));
    try {
      return outcome(sending, handover);
    } catch (InterruptedException e) {
      if (handover.isCancelled()) {
        throw e;
      }
      // There is time to note it, and none to wait for the answer.
      Thread.currentThread().interrupt();
      return inDoubt();
    } catch (ExecutionException e) {
      // Its message could quote the address; its type and place cannot.
      Throwable cause = e.getCause();
      LOG.error(
          "{} could not be sent: {} at {}",
          letter.id(),
          cause.getClass().getName(),
          cause.getStackTrace()[0]);
      return handover.isAll() ? inDoubt() : new Outcome.NotNow("fault inside the town hall");
    } finally {
      sending.cancel(true);
    }
  }

  private Outcome outcome(Future<Outcome> sending, Handover handover)
      throws InterruptedException, ExecutionException {
    try {
      return sending.get(settings.deadline().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      if (handover.isCancelled()) {
        return new Outcome.Away("no answer within %d s".formatted(settings.deadline().toSeconds()));
      }
    }
    try {
      return sending.get(settings.lastWord().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return inDoubt();
    }
  }

  private static Outcome inDoubt() {
    return new Outcome.InDoubt("the mail server got it and did not say whether it took it");
  }

  private Outcome sent(MailLetter letter, Handover handover)
      throws IOException, MessagingException {
    MimeMessage message = message(letter, handover);
    Transport transport = session.getTransport();
    try {
      try {
        transport.connect(
            settings.host(),
            settings.port(),
            settings.user(),
            settings.user() == null ? null : password());
      } catch (AuthenticationFailedException _) {
        return new Outcome.Away("the mail server refused the login");
      } catch (MessagingException e) {
        LOG.debug("no connection to the mail server", e);
        return new Outcome.Away("no connection");
      }
      transport.sendMessage(message, message.getAllRecipients());
      return new Outcome.Taken();
    } catch (SendFailedException e) {
      return handover.isAll() && !isAnswered(e) ? inDoubt() : refused(e);
    } catch (MessagingException _) {
      return handover.isAll() ? inDoubt() : new Outcome.Away("the connection broke");
    } finally {
      leave(transport);
    }
  }

  /** Whatever the server says to the goodbye, it has taken the mail or it has not. */
  private static void leave(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      LOG.debug("the mail server did not say goodbye", e);
    }
  }

  /** Whether the server said why; a connection that broke says nothing. */
  private static boolean isAnswered(MessagingException failure) {
    Exception each = failure;
    while (each != null) {
      if ((each instanceof SMTPSendFailedException send && send.getReturnCode() > 0)
          || (each instanceof SMTPAddressFailedException address && address.getReturnCode() > 0)) {
        return true;
      }
      each = each instanceof MessagingException next ? next.getNextException() : null;
    }
    return false;
  }

  /**
   * A refusal for good is one of this recipient or of this content. What a server has against the
   * sender is for the town hall to put right, and then the mail goes.
   */
  private static Outcome refused(MessagingException failure) {
    Exception each = failure;
    Outcome found = new Outcome.NotNow("the mail server refused it");
    while (each != null) {
      if (each instanceof SMTPAddressFailedException address) {
        return ofARule(address)
            ? new Outcome.NotNow(said(address.getReturnCode(), "us"))
            : of(address.getReturnCode(), "the recipient");
      }
      if (each instanceof SMTPSendFailedException send) {
        found =
            send.getCommand() != null && send.getCommand().startsWith("MAIL")
                ? new Outcome.Away(said(send.getReturnCode(), "the sender"))
                : of(send.getReturnCode(), "the message");
      }
      each = each instanceof MessagingException next ? next.getNextException() : null;
    }
    return found;
  }

  /**
   * Many servers say only to the recipient what they have against the sender: the enhanced code
   * tells a rule of theirs (X.7.X) from an address that is not there [RFC 3463, 3.8].
   */
  private static boolean ofARule(SMTPAddressFailedException refusal) {
    return refusal.getMessage() != null && A_RULE.matcher(refusal.getMessage()).lookingAt();
  }

  private static Outcome of(int code, String what) {
    if (code == LOGIN_NEEDED || code == LOGIN_FAILED) {
      return new Outcome.Away(said(code, "the sender"));
    }
    return code >= FIRST_PERMANENT
        ? new Outcome.RefusedForGood(said(code, what))
        : new Outcome.NotNow(said(code, what));
  }

  private static String said(int code, String what) {
    return code > 0
        ? "the mail server answered %d to %s".formatted(code, what)
        : "the mail server did not take " + what;
  }

  private MimeMessage message(MailLetter letter, Handover handover)
      throws MessagingException, IOException {
    MimeMessage message = new NamedMessage(session, "<" + letter.id() + ">", handover);
    message.setFrom(
        new InternetAddress(
            settings.from().text(), letter.senderName(), StandardCharsets.UTF_8.name()));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to().text(), true));
    message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(letter.writtenAt()));
    // RFC 3834: no machine should answer.
    message.setHeader("Auto-Submitted", "auto-generated");
    MimeBodyPart text = new MimeBodyPart();
    text.setText(letter.text(), StandardCharsets.UTF_8.name());
    MimeBodyPart file = new MimeBodyPart();
    file.setDataHandler(
        new DataHandler(new ByteArrayDataSource(letter.document(), "application/pdf")));
    file.setFileName(letter.fileName());
    // Anything else could touch what looks like a line's end, and break the seal.
    file.setHeader("Content-Transfer-Encoding", "base64");
    message.setContent(new MimeMultipart(text, file));
    message.saveChanges();
    return message;
  }

  /** Keeps the name that it was given, and tells when it was written to its end. */
  private static final class NamedMessage extends MimeMessage {
    private final String id;
    private final Handover handover;

    NamedMessage(Session session, String id, Handover handover) {
      super(session);
      this.id = id;
      this.handover = handover;
    }

    /** What follows is the full stop, after which the server may take it without a word. */
    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
      super.writeTo(out, ignored);
      handover.all();
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }

  @Override
  public void close() {
    senders.shutdownNow();
  }
}
