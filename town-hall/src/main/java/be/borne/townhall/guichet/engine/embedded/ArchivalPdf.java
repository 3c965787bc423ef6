package be.borne.townhall.guichet.engine.embedded;

import be.borne.protocol.terminal.Language;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import javax.xml.transform.TransformerException;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.apache.xmpbox.XMPMetadata;
import org.apache.xmpbox.schema.AdobePDFSchema;
import org.apache.xmpbox.schema.DublinCoreSchema;
import org.apache.xmpbox.schema.PDFAIdentificationSchema;
import org.apache.xmpbox.schema.XMPBasicSchema;
import org.apache.xmpbox.type.BadFieldValueException;
import org.apache.xmpbox.xml.XmpSerializer;

/**
 * Makes a tagged document PDF/A-2b (ISO 19005-2) and PDF/UA-1 (ISO 14289-1): says so in its
 * metadata, gives its colours a meaning, and has the metadata say the same as the information
 * dictionary. That both are true is held against veraPDF, by the module {@code archival-check}.
 */
final class ArchivalPdf {
  /** Where a terminal finds which order a document answers. */
  static final String ORDER_REFERENCE = "BorneOrderReference";

  private static final String PRODUCER = "Borne";
  private static final String SRGB = "sRGB IEC61966-2.1";

  /** ISO 14289-1, clause 5; ISO 19005-2, 6.6.2.3. */
  private static final String PDF_UA =
      """
      <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
        <pdfuaid:part>1</pdfuaid:part>
      </rdf:Description>
      <rdf:Description rdf:about=""
          xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
          xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
          xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
        <pdfaExtension:schemas>
          <rdf:Bag>
            <rdf:li rdf:parseType="Resource">
              <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
              <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
              <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
              <pdfaSchema:property>
                <rdf:Seq>
                  <rdf:li rdf:parseType="Resource">
                    <pdfaProperty:name>part</pdfaProperty:name>
                    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
                    <pdfaProperty:category>internal</pdfaProperty:category>
                    <pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
                  </rdf:li>
                </rdf:Seq>
              </pdfaSchema:property>
            </rdf:li>
          </rdf:Bag>
        </pdfaExtension:schemas>
      </rdf:Description>
      """;

  private ArchivalPdf() {}

  /**
   * @param author the municipality
   */
  static void complete(
      PDDocument document,
      Language language,
      String title,
      String author,
      String orderReference,
      Instant issuedAt,
      ZoneId zone)
      throws IOException {
    Calendar created = GregorianCalendar.from(ZonedDateTime.ofInstant(issuedAt, zone).withNano(0));
    document.setVersion(1.7f);
    PDDocumentInformation information = new PDDocumentInformation();
    information.setTitle(title);
    information.setAuthor(author);
    information.setProducer(PRODUCER);
    information.setCreator(PRODUCER);
    information.setCreationDate(created);
    information.setModificationDate(created);
    information.setCustomMetadataValue(ORDER_REFERENCE, orderReference);
    document.setDocumentInformation(information);

    PDDocumentCatalog catalogue = document.getDocumentCatalog();
    catalogue.setLanguage(language.locale().toLanguageTag());
    PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
    preferences.setDisplayDocTitle(true);
    preferences.setPrintScaling(PDViewerPreferences.PRINT_SCALING.None);
    catalogue.setViewerPreferences(preferences);
    catalogue.addOutputIntent(outputIntent(document));
    catalogue.setMetadata(metadata(document, information, language));
  }

  private static PDOutputIntent outputIntent(PDDocument document) throws IOException {
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    PDOutputIntent intent = new PDOutputIntent(document, new ByteArrayInputStream(profile));
    intent.setInfo(SRGB);
    intent.setOutputCondition(SRGB);
    intent.setOutputConditionIdentifier(SRGB);
    intent.setRegistryName("http://www.color.org");
    return intent;
  }

  private static PDMetadata metadata(
      PDDocument document, PDDocumentInformation information, Language language)
      throws IOException {
    XMPMetadata xmp = XMPMetadata.createXMPMetadata();
    PDFAIdentificationSchema identification = xmp.createAndAddPDFAIdentificationSchema();
    identification.setPart(2);
    try {
      identification.setConformance("B");
    } catch (BadFieldValueException e) {
      throw new IOException("PDF/A has no such conformance", e);
    }
    DublinCoreSchema dublinCore = xmp.createAndAddDublinCoreSchema();
    dublinCore.setTitle(information.getTitle());
    dublinCore.addCreator(information.getAuthor());
    dublinCore.addLanguage(language.locale().toLanguageTag());
    dublinCore.setFormat("application/pdf");
    XMPBasicSchema basic = xmp.createAndAddXMPBasicSchema();
    basic.setCreatorTool(information.getCreator());
    basic.setCreateDate(information.getCreationDate());
    basic.setModifyDate(information.getModificationDate());
    AdobePDFSchema pdf = xmp.createAndAddAdobePDFSchema();
    pdf.setProducer(information.getProducer());

    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      new XmpSerializer().serialize(xmp, bytes, true);
    } catch (TransformerException e) {
      throw new IOException("metadata could not be written", e);
    }
    PDMetadata metadata = new PDMetadata(document);
    metadata.importXMPMetadata(withAccessibilityClaim(bytes.toString(StandardCharsets.UTF_8)));
    return metadata;
  }

  /** XmpBox knows no PDF/UA: its part, and the description of it that PDF/A asks for. */
  private static byte[] withAccessibilityClaim(String xmp) throws IOException {
    int end = xmp.indexOf("</rdf:RDF>");
    if (end < 0) {
      throw new IOException("metadata has no RDF");
    }
    return (xmp.substring(0, end) + PDF_UA + xmp.substring(end)).getBytes(StandardCharsets.UTF_8);
  }
}
