package be.borne.townhall.guichet.engine.embedded;

import be.borne.townhall.guichet.engine.NationalNumber;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the register holds about one citizen.
 *
 * @param household in which the citizen lives
 * @param who the citizen
 * @param acts every act in which the citizen is named
 * @param deaths the acts of death of the citizen's {@link #nearRelatives near relatives}
 * @param convictions what the criminal record has of the citizen, the earliest first
 */
record Dossier(
    Household household,
    Resident who,
    List<CivilStatusAct> acts,
    List<CivilStatusAct> deaths,
    List<Conviction> convictions) {
  private static final Comparator<CivilStatusAct> LATEST =
      Comparator.comparing(CivilStatusAct::drawn);

  Dossier {
    acts = List.copyOf(acts);
    deaths = List.copyOf(deaths);
    convictions = List.copyOf(convictions);
  }

  /** The act of which the citizen may have an extract. */
  Optional<CivilStatusAct> act(CertificateKind kind) {
    List<CivilStatusAct> eligible =
        kind.asker() == CertificateKind.Asker.A_NEAR_RELATIVE
            ? deaths
            : acts.stream().filter(act -> act.concerns(who.number())).toList();
    return eligible.stream().filter(act -> act.kind() == kind).max(LATEST);
  }

  /**
   * Spouse (unless divorced from), legal cohabitant, parents and children: whom old Civil Code,
   * art. 29 calls near.
   */
  static Set<NationalNumber> nearRelatives(
      NationalNumber citizen, Household household, List<CivilStatusAct> acts) {
    Set<NationalNumber> near = new HashSet<>();
    household.cohabitantOf(citizen).ifPresent(other -> near.add(other.number()));
    // In their order: who divorced and married again is a spouse.
    for (CivilStatusAct act : acts.stream().sorted(LATEST).toList()) {
      if (act.kind() == CertificateKind.DIVORCE_ACT) {
        near.removeAll(numbers(act, CivilStatusAct.Role.SPOUSE));
      } else {
        near.addAll(relativesIn(act, citizen));
      }
    }
    near.remove(citizen);
    return Set.copyOf(near);
  }

  private static Set<NationalNumber> relativesIn(CivilStatusAct act, NationalNumber citizen) {
    Set<NationalNumber> children =
        numbers(act, CivilStatusAct.Role.CHILD, CivilStatusAct.Role.ADOPTED);
    Set<NationalNumber> parents =
        numbers(
            act,
            CivilStatusAct.Role.MOTHER,
            CivilStatusAct.Role.FATHER,
            CivilStatusAct.Role.RECOGNISING_PARENT,
            CivilStatusAct.Role.ESTABLISHED_PARENT,
            CivilStatusAct.Role.ADOPTER);
    Set<NationalNumber> spouses = numbers(act, CivilStatusAct.Role.SPOUSE);
    Set<NationalNumber> near = new HashSet<>();
    if (children.contains(citizen)) {
      near.addAll(parents);
    }
    if (parents.contains(citizen)) {
      near.addAll(children);
    }
    if (act.kind() == CertificateKind.MARRIAGE_ACT && spouses.contains(citizen)) {
      near.addAll(spouses);
    }
    return near;
  }

  private static Set<NationalNumber> numbers(CivilStatusAct act, CivilStatusAct.Role... roles) {
    Set<NationalNumber> numbers = new HashSet<>();
    for (CivilStatusAct.Party party : act.parties()) {
      if (party.number() != null && List.of(roles).contains(party.role())) {
        numbers.add(party.number());
      }
    }
    return numbers;
  }

  @Override
  public String toString() {
    return "Dossier[" + acts.size() + " acts]";
  }
}
