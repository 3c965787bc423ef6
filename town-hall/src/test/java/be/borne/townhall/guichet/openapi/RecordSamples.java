package be.borne.townhall.guichet.openapi;

import be.borne.protocol.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** One sound example of each record that is made of components, with everything it can have. */
final class RecordSamples {
  private static final String SAMPLES =
      """
      {
      "Challenge": {"id": "0123456789abcdef0123456789abcdef", "nonce": "AAAA", "expiresAt": NOW},
      "CitizenProof": {"challengeId": "0123456789abcdef0123456789abcdef", "scheme": "RSA_SHA256",
        "signature": "AAAA", "authenticationCertificate": "AAAA", "issuingCertificate": "AAAA",
        "identityFile": "AAAA", "identitySignature": "AAAA", "registerCertificate": "AAAA"},
      "CitizenSession": {"token": "abc", "expiresAt": NOW},
      "Catalogue": {"services": [SERVICE]},
      "Service": SERVICE,
      "Purpose": PURPOSE,
      "OrderRequest": {"serviceId": "life", "documentLanguage": "fr", "purposeId": "school",
        "copies": 1, "way": "PAPER"},
      "Order": {"reference": REF, "serviceId": "life", "state": "READY", "document": ISSUED,
        "sides": "TWO_SIDED", "copies": 2, "tracking": CODE},
      "CitizenFiles": {"files": [CITIZENS]},
      "CitizenFile": CITIZENS,
      "CitizenFile.Step": {"event": "RECEIVED", "at": NOW},
      "IssuedDocument": ISSUED,
      "UnfinishedOrders": {"orders": [UNFINISHED]},
      "UnfinishedOrder": UNFINISHED,
      "OpenClaims": {"claims": [{"reference": REF, "claimId": UUID}]},
      "OpenClaims.OpenClaim": {"reference": REF, "claimId": UUID},
      "PrintClaim": {"claimId": UUID},
      "DeliveryReport": {"claimId": UUID, "outcome": "PRINTED", "observedAt": NOW},
      "DeliveryDoubt": {"claimId": UUID, "known": "PRINTER_SILENT", "since": NOW},
      "GuichetProblem": {"fault": "G-305", "rule": "why"},
      "Procedures": {"procedures": [PROCEDURE]},
      "Procedure": PROCEDURE,
      "FormDefinition": {"id": "party", "version": 1, "category": "events", "title": WORDS,
        "explanation": WORDS, "pages": [{"title": WORDS, "fields": [FIELD]}]},
      "Page": {"title": WORDS, "fields": [FIELD]},
      "Field": FIELD,
      "Option": {"id": "a", "label": WORDS},
      "Input.ShortText": {"kind": "short-text", "maxChars": 10, "shape": "[a-z]+"},
      "Input.LongText": {"kind": "long-text", "maxChars": 10},
      "Input.Choice": {"kind": "choice", "layout": "list", "options": OPTIONS},
      "Input.MultipleChoice": {"kind": "multiple-choice", "options": OPTIONS, "atLeast": 1,
        "atMost": 2},
      "Input.YesNo": {"kind": "yes-no"},
      "Input.DateField": {"kind": "date", "min": "today-3m", "max": "today+14d"},
      "Input.NumberField": {"kind": "number", "min": 0, "max": 1, "decimals": 2, "unit": WORDS},
      "Input.Email": {"kind": "email"},
      "Input.Phone": {"kind": "phone"},
      "Input.AddressField": {"kind": "address"},
      "Input.FileField": {"kind": "file", "accepted": ["pdf"], "maxBytes": 9, "maxPages": 2,
        "sources": ["usb-stick"]},
      "Input.MapPoint": {"kind": "map-point"},
      "Input.Statement": {"kind": "statement", "text": WORDS},
      "Input.Block": {"kind": "block", "fields": [PLAIN], "min": 1, "max": 2},
      "Condition.Answered": ANSWERED,
      "Condition.Equals": {"kind": "equals", "field": "loud", "value": "yes"},
      "Condition.Contains": {"kind": "contains", "field": "loud", "value": "yes"},
      "Condition.LessThan": {"kind": "less-than", "field": "loud", "value": "3"},
      "Condition.And": {"kind": "and", "all": [ANSWERED]},
      "Condition.Or": {"kind": "or", "any": [ANSWERED]},
      "Condition.Not": {"kind": "not", "condition": ANSWERED},
      "Draft": {"version": 1, "answers": {}, "finished": ["stalls"]},
      "Submission": {"version": 1, "language": "de", "answers": {}},
      "Receipt": {"reference": REF, "tracking": CODE},
      "AttachedFile": {"reference": "abcd-1234", "kind": "pdf", "bytes": 10, "pages": 1},
      "Answer.Nothing": {"kind": "nothing"},
      "Answer.Text": {"kind": "text", "value": "anything"},
      "Answer.Chosen": {"kind": "chosen", "option": "a"},
      "Answer.ManyChosen": {"kind": "many-chosen", "options": ["a", "b"]},
      "Answer.Day": {"kind": "day", "day": "2026-12-31"},
      "Answer.Quantity": {"kind": "quantity", "number": "12.5"},
      "Answer.Address": ADDRESS,
      "Answer.Spot": {"kind": "spot", "near": ADDRESS, "at": {"latitude": 50.5, "longitude": 4.5}},
      "Answer.Attached": {"kind": "attached", "reference": "abcd-1234", "kindOfFile": "png",
        "bytes": 10, "pages": 1},
      "Answer.Repeated": {"kind": "repeated", "items": [{}]},
      "Coordinates": {"latitude": 50.5, "longitude": 4.5}
      }
      """
          .replace(
              "SERVICE",
              """
              {"id": "life", "title": WORDS, "explanation": WORDS, "documentLanguages": ["fr"],
               "feeCents": 0, "delivery": "AT_ONCE", "sides": "ONE_SIDED", "purposes": [PURPOSE],
               "mostCopies": 2, "ways": ["PAPER"]}""")
          .replace("PURPOSE", "{\"id\": \"school\", \"title\": WORDS, \"feeCents\": 1}")
          .replace(
              "ISSUED",
              """
              {"sha256": "%s", "sizeBytes": 1, "verificationCode": "7K3M-9QX2-7K3M-9QX2"}"""
                  .formatted("ab".repeat(32)))
          .replace(
              "CITIZENS",
              """
              {"reference": REF, "kind": "DOCUMENT", "title": WORDS, "next": "NOTHING",
               "refusal": "OTHER", "tracking": CODE,
               "history": [{"event": "RECEIVED", "at": NOW}]}""")
          .replace("CODE", "\"7K3M9QX20A4BHJ5T\"")
          .replace(
              "UNFINISHED",
              "{\"reference\": REF, \"serviceId\": \"life\", \"placedAt\": NOW, \"standing\":"
                  + " \"READY\"}")
          .replace(
              "PROCEDURE",
              """
              {"formId": "party", "category": "events", "title": WORDS, "explanation": WORDS,
               "begun": false}""")
          .replace(
              "FIELD",
              """
              {"id": "loud", "label": WORDS, "help": WORDS, "required": true,
               "input": {"kind": "short-text", "maxChars": 5}}""")
          .replace(
              "PLAIN",
              """
              {"id": "stall", "label": WORDS, "required": true, "input": {"kind": "email"}}""")
          .replace(
              "OPTIONS", "[{\"id\": \"a\", \"label\": WORDS}, {\"id\": \"b\", \"label\": WORDS}]")
          .replace("ANSWERED", "{\"kind\": \"answered\", \"field\": \"loud\"}")
          .replace(
              "ADDRESS",
              """
              {"kind": "address", "street": "Rue", "number": "1", "box": "", "postcode": "1000",
               "town": "T"}""")
          .replace("WORDS", "{\"fr\": \"Le\", \"nl\": \"De\", \"de\": \"Der\", \"en\": \"It\"}")
          .replace("REF", "\"TSR-2026-7K3M9QX2\"")
          .replace("NOW", "\"2026-11-28T10:00:00Z\"")
          .replace("UUID", "\"8b0d4b6e-1c1f-4f0a-9d6a-0a1b2c3d4e5f\"");

  private RecordSamples() {}

  /** By the name of its schema. */
  static Map<String, ObjectNode> all() throws IOException {
    Map<String, ObjectNode> samples = new TreeMap<>();
    Json.mapper()
        .readTree(SAMPLES)
        .properties()
        .forEach(each -> samples.put(each.getKey(), (ObjectNode) each.getValue()));
    return samples;
  }
}
