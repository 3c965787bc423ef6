package be.borne.townhall.guichet;

import be.borne.protocol.terminal.MutualTls;
import be.borne.townhall.guichet.engine.embedded.EmbeddedEngine;
import be.borne.townhall.guichet.engine.wcs.WcsEngine;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Looks at everything that a configuration of the guichet names, and begins nothing: files are read
 * as they will be at the start, nothing is written, nobody is called and nothing listened on.
 */
public final class GuichetCheck {
  private static final Set<PosixFilePermission> OF_EVERYBODY =
      EnumSet.of(
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private final GuichetConfiguration configuration;
  private final Clock clock;
  private final List<String> wrong = new ArrayList<>();

  private GuichetCheck(GuichetConfiguration configuration, Clock clock) {
    this.configuration = configuration;
    this.clock = clock;
  }

  /**
   * @return what is wrong, each as {@code section.setting: …}; empty if the guichet can start
   */
  public static List<String> of(GuichetConfiguration configuration, Clock clock) {
    GuichetCheck check = new GuichetCheck(configuration, clock);
    check.storage(configuration.storage().directory());
    check.door();
    check.eid();
    check.verification();
    check.validation();
    check.email();
    check.forms();
    if (configuration.wcs() == null) {
      check.tried(
          "clerk.checks",
          () -> EmbeddedEngine.requireServices(Set.copyOf(configuration.clerk().checks())));
    }
    if (configuration.wcs() != null) {
      WcsEngine.check(configuration.wcs(), check::tried);
    }
    return List.copyOf(check.wrong);
  }

  private void storage(Path directory) {
    tried(
        "storage.directory",
        () -> {
          Path there = directory.toAbsolutePath();
          while (there != null && !Files.exists(there)) {
            there = there.getParent();
          }
          if (there == null || !Files.isDirectory(there) || !Files.isWritable(there)) {
            throw new IOException(directory + ": cannot be written to, or made");
          }
        });
  }

  private void door() {
    GuichetConfiguration.Door door = configuration.door();
    server("guichet", door.certificate(), door.key());
    tried("guichet.authority", () -> MutualTls.certificates(door.authority()));
  }

  private void verification() {
    GuichetConfiguration.Verification own = configuration.verification();
    if (own.certificate() != null) {
      server("verification", own.certificate(), own.key());
    }
  }

  private void server(String section, Path certificate, Path key) {
    boolean valid = tried(section + ".certificate", () -> requireValid(certificate));
    boolean secret = tried(section + ".key", () -> requireOwn(key, OF_EVERYBODY));
    if (valid && secret) {
      tried(section + ".key", () -> MutualTls.requirePair(certificate, key));
    }
  }

  private void requireValid(Path certificate) throws IOException, GeneralSecurityException {
    X509Certificate own = MutualTls.certificates(certificate).getFirst();
    try {
      own.checkValidity(Date.from(clock.instant()));
    } catch (CertificateExpiredException e) {
      throw new GeneralSecurityException(
          certificate + ": was valid until " + own.getNotAfter().toInstant(), e);
    } catch (CertificateNotYetValidException e) {
      throw new GeneralSecurityException(
          certificate + ": is valid from " + own.getNotBefore().toInstant(), e);
    }
  }

  /** What is secret is for the program's account. */
  private static void requireOwn(Path secret, Set<PosixFilePermission> ofOthers)
      throws IOException, GeneralSecurityException {
    if (!Files.isReadable(secret)) {
      // Says which of the two it is.
      Files.size(secret);
      throw new AccessDeniedException(secret.toString());
    }
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        && Files.getPosixFilePermissions(secret).stream().anyMatch(ofOthers::contains)) {
      throw new GeneralSecurityException(secret + ": can be opened by others: chmod 0600");
    }
  }

  private void eid() {
    tried("eid.trust", () -> Guichet.roots(configuration.eid()));
  }

  private void validation() {
    tried(
        "validation.trust",
        () -> {
          for (Path file : configuration.validation().trust()) {
            MutualTls.certificates(file);
          }
        });
    tried(
        "validation.revocation_lists",
        () -> {
          for (Path file : configuration.validation().revocationLists()) {
            Files.size(file);
          }
        });
  }

  private void email() {
    MailSettings email = configuration.email();
    if (email == null) {
      return;
    }
    if (email.passwordFile() != null) {
      Set<PosixFilePermission> ofOthers = EnumSet.copyOf(OF_EVERYBODY);
      ofOthers.add(PosixFilePermission.GROUP_READ);
      ofOthers.add(PosixFilePermission.GROUP_WRITE);
      tried("email.password_file", () -> requireOwn(email.passwordFile(), ofOthers));
    }
    if (email.trust() != null) {
      tried("email.trust", () -> MutualTls.certificates(email.trust()));
    }
  }

  private void forms() {
    if (configuration.forms() != null) {
      tried("forms.directory", () -> FormShelf.read(configuration.forms().directory()));
    }
  }

  /** Whether it went well; what went wrong is noted, and the next is looked at all the same. */
  private boolean tried(String setting, WcsEngine.Attempt attempt) {
    try {
      attempt.make();
      return true;
    } catch (NoSuchFileException e) {
      wrong.add(setting + ": " + e.getFile() + ": there is no such file");
    } catch (AccessDeniedException e) {
      wrong.add(setting + ": " + e.getFile() + ": may not be read");
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // One that stumbles must not hide what else is wrong.
      String said = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
      wrong.add(said.startsWith("eid.test_roots: ") ? said : setting + ": " + said);
    }
    return false;
  }
}
