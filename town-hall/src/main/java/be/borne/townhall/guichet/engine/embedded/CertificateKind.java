package be.borne.townhall.guichet.engine.embedded;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The certificates that the embedded engine issues: the service by which each is ordered, who may
 * ask for it, what for, and how many. What each states is in {@link PopulationFacts}, {@link
 * CriminalRecordFacts} and {@link CivilStatusFacts}; the words are in {@code wording_*.properties}
 * under {@code service.<id>}.
 */
enum CertificateKind {
  HOUSEHOLD_COMPOSITION("household-composition", Asker.WHOEVER_IS_REGISTERED, 3),
  RESIDENCE("residence", Asker.WHOEVER_IS_REGISTERED, 3),
  RESIDENCE_HISTORY("residence-history", Asker.WHOEVER_IS_REGISTERED, 3),
  BELGIAN_NATIONALITY("belgian-nationality", Asker.A_BELGIAN, 3),
  /** Whoever pays wants one of its own, and it tells the day on which it was asked for. */
  LIFE("life", Asker.WHOEVER_IS_REGISTERED, 1),
  REGISTER_EXTRACT("register-extract", Asker.WHOEVER_IS_REGISTERED, 3),
  RESIDENCE_FOR_MARRIAGE("residence-for-marriage", Asker.WHOEVER_MAY_MARRY, 3),
  LEGAL_COHABITATION("legal-cohabitation", Asker.A_LEGAL_COHABITANT, 3),
  BURIAL_WISHES("burial-wishes", Asker.WHOEVER_DECLARED_WISHES, 1),
  VOTER("voter", Asker.AN_ELECTOR, 1),
  CRIMINAL_RECORD("criminal-record", Asker.WHOEVER_IS_OLD_ENOUGH_FOR_A_RECORD, 3),
  BIRTH_ACT("birth-act", Asker.WHOM_THE_ACT_CONCERNS),
  MARRIAGE_ACT("marriage-act", Asker.WHOM_THE_ACT_CONCERNS),
  DIVORCE_ACT("divorce-act", Asker.WHOM_THE_ACT_CONCERNS),
  DEATH_ACT("death-act", Asker.A_NEAR_RELATIVE),
  NATIONALITY_ACT("nationality-act", Asker.WHOM_THE_ACT_CONCERNS),
  RECOGNITION_ACT("recognition-act", Asker.WHOM_THE_ACT_CONCERNS),
  ADOPTION_ACT("adoption-act", Asker.WHOM_THE_ACT_CONCERNS),
  FIRST_NAME_CHANGE("first-name-change", Asker.WHOM_THE_ACT_CONCERNS),
  NAME_CHANGE("name-change", Asker.WHOM_THE_ACT_CONCERNS),
  FILIATION_JUDGMENT("filiation-judgment", Asker.WHOM_THE_ACT_CONCERNS);

  /**
   * Who may ask. Everybody asks about himself (royal decree of 16 July 1992 on obtaining
   * information from the registers, art. 2); acts that are not public are for whom they concern
   * (old Civil Code, art. 29). Others whom that article names must show a legitimate interest,
   * which a terminal cannot judge: they go to the counter. Extracts of acts of death are public;
   * since an order names no act, it is the latest death of a spouse, legal cohabitant, parent or
   * child.
   */
  enum Asker {
    WHOEVER_IS_REGISTERED,
    A_BELGIAN,
    /** Of age, and not married. */
    WHOEVER_MAY_MARRY,
    A_LEGAL_COHABITANT,
    WHOEVER_DECLARED_WISHES,
    /** Belgian, eighteen, not excluded: the elections of the Federal Parliament. */
    AN_ELECTOR,
    /** Sixteen: nobody younger has one of one's own. */
    WHOEVER_IS_OLD_ENOUGH_FOR_A_RECORD,
    /** The latest act of the kind in which the citizen's own status is set down. */
    WHOM_THE_ACT_CONCERNS,
    A_NEAR_RELATIVE
  }

  private final String serviceId;
  private final Asker asker;
  private final int mostCopies;

  /** An extract of an act. */
  CertificateKind(String serviceId, Asker asker) {
    this(serviceId, asker, 3);
  }

  CertificateKind(String serviceId, Asker asker, int mostCopies) {
    this.serviceId = serviceId;
    this.asker = asker;
    this.mostCopies = mostCopies;
  }

  String serviceId() {
    return serviceId;
  }

  Asker asker() {
    return asker;
  }

  /** How many can be had on paper in one order. */
  int mostCopies() {
    return mostCopies;
  }

  /**
   * Of which one has to be named, in the order in which they are offered. Empty where none is
   * asked: of acts, and of what has one use alone.
   */
  List<PurposeKind> purposes() {
    return switch (this) {
      case HOUSEHOLD_COMPOSITION ->
          List.of(
              PurposeKind.SOCIAL_HOUSING,
              PurposeKind.FAMILY_ALLOWANCES,
              PurposeKind.SCHOOL,
              PurposeKind.PENSION,
              PurposeKind.SOCIAL_WELFARE,
              PurposeKind.EMPLOYER,
              PurposeKind.OTHER);
      case RESIDENCE ->
          List.of(
              PurposeKind.SOCIAL_HOUSING,
              PurposeKind.SCHOOL,
              PurposeKind.EMPLOYER,
              PurposeKind.OTHER);
      case BELGIAN_NATIONALITY ->
          List.of(PurposeKind.EMPLOYER, PurposeKind.SCHOOL, PurposeKind.OTHER);
      case REGISTER_EXTRACT ->
          List.of(
              PurposeKind.SOCIAL_WELFARE,
              PurposeKind.EMPLOYER,
              PurposeKind.NOTARY,
              PurposeKind.OTHER);
      case LEGAL_COHABITATION ->
          List.of(
              PurposeKind.PENSION,
              PurposeKind.FAMILY_ALLOWANCES,
              PurposeKind.NOTARY,
              PurposeKind.OTHER);
      case CRIMINAL_RECORD -> List.of(PurposeKind.ARTICLE_595, PurposeKind.ARTICLE_596_1);
      default -> List.of();
    };
  }

  /** Whether it is an extract of an act of civil status, and not drawn from the registers. */
  boolean isAct() {
    return asker == Asker.WHOM_THE_ACT_CONCERNS || asker == Asker.A_NEAR_RELATIVE;
  }

  static Optional<CertificateKind> ofService(String serviceId) {
    return Arrays.stream(values()).filter(kind -> kind.serviceId.equals(serviceId)).findFirst();
  }
}
