package be.borne.kiosk.document;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;

/**
 * Looks through every object that a document's trailer leads to for what acts, hides or fetches. A
 * certificate needs none of it; it may link to the web, which paper cannot follow.
 */
final class ActiveContent {
  private static final int MAX_OBJECTS = 100_000;

  private static final Set<String> FORBIDDEN_KEYS =
      Set.of(
          "JS",
          "JavaScript",
          "AA",
          "EmbeddedFiles",
          "EF",
          "AF",
          "XFA",
          "OCProperties",
          "OC",
          "RichMediaContent",
          "Rendition",
          "Alternates",
          "OPI",
          "Collection",
          "FFilter");

  private static final Set<String> FORBIDDEN_TYPES =
      Set.of("Filespec", "EmbeddedFile", "OCG", "OCMD", "3D", "Rendition");

  private static final Set<String> ANNOTATIONS = Set.of("Link", "Widget");

  private ActiveContent() {}

  /** Evaluates NOTHING_ACTIVE, and NOT_INFLATED once more: how every stream is packed. */
  static void check(COSDocument document, RuleBook rules) {
    Optional<String> active = find(document, rules);
    rules.require(
        SealRule.NOTHING_ACTIVE, active.isEmpty(), "it contains " + active.orElse("nothing"));
  }

  /**
   * @return what was found, by its key or type; empty if there is nothing
   */
  private static Optional<String> find(COSDocument document, RuleBook rules) {
    Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<COSBase> open = new ArrayDeque<>(List.of(document.getTrailer()));
    while (!open.isEmpty()) {
      COSBase next = open.pop();
      COSBase value = next instanceof COSObject reference ? reference.getObject() : next;
      if (value == null
          && next instanceof COSObject reference
          && document.getXrefTable().containsKey(reference.getKey())) {
        // What PDFBox takes for nothing a printer may take for something.
        rules.refuse(SealRule.READABLE, "an object of it cannot be read");
      }
      if (value == null || !seen.add(value)) {
        continue;
      }
      if (seen.size() > MAX_OBJECTS) {
        return Optional.of("more than " + MAX_OBJECTS + " objects");
      }
      switch (value) {
        case COSDictionary dictionary -> {
          if (dictionary instanceof COSStream stream) {
            rules.require(
                SealRule.NOT_INFLATED,
                Inflation.isPackedPlainly(stream),
                "it is packed in a way that no certificate needs");
          }
          Optional<String> found = judge(dictionary);
          if (found.isPresent()) {
            return found;
          }
          dictionary.getValues().forEach(open::push);
        }
        case COSArray array -> {
          for (COSBase element : array) {
            if (element != null) {
              open.push(element);
            }
          }
        }
        default -> {}
      }
    }
    return Optional.empty();
  }

  private static Optional<String> judge(COSDictionary dictionary) {
    for (COSName key : dictionary.keySet()) {
      if (FORBIDDEN_KEYS.contains(key.getName())) {
        return Optional.of("/" + key.getName());
      }
    }
    String type = dictionary.getNameAsString(COSName.TYPE, "");
    if (FORBIDDEN_TYPES.contains(type)) {
      return Optional.of("an object of type " + type);
    }
    if (dictionary instanceof COSStream && dictionary.containsKey(COSName.F)) {
      return Optional.of("a stream whose content lies elsewhere");
    }
    String subtype = dictionary.getNameAsString(COSName.SUBTYPE, "");
    if (subtype.equals("Form") && dictionary.containsKey(COSName.getPDFName("Ref"))) {
      return Optional.of("a page of another file");
    }
    if (subtype.equals("PS") || "PS".equals(dictionary.getNameAsString("Subtype2"))) {
      return Optional.of("a PostScript program");
    }
    if (Drudgery.asksForTooMuch(dictionary)) {
      return Optional.of("a function or a font that would keep its reader busy");
    }
    if (type.equals("Annot") && !ANNOTATIONS.contains(subtype)) {
      return Optional.of("an annotation");
    }
    if (dictionary.getDictionaryObject(COSName.ANNOTS) instanceof COSArray annotations) {
      for (int at = 0; at < annotations.size(); at++) {
        if (!(annotations.getObject(at) instanceof COSDictionary annotation)
            || !ANNOTATIONS.contains(annotation.getNameAsString(COSName.SUBTYPE, ""))) {
          return Optional.of("an annotation");
        }
      }
    }
    return action(dictionary, type);
  }

  /** An action stands under /A, /Next or /OpenAction, or says that it is one. */
  private static Optional<String> action(COSDictionary dictionary, String type) {
    if (type.equals("Action") && !isLinkToWeb(dictionary)) {
      return Optional.of("an action");
    }
    for (String key : List.of("A", "Next", "OpenAction")) {
      if (dictionary.getDictionaryObject(COSName.getPDFName(key)) instanceof COSDictionary held
          && held.containsKey(COSName.S)
          && !isLinkToWeb(held)) {
        return Optional.of("an action under /" + key);
      }
    }
    return Optional.empty();
  }

  private static boolean isLinkToWeb(COSDictionary action) {
    return "URI".equals(action.getNameAsString(COSName.S));
  }
}
