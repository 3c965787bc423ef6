package be.borne.kiosk.document;

import be.borne.kiosk.document.DemoSealer.Making;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** By whom a document was sealed, with what, and what order it is of. */
final class HostileOrigins extends HostileDocuments {
  HostileOrigins(Samples samples) {
    super(samples);
  }

  @Override
  void make() throws Exception {
    issuers();
    revoked();
    algorithms();
    orders();
  }

  private void issuers() throws Exception {
    Instant now = DemoIssuer.NOW;
    DemoIssuer issuer = samples.issuer();
    add(
        SealRule.ORGANISATION,
        "another municipality of the same authority",
        sealer(issuer.seal("NTRBE-0000000194")).seal());
    add(
        SealRule.TRUSTED_CHAIN,
        "expired when it sealed",
        sealer(
                issuer.seal(
                    DemoIssuer.ORGANISATION, now.minus(Duration.ofDays(400)), Duration.ofDays(100)))
            .seal());
    add(
        SealRule.TRUSTED_CHAIN,
        "not yet valid when it sealed",
        sealer(
                issuer.seal(
                    DemoIssuer.ORGANISATION, now.plus(Duration.ofDays(2)), Duration.ofDays(100)))
            .seal());
    DemoIssuer stranger = new DemoIssuer("Demo root");
    add(
        SealRule.TRUSTED_CHAIN,
        "an authority of the same name that is not pinned",
        new DemoSealer(
                stranger.seal(DemoIssuer.ORGANISATION),
                Optional.of(samples.time()),
                Optional.of(stranger.revocations(List.of())))
            .seal());
    add(
        SealRule.TIMESTAMP,
        "a timestamp of an authority that is not pinned",
        new DemoSealer(
                samples.seal(),
                Optional.of(stranger.timestampAuthority()),
                Optional.of(samples.nobodyRevoked()))
            .seal());
  }

  private void revoked() throws Exception {
    for (X509Certificate revoked :
        List.of(samples.seal().certificate(), samples.time().certificate())) {
      String whose = revoked.equals(samples.seal().certificate()) ? "seal" : "timestamp authority";
      X509CRL list = samples.issuer().revocations(List.of(revoked));
      add(
          SealRule.NOT_REVOKED,
          whose + " revoked, by a list under the seal",
          new DemoSealer(samples.seal(), Optional.of(samples.time()), Optional.of(list)).seal());
      add(
          SealRule.NOT_REVOKED,
          whose + " revoked, by a list in the seal",
          new DemoSealer(samples.seal(), Optional.of(samples.time()), Optional.of(list))
              .making(new Making("SHA256with", Optional.empty(), false, true))
              .seal());
      add(
          SealRule.NOT_REVOKED,
          whose + " revoked, by a list behind the seal",
          behind(Optional.of(list), Optional.empty()));
      add(
          SealRule.NOT_REVOKED,
          whose + " revoked, by an OCSP answer behind the seal",
          behind(
              Optional.empty(),
              Optional.of(samples.issuer().answer(revoked, true, DemoIssuer.NOW))));
    }
  }

  private byte[] behind(Optional<X509CRL> list, Optional<byte[]> answer) throws Exception {
    byte[] good = samples.good(Samples.Level.B_T);
    int next = HandMade.on(good).next();
    byte[] data = list.isPresent() ? list.get().getEncoded() : answer.orElseThrow();
    return HandMade.on(good)
        .put(next, "<< /" + (list.isPresent() ? "CRLs" : "OCSPs") + " [" + (next + 1) + " 0 R] >>")
        .put(next + 1, HandMade.stream(data))
        .catalogue("/DSS " + next + " 0 R")
        .update();
  }

