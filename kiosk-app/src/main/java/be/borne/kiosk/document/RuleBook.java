package be.borne.kiosk.document;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules' answers while a document is being checked. A rule without an answer refuses. */
final class RuleBook {
  private final Map<SealRule, RuleResult> results = new EnumMap<>(SealRule.class);

  /** A refusal stays, whatever else the same rule finds. */
  synchronized void require(SealRule rule, boolean holds, String otherwise) {
    RuleResult before = results.get(rule);
    if (before != null && before.status() == RuleResult.Status.REFUSED) {
      return;
    }
    results.put(
        rule,
        holds
            ? new RuleResult(rule, RuleResult.Status.PASSED, "")
            : new RuleResult(rule, RuleResult.Status.REFUSED, otherwise));
  }

  void pass(SealRule rule) {
    require(rule, true, "");
  }

  void refuse(SealRule rule, String reason) {
    require(rule, false, reason);
  }

  /** A refusal of the same rule stays. */
  synchronized void notAsked(SealRule rule, String why) {
    RuleResult before = results.get(rule);
    if (before == null || before.status() != RuleResult.Status.REFUSED) {
      results.put(rule, new RuleResult(rule, RuleResult.Status.NOT_ASKED, why));
    }
  }

  synchronized boolean passed(SealRule... rules) {
    for (SealRule rule : rules) {
      RuleResult result = results.get(rule);
      if (result == null || !result.lets()) {
        return false;
      }
    }
    return true;
  }

  /** One answer per rule, in their order. */
  synchronized List<RuleResult> all() {
    List<RuleResult> all = new ArrayList<>();
    for (SealRule rule : SealRule.values()) {
      all.add(
          results.getOrDefault(
              rule,
              new RuleResult(
                  rule, RuleResult.Status.NOT_EVALUATED, "an earlier rule stands in the way")));
    }
    return List.copyOf(all);
  }

  static Optional<RuleResult> firstRefusal(List<RuleResult> rules) {
    return rules.stream()
        .filter(result -> result.status() == RuleResult.Status.REFUSED)
        .findFirst()
        .or(() -> rules.stream().filter(result -> !result.lets()).findFirst());
  }
}
