package be.borne.townhall.guichet.engine.embedded;

import java.util.Arrays;
import java.util.Optional;

/**
 * The certificates that the embedded engine issues: the service by which each is ordered, and who
 * may ask for it. What each states is in {@link PopulationFacts} and {@link CivilStatusFacts}; the
 * words are in {@code wording_*.properties} under {@code service.<id>}.
 */
enum CertificateKind {
  HOUSEHOLD_COMPOSITION("household-composition", Asker.WHOEVER_IS_REGISTERED),
  RESIDENCE("residence", Asker.WHOEVER_IS_REGISTERED),
  RESIDENCE_HISTORY("residence-history", Asker.WHOEVER_IS_REGISTERED),
  BELGIAN_NATIONALITY("belgian-nationality", Asker.A_BELGIAN),
  LIFE("life", Asker.WHOEVER_IS_REGISTERED),
  REGISTER_EXTRACT("register-extract", Asker.WHOEVER_IS_REGISTERED),
  RESIDENCE_FOR_MARRIAGE("residence-for-marriage", Asker.WHOEVER_MAY_MARRY),
  LEGAL_COHABITATION("legal-cohabitation", Asker.A_LEGAL_COHABITANT),
  BURIAL_WISHES("burial-wishes", Asker.WHOEVER_DECLARED_WISHES),
  VOTER("voter", Asker.AN_ELECTOR),
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
    /** The latest act of the kind in which the citizen's own status is set down. */
    WHOM_THE_ACT_CONCERNS,
    A_NEAR_RELATIVE
  }

  private final String serviceId;
  private final Asker asker;

  CertificateKind(String serviceId, Asker asker) {
    this.serviceId = serviceId;
    this.asker = asker;
  }

  String serviceId() {
    return serviceId;
  }

  Asker asker() {
    return asker;
  }

  /** Whether it is an extract of an act of civil status, and not drawn from the registers. */
  boolean isAct() {
    return asker == Asker.WHOM_THE_ACT_CONCERNS || asker == Asker.A_NEAR_RELATIVE;
  }

  static Optional<CertificateKind> ofService(String serviceId) {
    return Arrays.stream(values()).filter(kind -> kind.serviceId.equals(serviceId)).findFirst();
  }
}