  private void algorithms() throws Exception {
    Instant from = DemoIssuer.NOW.minus(Duration.ofDays(1));
    Duration year = Duration.ofDays(365);
    add(
        SealRule.STRONG_ALGORITHMS,
        "SHA-1",
        sealer(samples.seal())
            .making(new Making("SHA1with", Optional.empty(), false, false))
            .seal());
    add(
        SealRule.STRONG_ALGORITHMS,
        "RSA of 1024 bits",
        sealer(samples.issuer().seal(DemoIssuer.ORGANISATION, from, year, DemoIssuer.rsaKeys(1024)))
            .seal());
    add(
        SealRule.NAMES_ITS_CERTIFICATE,
        "no signing-certificate-v2",
        sealer(samples.seal())
            .making(new Making("SHA256with", Optional.empty(), true, false))
            .seal());
    add(
        SealRule.NAMES_ITS_CERTIFICATE,
        "signing-certificate-v2 of another certificate",
        sealer(samples.seal())
            .making(
                new Making("SHA256with", Optional.of(samples.time().certificate()), false, false))
            .seal());
  }

  private void orders() throws Exception {
    String code = DemoSealer.CODE;
    String reference = DemoSealer.REFERENCE;
    String other = "TSR-2026-00000000";
    add(
        SealRule.ORDER_REFERENCE,
        "right seal, wrong order",
        document -> {
          document
              .getDocumentInformation()
              .setCustomMetadataValue(SealedStructure.ORDER_REFERENCE_KEY, other);
          DemoSealer.rewrite(document, DemoSealer.ADDRESS, other, code);
        });
    add(
        SealRule.ORDER_REFERENCE,
        "no reference in the information",
        document ->
            document
                .getDocumentInformation()
                .setCustomMetadataValue(SealedStructure.ORDER_REFERENCE_KEY, null));
    add(
        SealRule.ORDER_REFERENCE,
        "page of another order",
        document -> DemoSealer.rewrite(document, DemoSealer.ADDRESS, other, code));
    add(
        SealRule.VERIFICATION_CODE,
        "no code on the page",
        document -> DemoSealer.rewrite(document, DemoSealer.ADDRESS, reference));
    add(
        SealRule.VERIFICATION_CODE,
        "another code on the page",
        document ->
            DemoSealer.rewrite(
                document, DemoSealer.ADDRESS, reference, "0".repeat(4) + code.substring(4)));
    add(
        SealRule.QR_CODE,
        "no QR code",
        document -> DemoSealer.rewrite(document, "", reference, code));
    add(
        SealRule.QR_CODE,
        "QR code of another code",
        document ->
            DemoSealer.rewrite(
                document, DemoSealer.ADDRESS.replace("7K3M", "0000"), reference, code));
    for (String address :
        List.of(
            "https://elsewhere.example/c/" + code,
            "https://" + DemoSealer.HOST + "@elsewhere.example/c/" + code,
            "https://" + DemoSealer.HOST + ".elsewhere.example/c/" + code,
            "ftp://" + DemoSealer.HOST + "/c/" + code,
            "javascript:alert('" + code,
            "https://" + DemoSealer.HOST + "/c/9" + code,
            DemoSealer.ADDRESS + "/more",
            code)) {
      add(
          SealRule.QR_CODE,
          "QR code " + address,
          document -> DemoSealer.rewrite(document, address, reference, code));
    }
    add(
        SealRule.QR_CODE,
        "two QR codes",
        document ->
            DemoSealer.drawQr(
                document, document.getPage(0), "https://elsewhere.example/" + code, 300, 100, 98));
    add(
        SealRule.QR_CODE,
        "QR code twice, on two pages",
        document -> {
          PDPage second = new PDPage(PDRectangle.A4);
          document.addPage(second);
          DemoSealer.drawQr(document, second, DemoSealer.ADDRESS);
        });
    add(
        SealRule.QR_CODE,
        "QR code covered by a white field",
        document -> {
          try (var content =
              new org.apache.pdfbox.pdmodel.PDPageContentStream(
                  document,
                  document.getPage(0),
                  org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode.APPEND,
                  true,
                  true)) {
            content.setNonStrokingColor(1f);
            content.addRect(50, 90, 60, 120);
            content.fill();
          }
        });
  }
}
