package be.borne.demo.bench;

import be.borne.demo.house.HouseSettings;
import be.borne.demo.process.DemoFailure;
import be.borne.device.virtual.VirtualPerson;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.Municipality;
import be.borne.townhall.guichet.engine.Commission;
import be.borne.townhall.guichet.engine.EngineFailure;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.engine.Progress;
import be.borne.townhall.guichet.engine.embedded.EmbeddedEngine;
import be.borne.townhall.guichet.store.StoreException;
import be.borne.townhall.guichet.validation.DocumentValidator;
import be.borne.townhall.guichet.validation.ValidationSettings;
import be.borne.townhall.guichet.validation.ValidationUnavailable;
import be.borne.townhall.guichet.validation.Verdict;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What this machine can do of the things that a visit cannot do without, each alone in one thread
 * with nobody beside it.
 */
final class GuichetBounds {
  /**
   * What a sign-in checks with P-384: the register's certificate, the identity file, the citizens'
   * authority, the citizen's certificate, the answer to the challenge.
   */
  static final int CHECKS_OF_A_SIGN_IN = 5;

  /** RSA-3072 signatures of one document: its seal, the time stamp, the revocation list in it. */
  static final int SIGNATURES_OF_A_DOCUMENT = 3;

  /**
   * Transactions of a visit that end on the disk: of the order its placing, its issue, its claim
   * and the report; and in the trail that somebody signed in, ordered, was issued something,
   * claimed, fetched and reported.
   */
  static final int COMMITS_OF_A_VISIT = 10;

  private static final int SYNCED_BYTES = 4096;
  private static final int RSA_BITS = 3072;

  /** A slow machine is measured, too. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** No warm-up takes longer, on whatever machine. */
  private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(1);

  private final Path directory;
  private final Duration each;
  private final int documents;

  /**
   * @param directory on the disk where the town hall keeps its stores
   * @param each how long one thing is done over and over, and as long before that to warm up
   * @param documents made before they are counted: their code is long in getting warm
   */
  GuichetBounds(Path directory, Duration each, int documents) {
    this.directory = directory;
    this.each = each;
    this.documents = documents;
  }

  /** Something that is done over and over. */
  private interface Work {
    void once() throws IOException, GeneralSecurityException, EngineFailure, ValidationUnavailable;
  }

  /**
   * How much of something one thread does.
   *
   * @param perSecond one after another
   * @param cpuMillis of this process for one, its compilers' threads included
   */
  record Rate(double perSecond, double cpuMillis) {}

  /**
   * Everything.
   *
   * @param checks P-384 signatures checked
   * @param signatures RSA-3072 signatures made
   * @param documents made, sealed and validated
   * @param syncs of a page appended to a file
   * @param commits SQLite transactions a second
   */
  record All(Rate checks, Rate signatures, Rate documents, Rate syncs, double commits) {}

  All all() throws IOException, GeneralSecurityException {
    return new All(
        signatureChecks(), sealSignatures(), documents(), diskSyncs(), commitsPerSecond());
  }

