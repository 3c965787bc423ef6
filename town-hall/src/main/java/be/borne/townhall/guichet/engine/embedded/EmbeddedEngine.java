package be.borne.townhall.guichet.engine.embedded;

import be.borne.protocol.guichet.Catalogue;
import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.Purpose;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.guichet.Sides;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.Municipality;
import be.borne.townhall.guichet.engine.Commission;
import be.borne.townhall.guichet.engine.Engine;
import be.borne.townhall.guichet.engine.EngineFailure;
import be.borne.townhall.guichet.engine.Progress;
import be.borne.townhall.guichet.engine.SealedDocument;
import be.borne.townhall.guichet.store.PrivateFiles;
import be.borne.townhall.guichet.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pdfbox.pdmodel.PDDocument;

/** Issues certificates about invented residents at once. Safe for use by several threads. */
public final class EmbeddedEngine implements Engine {
  private static final ZoneId ZONE = ZoneId.of("Europe/Brussels");
  static final List<Language> DOCUMENT_LANGUAGES =
      List.of(Language.FRENCH, Language.DUTCH, Language.GERMAN);

  private final Municipality municipality;
  private final Function<String, URI> verificationAddress;
  private final Clock clock;
  private final ResidentRegister register;
  private final MunicipalSeal seal;
  private final VerificationCodes codes;
  private final CertificateAuthor author;
  private final Map<Language, Wording> wordings = new EnumMap<>(Language.class);
  private final Catalogue catalogue;
  private final SealedDocument rehearsal;

  /**
   * Opens register and seal below the folder, making them at the first start, and issues one
   * certificate for nobody's eyes: the libraries' first document costs seconds, which no citizen
   * should wait.
   *
   * @param folder the engine's own
   * @param organisation the seal's organisation identifier, {@code NTRBE-…}
   * @param verificationAddress the page that confirms the document with this code
   */
  public EmbeddedEngine(
      Path folder,
      Municipality municipality,
      String organisation,
      Function<String, URI> verificationAddress,
      Clock clock)
      throws IOException, GeneralSecurityException, StoreException {
    this.municipality = municipality;
    this.verificationAddress = verificationAddress;
    this.clock = clock;
    for (Language language : Language.values()) {
      wordings.put(language, new Wording(language));
    }
    this.catalogue = catalogue(wordings);
    this.author = new CertificateAuthor(municipality, organisation);
    PrivateFiles.folder(folder);
    this.codes = new VerificationCodes(folder.resolve("verification.key"));
    this.seal =
        new MunicipalSeal(
            folder.resolve("seal"), new SealSubjects(municipality.french(), organisation), clock);
    InventedResidents residents = InventedResidents.read();
    this.rehearsal = rehearse(residents.households().getFirst());
    this.register = ResidentRegister.open(folder.resolve("residents.db"), residents);
  }

  private SealedDocument rehearse(Household household)
      throws IOException, GeneralSecurityException {
    Resident nobody = household.members().getFirst();
    Commission nobodys =
        new Commission(
            municipality.referencePrefix() + "-0000-00000000",
            nobody.number(),
            CertificateKind.HOUSEHOLD_COMPOSITION.serviceId(),
            Language.FRENCH);
    try {
      return issue(
          CertificateKind.HOUSEHOLD_COMPOSITION,
          nobodys,
          new Dossier(household, nobody, List.of(), List.of()));
    } catch (CertificateRefused e) {
      throw new IllegalStateException("everybody registered has a household", e);
    }
  }

  /** The certificate for nobody's eyes: whoever checks documents can rehearse with it too. */
  public SealedDocument rehearsal() {
    return rehearsal;
  }

  private static Catalogue catalogue(Map<Language, Wording> wordings) {
    return new Catalogue(
        Arrays.stream(CertificateKind.values())
            .map(
                kind ->
                    new Service(
                        kind.serviceId(),
                        everyLanguage(wordings, "service." + kind.serviceId() + ".title"),
                        everyLanguage(wordings, "service." + kind.serviceId() + ".explanation"),
                        DOCUMENT_LANGUAGES,
                        0,
                        Service.Delivery.AT_ONCE,
                        Sides.ONE_SIDED,
                        purposes(wordings, kind),
                        kind.mostCopies(),
                        List.of(DeliveryWay.values())))
            .toList());
  }

