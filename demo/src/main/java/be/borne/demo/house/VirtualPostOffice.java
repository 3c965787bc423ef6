package be.borne.demo.house;

import be.borne.demo.process.DemoFailure;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A mail server on loopback that takes every mail and puts it into a folder, for people to look at
 * with their own mail program. Nothing leaves the machine.
 */
public final class VirtualPostOffice implements AutoCloseable {
  private static final int WAIT_FOR_START_MILLIS = 10_000;

  private final GreenMail server;
  private final Path letters;
  private final AtomicInteger received = new AtomicInteger();

  private VirtualPostOffice(Path letters) {
    this.letters = letters;
    ServerSetup setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(WAIT_FOR_START_MILLIS);
    this.server = new GreenMail(setup);
  }

  /**
   * @param letters gets {@code 1.eml}, {@code 2.eml} …; made if need be
   */
  static VirtualPostOffice start(Path letters) throws IOException {
    Files.createDirectories(letters);
    VirtualPostOffice office = new VirtualPostOffice(letters);
    office.server.start();
    office
        .server
        .getUserManager()
        .setMessageDeliveryHandler(
            (mail, to) -> {
              office.keep(mail.getMessage());
              var users = office.server.getUserManager();
              var known = users.getUserByEmail(to.getEmail());
              return known == null
                  ? users.createUser(to.getEmail(), to.getEmail(), to.getEmail())
                  : known;
            });
    return office;
  }

  private void keep(MimeMessage mail) throws MessagingException {
    Path file = letters.resolve(received.incrementAndGet() + ".eml");
    try (OutputStream out = Files.newOutputStream(file)) {
      mail.writeTo(out);
    } catch (IOException e) {
      throw new DemoFailure(file + " cannot be written", e);
    }
  }

  int port() {
    return server.getSmtp().getPort();
  }

  @Override
  public void close() {
    server.stop();
  }
}