  /** P-384 with SHA-384, as cards and their register sign. */
  private Rate signatureChecks() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));
    KeyPair pair = generator.generateKeyPair();
    byte[] statement = new byte[200];
    byte[] signature = signed("SHA384withECDSA", pair, statement);
    return warm(
        () -> {
          Signature verifier = Signature.getInstance("SHA384withECDSA");
          verifier.initVerify(pair.getPublic());
          verifier.update(statement);
          if (!verifier.verify(signature)) {
            throw new DemoFailure("a signature does not hold");
          }
        });
  }

  /** RSA-3072 with SHA-256, as the embedded engine's seal signs. */
  private Rate sealSignatures() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(RSA_BITS);
    KeyPair pair = generator.generateKeyPair();
    byte[] statement = new byte[200];
    return warm(() -> signed("SHA256withRSA", pair, statement));
  }

  private static byte[] signed(String algorithm, KeyPair pair, byte[] statement)
      throws GeneralSecurityException {
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(pair.getPrivate());
    signer.update(statement);
    return signer.sign();
  }

  /** A whole certificate made and sealed by the embedded engine, and validated. */
  private Rate documents() throws IOException, GeneralSecurityException {
    Path folder = directory.resolve("bound-engine");
    try (EmbeddedEngine engine = engine(folder);
        DocumentValidator validator =
            new DocumentValidator(
                new ValidationSettings(null, null, null, null, PATIENCE),
                List.of(engine.sealRoot()),
                HouseSettings.DEMONSTRATION_ORGANISATION,
                Clock.systemUTC())) {
      validator.rehearse(engine.rehearsal().pdf());
      NationalNumber citizen =
          new NationalNumber(VirtualPerson.named(GuichetTown.LIKENESS).nationalNumber());
      Optional<String> purpose =
          engine.catalogue().services().stream()
              .filter(service -> service.id().equals(GuichetVisit.SERVICE))
              .flatMap(service -> service.purposes().stream())
              .map(kind -> kind.id())
              .findFirst();
      return warm(
          documents,
          LONGEST_WARM_UP,
          () -> {
            Progress made =
                engine.advance(
                    new Commission(
                        "TSR-2026-BENCH123",
                        citizen,
                        GuichetVisit.SERVICE,
                        Language.FRENCH,
                        purpose));
            if (!(made instanceof Progress.Issued(var sealed))
                || validator.validate(sealed.pdf()) instanceof Verdict.Refused) {
              throw new DemoFailure("the engine did not make a certificate that passes");
            }
          });
    } catch (StoreException e) {
      throw new DemoFailure("the engine cannot be opened", e);
    }
  }

  private static EmbeddedEngine engine(Path folder)
      throws IOException, GeneralSecurityException, StoreException {
    return new EmbeddedEngine(
        folder,
        new Municipality(
            "Ville de Testerive", "Stad Testerive", "Stadt Testerive", "City of Testerive", "TSR"),
        HouseSettings.DEMONSTRATION_ORGANISATION,
        code -> URI.create("https://verify.example.invalid/verify/" + code),
        Clock.systemUTC());
  }

  /** A page appended to a file and on the disk before the next. */
  private Rate diskSyncs() throws IOException, GeneralSecurityException {
    try (FileChannel file =
        FileChannel.open(
            directory.resolve("synced"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      return warm(
          () -> {
            file.write(ByteBuffer.allocate(SYNCED_BYTES));
            file.force(false);
          });
    }
  }

  /** A row in a database of the guichet's kind, on the disk before the next. */
  private double commitsPerSecond() throws IOException {
    try (BenchCommitStore store = new BenchCommitStore(directory.resolve("commits.db"))) {
      return store.perSecond(each);
    } catch (StoreException e) {
      throw new DemoFailure("the database does not take commits", e);
    }
  }

  private Rate warm(Work work) throws IOException, GeneralSecurityException {
    return warm(Integer.MAX_VALUE, each, work);
  }

  private Rate warm(int before, Duration atMost, Work work)
      throws IOException, GeneralSecurityException {
    try {
      var _ = during(before, atMost, work);
      return during(Integer.MAX_VALUE, each, work);
    } catch (EngineFailure | ValidationUnavailable e) {
      throw new DemoFailure("the engine does not work alone", e);
    }
  }

  private static Rate during(int atMost, Duration time, Work work)
      throws IOException, GeneralSecurityException, EngineFailure, ValidationUnavailable {
    long begin = System.nanoTime();
    double cpu = LoadMeter.ownCpuSeconds();
    long end = begin + time.toNanos();
    int done = 0;
    while (done < atMost && System.nanoTime() < end) {
      work.once();
      done++;
    }
    return new Rate(
        done / ((System.nanoTime() - begin) / 1e9),
        (LoadMeter.ownCpuSeconds() - cpu) * 1000 / done);
  }
}