  private static List<Purpose> purposes(Map<Language, Wording> wordings, CertificateKind kind) {
    return kind.purposes().stream()
        .map(
            purpose ->
                new Purpose(
                    purpose.id(),
                    everyLanguage(wordings, "purpose-of." + purpose.id() + ".title"),
                    0))
        .toList();
  }

  private static Map<Language, String> everyLanguage(Map<Language, Wording> wordings, String key) {
    Map<Language, String> texts = new HashMap<>();
    wordings.forEach((language, words) -> texts.put(language, words.say(key)));
    return texts;
  }

  /** PEM of the root to which the seals chain. */
  public Path sealRoot() {
    return seal.rootCertificate();
  }

  @Override
  public Catalogue catalogue() {
    return catalogue;
  }

  /** Always: everything it needs was opened at the start. */
  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public Progress advance(Commission commission) throws EngineFailure {
    Optional<CertificateKind> kind = CertificateKind.ofService(commission.serviceId());
    if (kind.isEmpty() || !DOCUMENT_LANGUAGES.contains(commission.documentLanguage())) {
      return new Progress.Refused("service or document language not offered");
    }
    // None at all is an order from before purposes were asked.
    if (commission.purposeId().isPresent() && purpose(kind.get(), commission).isEmpty()) {
      return new Progress.Refused("purpose not offered");
    }
    try {
      Optional<Dossier> dossier = register.dossierOf(commission.citizen());
      if (dossier.isEmpty()) {
        return new Progress.Refused("citizen is not in the register");
      }
      return new Progress.Issued(issue(kind.get(), commission, dossier.get()));
    } catch (CertificateRefused | UnwritableText e) {
      return new Progress.Refused(e.getMessage());
    } catch (StoreException e) {
      throw new EngineFailure("the register does not answer", e);
    } catch (IOException | GeneralSecurityException e) {
      throw new EngineFailure("the certificate could not be made", e);
    }
  }

  private static Optional<PurposeKind> purpose(CertificateKind kind, Commission commission) {
    return commission.purposeId().flatMap(PurposeKind::ofId).filter(kind.purposes()::contains);
  }

  private SealedDocument issue(CertificateKind kind, Commission commission, Dossier dossier)
      throws IOException, GeneralSecurityException, CertificateRefused {
    Instant now = clock.instant();
    String code = codes.codeFor(commission.reference());
    try (PDDocument document = written(kind, commission, dossier, code, now)) {
      return new SealedDocument(seal.seal(document), Optional.of(code));
    }
  }

  /** The certificate, complete but for its seal; the caller closes it. */
  private PDDocument written(
      CertificateKind kind, Commission commission, Dossier dossier, String code, Instant now)
      throws IOException, CertificateRefused {
    Language language = commission.documentLanguage();
    CertificateContent content =
        author.write(
            new CertificateAuthor.Issue(
                kind,
                purpose(kind, commission),
                commission.reference(),
                code,
                verificationAddress.apply(code),
                LocalDate.ofInstant(now, ZONE)),
            wordings.get(language),
            dossier);
    PDDocument document = CertificateSheet.draw(content);
    try {
      ArchivalPdf.complete(
          document,
          language,
          content.title(),
          municipality.name(language),
          commission.reference(),
          now,
          ZONE);
      return document;
    } catch (IOException | RuntimeException e) {
      document.close();
      throw e;
    }
  }

  /**
   * The certificate as it is before it is sealed, for whoever checks what sealing leaves of it.
   *
   * @throws CertificateRefused if the citizen cannot have it
   */
  byte[] unsealed(CertificateKind kind, Commission commission)
      throws IOException, GeneralSecurityException, StoreException, CertificateRefused {
    Dossier dossier =
        register
            .dossierOf(commission.citizen())
            .orElseThrow(() -> new CertificateRefused("citizen is not in the register"));
    String code = codes.codeFor(commission.reference());
    try (PDDocument document = written(kind, commission, dossier, code, clock.instant())) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    }
  }

  @Override
  public void close() {
    try {
      register.close();
    } catch (StoreException e) {
      throw new IllegalStateException("the register could not be closed", e);
    }
  }
}
