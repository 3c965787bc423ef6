package be.borne.townhall.guichet.engine.wcs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names of ours for theirs. What a citizen chose must not become another when a site reorders. */
class WcsIdsTest {
  @Test
  void optionsThatAreWrittenAlikeKeepTheirNamesInAnyOrder() {
    Map<String, String> one = WcsIds.options(List.of("Né (e)", "ne-e", "né-e", "Ne e", "Autre"));
    Map<String, String> other = WcsIds.options(List.of("Ne e", "Autre", "né-e", "Né (e)", "ne-e"));
    assertEquals(new HashMap<>(one), new HashMap<>(other));
    assertEquals(5, one.size());
    assertEquals("ne-e", one.get("ne-e"));
    assertEquals("Autre", one.get("autre"));
    assertTrue(one.keySet().stream().allMatch(id -> id.matches("[a-z0-9][a-z0-9-]{0,59}")));
  }

  @Test
  void variablesThatAreWrittenAlikeKeepTheirNamesInAnyOrder() {
    String longest = "a_variable_whose_name_is_longer_than_a_name_of_ours_is";
    WcsIds forth = new WcsIds();
    String first = forth.field(longest + "_1");
    String second = forth.field(longest + "_2");
    assertNotEquals(first, second);
    WcsIds back = new WcsIds();
    assertEquals(second, back.field(longest + "_2"));
    assertEquals(first, back.field(longest + "_1"));
    assertTrue(first.matches("[a-z][a-z0-9-]{0,39}"), first);
    assertEquals("nom-de-famille", back.field("nom_de_famille"));
    assertNotEquals("nom-de-famille", back.field("nom_de_famille"));
  }
}
