package be.borne.kiosk.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import be.borne.kiosk.document.DemoIssuer.Identity;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The authority that certifies a municipality's seal certifies its web servers and its clerks too,
 * under the same organisation identifier. Their keys lie elsewhere than the seal's.
 */
class SealPurposeTest {
  private static final Samples SAMPLES = Samples.shared();
  private static final String WEB_SERVER = "1.3.6.1.5.5.7.3.1";
  private static final String WEB_CLIENT = "1.3.6.1.5.5.7.3.2";
  private static final String CODE = "1.3.6.1.5.5.7.3.3";
  private static final String MAIL = "1.3.6.1.5.5.7.3.4";
  private static final String TIME = "1.3.6.1.5.5.7.3.8";
  private static final String OCSP = "1.3.6.1.5.5.7.3.9";
  private static final String DOCUMENTS = "1.3.6.1.5.5.7.3.36";

  private static X500NameBuilder subject() {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.CN, "Testerive")
        .addRDN(BCStyle.ORGANIZATION_IDENTIFIER, DemoIssuer.ORGANISATION);
  }

  private static Verdict check(X500Name subject, Extension... extensions) throws Exception {
    Identity identity = SAMPLES.issuer().signing(subject, extensions);
    return SAMPLES.check(
        new DemoSealer(identity, Optional.of(SAMPLES.time()), Optional.of(SAMPLES.nobodyRevoked()))
            .seal());
  }

  private static void assertNoSeal(Verdict verdict) {
    Verdict.Refused refused = assertInstanceOf(Verdict.Refused.class, verdict, "it passed");
    assertEquals(SealRule.TRUSTED_CHAIN, refused.rule());
  }

  private static Extension purposes(String... purposes) throws Exception {
    KeyPurposeId[] ids = new KeyPurposeId[purposes.length];
    for (int at = 0; at < ids.length; at++) {
      ids[at] = KeyPurposeId.getInstance(new ASN1ObjectIdentifier(purposes[at]));
    }
    return Extension.create(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(ids));
  }

  /** ETSI EN 319 412-5 §4.2.3. */
  private static Extension qualifiedAs(int... types) throws Exception {
    ASN1ObjectIdentifier statement = new ASN1ObjectIdentifier("0.4.0.1862.1.6");
    ASN1Encodable[] values = new ASN1Encodable[types.length];
    for (int at = 0; at < types.length; at++) {
      values[at] = statement.branch(Integer.toString(types[at]));
    }
    return Extension.create(
        Extension.qCStatements,
        false,
        new DERSequence(
            new ASN1Encodable[] {
              new DERSequence(new ASN1ObjectIdentifier("0.4.0.1862.1.1")),
              new DERSequence(new ASN1Encodable[] {statement, new DERSequence(values)})
            }));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        WEB_SERVER,
        WEB_SERVER + " " + WEB_CLIENT,
        WEB_CLIENT,
        CODE,
        TIME,
        OCSP,
        MAIL + " " + OCSP
      })
  void aKeyForSomethingElseSealsNothing(String purposes) throws Exception {
    assertNoSeal(check(subject().build(), purposes(purposes.split(" "))));
  }

  @ParameterizedTest
  @ValueSource(strings = {DOCUMENTS, MAIL, WEB_CLIENT + " " + MAIL, "2.5.29.37.0"})
  void theUsualPurposesOfSealsPass(String purposes) throws Exception {
    GoodDocumentsTest.passed(check(subject().build(), purposes(purposes.split(" "))));
  }

  @Test
  void aClerkIsNotTheMunicipality() throws Exception {
    assertNoSeal(check(subject().addRDN(BCStyle.SURNAME, "Clerk").build()));
    assertNoSeal(check(subject().addRDN(BCStyle.GIVENNAME, "An").build()));
    assertNoSeal(check(subject().addRDN(BCStyle.PSEUDONYM, "A. C.").build()));
  }

  @Test
  void aQualifiedCertificateSaysWhatItIsFor() throws Exception {
    assertNoSeal(check(subject().build(), qualifiedAs(1)));
    assertNoSeal(check(subject().build(), qualifiedAs(3)));
    GoodDocumentsTest.passed(check(subject().build(), qualifiedAs(2)));
  }
}
