package be.borne.townhall.guichet.revocation;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * Where a certificate says that its revocation can be asked (RFC 5280, 4.2.1.13 and 4.2.2.1). It is
 * only read once the certificate chains to a pinned root, so that whoever may issue it said so.
 */
final class Addresses {
  private static final int MOST = 4;
  private static final int MOST_CHARS = 300;

  private Addresses() {}

  /** Of responders; none where the certificate names none that can be asked. */
  static List<URI> responders(X509Certificate certificate) {
    List<URI> found = new ArrayList<>();
    try {
      ASN1Primitive value = extension(certificate, Extension.authorityInfoAccess.getId());
      if (value != null) {
        for (AccessDescription each :
            AuthorityInformationAccess.getInstance(value).getAccessDescriptions()) {
          if (AccessDescription.id_ad_ocsp.equals(each.getAccessMethod())) {
            address(each.getAccessLocation()).ifPresent(found::add);
          }
        }
      }
    } catch (RuntimeException | java.io.IOException e) {
      // An extension that cannot be read names nobody: then nothing is known.
      return List.of();
    }
    return first(found);
  }

  /** Of revocation lists, likewise. */
  static List<URI> lists(X509Certificate certificate) {
    List<URI> found = new ArrayList<>();
    try {
      ASN1Primitive value = extension(certificate, Extension.cRLDistributionPoints.getId());
      if (value != null) {
        for (DistributionPoint point : CRLDistPoint.getInstance(value).getDistributionPoints()) {
          DistributionPointName name = point.getDistributionPoint();
          if (name != null && name.getType() == DistributionPointName.FULL_NAME) {
            for (GeneralName each : GeneralNames.getInstance(name.getName()).getNames()) {
              address(each).ifPresent(found::add);
            }
          }
        }
      }
    } catch (RuntimeException | java.io.IOException e) {
      return List.of();
    }
    return first(found);
  }

  private static ASN1Primitive extension(X509Certificate certificate, String oid)
      throws java.io.IOException {
    byte[] wrapped = certificate.getExtensionValue(oid);
    return wrapped == null
        ? null
        : ASN1Primitive.fromByteArray(ASN1OctetString.getInstance(wrapped).getOctets());
  }

  /** Only the web's: a file or a directory server is asked by nobody here. */
  private static Optional<URI> address(GeneralName name) {
    if (name.getTagNo() != GeneralName.uniformResourceIdentifier) {
      return Optional.empty();
    }
    String text = name.getName().toString();
    if (text.length() > MOST_CHARS) {
      return Optional.empty();
    }
    try {
      URI address = new URI(text);
      boolean isWeb = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      return isWeb && address.getHost() != null && address.getRawUserInfo() == null
          ? Optional.of(address)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static List<URI> first(List<URI> found) {
    return List.copyOf(found.subList(0, Math.min(MOST, found.size())));
  }
}
