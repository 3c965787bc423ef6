package be.borne.kiosk.document;

import be.borne.kiosk.document.Forgeries.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.cos.COSName;

/** Documents that are wrong in spite of their seal, and the rule that has to say so. */
abstract class HostileDocuments {
  static final COSName NAMED = COSName.getPDFName("Hostile");

  final Samples samples;
  final List<Variant> variants = new ArrayList<>();

  HostileDocuments(Samples samples) {
    this.samples = samples;
  }

  /** Makes all of them. */
  abstract void make() throws Exception;

  final List<Variant> variants() throws Exception {
    make();
    return List.copyOf(variants);
  }

  final void add(SealRule refusedBy, String name, byte[] pdf) {
    variants.add(new Variant(name, pdf, Set.of(refusedBy)));
  }

  final void add(SealRule refusedBy, String name, DemoSealer.Change change) throws Exception {
    add(refusedBy, name, samples.house().seal(change));
  }

  final DemoSealer sealer(DemoIssuer.Identity seal) {
    return new DemoSealer(seal, Optional.of(samples.time()), Optional.of(samples.nobodyRevoked()));
  }
}
