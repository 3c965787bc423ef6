package be.borne.townhall.guichet.engine.embedded;

import java.util.Arrays;
import java.util.Optional;

/**
 * What certificates are needed for, as communes ask. The words are in {@code wording_*.properties}
 * under {@code purpose-of.<id>}: a title to choose by, and a line for the certificate; without a
 * line it bears the usual one.
 */
enum PurposeKind {
  PENSION("pension"),
  SOCIAL_HOUSING("social-housing"),
  FAMILY_ALLOWANCES("family-allowances"),
  SOCIAL_WELFARE("social-welfare"),
  SCHOOL("school"),
  EMPLOYER("employer"),
  NOTARY("notary"),
  OTHER("other"),
  /** The extract of the criminal record for whatever is not one of the others. */
  ARTICLE_595("article-595"),
  /** The one for regulated activities; the third, for work with minors, is given at the counter. */
  ARTICLE_596_1("article-596-1");

  private final String id;

  PurposeKind(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  static Optional<PurposeKind> ofId(String id) {
    return Arrays.stream(values()).filter(purpose -> purpose.id.equals(id)).findFirst();
  }
}
