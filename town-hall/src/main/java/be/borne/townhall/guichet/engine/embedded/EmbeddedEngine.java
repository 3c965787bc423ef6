package be.borne.townhall.guichet.engine.embedded;

import be.borne.protocol.guichet.Catalogue;
import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.Purpose;
import be.borne.protocol.guichet.RefusalReason;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.guichet.Sides;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.Municipality;
import be.borne.townhall.guichet.engine.ClerkDesk;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Issues certificates about invented residents, at once or after a clerk's check. Safe for use by
 * several threads.
 */
public final class EmbeddedEngine implements Engine {
  private static final ZoneId ZONE = ZoneId.of("Europe/Brussels");

  /** Confirms nothing: no order has it. */
  private static final String DRAFT_CODE = "0000-0000-0000-0000";

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
  private final Set<CertificateKind> checked;
  private final CheckStore checks;
  private final EmbeddedClerkDesk desk;

  /** Issues everything at once. */
  public EmbeddedEngine(
      Path folder,
      Municipality municipality,
      String organisation,
      Function<String, URI> verificationAddress,
      Clock clock)
      throws IOException, GeneralSecurityException, StoreException {
    this(folder, municipality, organisation, verificationAddress, Set.of(), clock);
  }

  /**
   * Opens register and seal below the folder, making them at the first start, and issues one
   * certificate for nobody's eyes: the libraries' first document costs seconds, which no citizen
   * should wait.
   *
   * @param folder the engine's own
   * @param organisation the seal's organisation identifier, {@code NTRBE-…}
   * @param verificationAddress the page that confirms the document with this code
   * @param checkedServices ids of those that a clerk looks at first
   * @throws IllegalArgumentException if one of them is none of this engine's
   */
  public EmbeddedEngine(
      Path folder,
      Municipality municipality,
      String organisation,
      Function<String, URI> verificationAddress,
      Set<String> checkedServices,
      Clock clock)
      throws IOException, GeneralSecurityException, StoreException {
    this.municipality = municipality;
    this.verificationAddress = verificationAddress;
    this.clock = clock;
    this.checked = kinds(checkedServices);
    for (Language language : Language.values()) {
      wordings.put(language, new Wording(language));
    }
    this.catalogue = catalogue(wordings, checked);
    this.author = new CertificateAuthor(municipality, organisation);
    PrivateFiles.folder(folder);
    this.codes = new VerificationCodes(folder.resolve("verification.key"));
    this.seal =
        new MunicipalSeal(
            folder.resolve("seal"), new SealSubjects(municipality.french(), organisation), clock);
    InventedResidents residents = InventedResidents.read();
    this.rehearsal = rehearse(residents.households().getFirst());
    this.register = ResidentRegister.open(folder.resolve("residents.db"), residents);
    this.checks = openChecks(folder.resolve("checks.db"));
    this.desk = new EmbeddedClerkDesk(checks, new ForClerks());
  }

  /**
   * Forgets for whom documents were to be looked at, where another engine has taken its place.
   *
   * @param folder that was the engine's own; it need not be there
   */
  public static void leave(Path folder) throws IOException, StoreException {
    Path file = folder.resolve("checks.db");
    if (Files.exists(file)) {
      try (CheckStore left = CheckStore.open(file)) {
        left.settleAll();
      }
    }
  }

  /**
   * @throws IllegalArgumentException if one of these is no service of this engine's
   */
  public static void requireServices(Set<String> services) {
    kinds(services);
  }

  private CheckStore openChecks(Path file) throws IOException, StoreException {
    try {
      return CheckStore.open(file);
    } catch (IOException | StoreException | RuntimeException e) {
      register.close();
      throw e;
    }
  }

