package be.borne.demo.evidence;

import be.borne.demo.visit.Visit;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * {@code summary.json}: what a demonstration saw. Nothing in it is a person's.
 *
 * @param steps how long each took, in milliseconds
 * @param wholeVisitMillis the sum of the steps
 * @param startMillis from the first process to the attract screen
 * @param card how the card was read
 * @param document what was issued and what lay in the tray
 * @param job what the printer says of its jobs
 * @param issuer who sealed it, for which order
 * @param fleet what the console shows of the terminal
 */
public record Summary(
    List<Visit.Timing> steps,
    long wholeVisitMillis,
    long startMillis,
    Card card,
    Document document,
    Job job,
    Issuer issuer,
    JsonNode fleet) {

  /**
   * @param apdus commands the card answered during the visit
   */
  public record Card(int apdus) {}

  /**
   * @param file in {@code printed/}
   * @param issuedSha256 as the guichet issued it
   * @param printedSha256 as the printer received it
   */
  public record Document(
      String file, long sizeBytes, String issuedSha256, String printedSha256, boolean identical) {}

  /**
   * @param states of all jobs the printer has ended, as it tells another client
   */
  public record Job(List<String> states) {}

  /**
   * @param organisation identifier 2.5.4.97 of the seal's certificate
   */
  public record Issuer(String organisation, String signer, String orderReference) {}
}
