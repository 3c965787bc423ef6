package be.borne.townhall.guichet.engine.wcs;

import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.PrefillKey;
import be.borne.townhall.guichet.engine.wcs.DjangoCondition.NotTaken;
import be.borne.townhall.guichet.engine.wcs.WcsSchema.Kind;
import com.fasterxml.jackson.databind.JsonNode;

/** What a site fills in with what it knows of a person, and the card says as well. */
final class WcsPrefill {
  private static final String OF_PERSON = "user";

  private WcsPrefill() {}

  /**
   * Whether it is the citizen's own national number: the guichet knows whose session it is.
   * Another's is not filled in so.
   *
   * @param prefill as the schema tells it
   * @param attribute under which the site keeps a person's national number
   */
  static boolean isOwnNumber(WcsSchema.Field field, JsonNode prefill, String attribute) {
    return field.kind() instanceof Kind.Text(var validation)
        && validation.equals("nrn-be")
        && prefill.path("type").asText("").equals(OF_PERSON)
        && prefill.path("value").asText("").equals("_" + attribute);
  }

  /**
   * @return null for what the card does not say; it is asked
   * @throws NotTaken if nobody may change what the site fills in, and the card does not say it
   */
  static PrefillKey of(JsonNode prefill, Input input) throws NotTaken {
    PrefillKey key =
        !prefill.path("type").asText("").equals(OF_PERSON)
            ? null
            : switch (prefill.path("value").asText("")) {
              case "_last_name" -> PrefillKey.SURNAME;
              case "_first_name" -> PrefillKey.GIVEN_NAMES;
              case "_birthdate" -> PrefillKey.BIRTH_DATE;
              default -> null;
            };
    boolean fits =
        key != null
            && (key == PrefillKey.BIRTH_DATE
                ? input instanceof Input.DateField
                : input instanceof Input.ShortText);
    if (!fits && prefill.path("locked").asBoolean()) {
      throw new NotTaken("is filled in by the site, and nobody may change it");
    }
    return fits ? key : null;
  }
}