  private static Set<CertificateKind> kinds(Set<String> services) {
    Set<CertificateKind> kinds = EnumSet.noneOf(CertificateKind.class);
    for (String service : services) {
      kinds.add(
          CertificateKind.ofService(service)
              .orElseThrow(
                  () -> new IllegalArgumentException("the engine has no service " + service)));
    }
    return kinds;
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
          new Dossier(household, nobody, List.of(), List.of(), List.of()));
    } catch (CertificateRefused e) {
      throw new IllegalStateException("everybody registered has a household", e);
    }
  }

  /** The certificate for nobody's eyes: whoever checks documents can rehearse with it too. */
  public SealedDocument rehearsal() {
    return rehearsal;
  }

  private static Catalogue catalogue(
      Map<Language, Wording> wordings, Set<CertificateKind> checked) {
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
                        checked.contains(kind)
                            ? Service.Delivery.AFTER_A_CLERKS_CHECK
                            : Service.Delivery.AT_ONCE,
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
    // What a clerk has said, or is asked, comes before the list of what is checked now.
    return switch (desk.standing(commission.reference())) {
      case WAITING -> new Progress.WithAClerk();
      case REFUSED -> {
        RefusalReason reason = desk.reason(commission.reference());
        yield new Progress.Refused(reason, "a clerk refused it: " + reason);
      }
      case AGREED ->
          withDossier(
              commission,
              dossier ->
                  desk.isAsSeen(commission)
                      ? new Progress.Issued(issue(kind.get(), commission, dossier))
                      : new Progress.WithAClerk());
      case NOT_ASKED ->
          withDossier(
              commission,
              dossier ->
                  checked.contains(kind.get())
                      ? asked(kind.get(), commission, dossier)
                      : new Progress.Issued(issue(kind.get(), commission, dossier)));
    };
  }

  /** What is done with what the register holds about somebody. */
  private interface Work {
    Progress of(Dossier dossier)
        throws IOException, GeneralSecurityException, CertificateRefused, EngineFailure;
  }

  private Progress withDossier(Commission commission, Work work) throws EngineFailure {
    try {
      Optional<Dossier> dossier = register.dossierOf(commission.citizen());
      if (dossier.isEmpty()) {
        return new Progress.Refused(
            RefusalReason.NOTHING_TO_CERTIFY, "citizen is not in the register");
      }
      return work.of(dossier.get());
    } catch (CertificateRefused e) {
      return new Progress.Refused(RefusalReason.NOTHING_TO_CERTIFY, e.getMessage());
    } catch (UnwritableText e) {
      return new Progress.Refused(RefusalReason.ONLY_AT_THE_COUNTER, e.getMessage());
    } catch (StoreException e) {
      throw new EngineFailure("the register does not answer", e);
    } catch (IOException | GeneralSecurityException e) {
      throw new EngineFailure("the certificate could not be made", e);
    }
  }

  /** No clerk is asked about what cannot be written or issued anyway. */
  private Progress asked(CertificateKind kind, Commission commission, Dossier dossier)
      throws IOException, EngineFailure, CertificateRefused {
    written(kind, commission, dossier, DRAFT_CODE, clock.instant()).close();
    desk.ask(commission);
    return new Progress.WithAClerk();
  }

  @Override
  public Optional<ClerkDesk> clerkDesk() {
    return Optional.of(desk);
  }

  @Override
  public void forget(Instant before) throws EngineFailure {
    try {
      checks.forget(before);
    } catch (StoreException e) {
      throw new EngineFailure("what clerks looked at cannot be forgotten", e);
    }
  }

  /** What clerks need of the engine. */
  private final class ForClerks implements EmbeddedClerkDesk.Issuing {
    @Override
    public Progress advance(Commission commission) throws EngineFailure {
      return EmbeddedEngine.this.advance(commission);
    }

    @Override
    public Optional<byte[]> draft(Commission commission) throws EngineFailure {
      CertificateKind kind = CertificateKind.ofService(commission.serviceId()).orElseThrow();
      AtomicReference<byte[]> draft = new AtomicReference<>();
      withDossier(
          commission,
          dossier -> {
            try (PDDocument document =
                written(kind, commission, dossier, DRAFT_CODE, clock.instant())) {
              draft.set(DraftMark.over(document));
            }
            return new Progress.InPreparation();
          });
      return Optional.ofNullable(draft.get());
    }

    @Override
    public Optional<String> mark(Commission commission) throws EngineFailure {
      CertificateKind kind = CertificateKind.ofService(commission.serviceId()).orElseThrow();
      AtomicReference<String> mark = new AtomicReference<>();
      withDossier(
          commission,
          dossier -> {
            mark.set(
                codes.markOf(
                    content(kind, commission, dossier, DRAFT_CODE, clock.instant()).stated()));
            return new Progress.InPreparation();
          });
      return Optional.ofNullable(mark.get());
    }

    @Override
    public Instant now() {
      return clock.instant();
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
    CertificateContent content = content(kind, commission, dossier, code, now);
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

  private CertificateContent content(
      CertificateKind kind, Commission commission, Dossier dossier, String code, Instant now)
      throws CertificateRefused {
    return author.write(
        new CertificateAuthor.Issue(
            kind,
            purpose(kind, commission),
            commission.reference(),
            code,
            verificationAddress.apply(code),
            LocalDate.ofInstant(now, ZONE)),
        wordings.get(commission.documentLanguage()),
        dossier);
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
      try {
        checks.close();
      } finally {
        register.close();
      }
    } catch (StoreException e) {
      throw new IllegalStateException("the register could not be closed", e);
    }
  }
}
