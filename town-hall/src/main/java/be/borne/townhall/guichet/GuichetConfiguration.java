package be.borne.townhall.guichet;

import be.borne.protocol.guichet.DeliveryWay;
import be.borne.townhall.guichet.validation.ValidationSettings;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Everything the guichet needs to know, from {@code town-hall.toml}. Nothing in it is secret: keys
 * lie in files of their own, which it only names.
 *
 * @param municipality in whose name it acts
 * @param storage where it keeps orders, documents and keys
 * @param door where terminals knock
 * @param eid whose cards are believed
 * @param verification the public page
 * @param seal whose seal it is
 * @param orders how many are taken
 * @param collection of documents that were not printed at once
 * @param validation which documents are given out
 * @param email through which documents are sent; null where none goes by e-mail
 * @param post whether documents are posted
 * @param forms the procedures that can be begun; null for none
 * @param limits how often terminals and citizens may call
 * @param audit how long the trail is kept
 * @param wcs the w.c.s. that issues the documents; null for the engine of the guichet's own
 * @param clerk what clerks look at before the guichet's own engine issues it
 */
public record GuichetConfiguration(
    Municipality municipality,
    Storage storage,
    Door door,
    Eid eid,
    Verification verification,
    Seal seal,
    Ordering orders,
    Collection collection,
    ValidationSettings validation,
    MailSettings email,
    Post post,
    FormSettings forms,
    Limits limits,
    Audit audit,
    WcsSettings wcs,
    Clerk clerk) {

  private static final int MAX_PORT = 65_535;

  /** Section {@code [storage]}. */
  public record Storage(Path directory) {
    public Storage {
      require(directory != null, "storage.directory", "a directory");
    }
  }

  /**
   * Section {@code [guichet]}.
   *
   * @param host the name or address to listen on
   * @param port 0 takes any free one
   * @param certificate PEM, the server's chain
   * @param key PEM, PKCS#8
   * @param authority PEM, the authority of the terminals
   */
  public record Door(String host, int port, Path certificate, Path key, Path authority) {
    public Door {
      requireAddress(host, port, "guichet");
      require(certificate != null, "guichet.certificate", "a PEM file");
      require(key != null, "guichet.key", "a PEM file");
      require(authority != null, "guichet.authority", "a PEM file");
    }
  }

  /**
   * Section {@code [eid]}.
   *
   * @param trust PEM files of the pinned roots
   * @param revocation required unless said otherwise
   * @param testRoots that the roots are of test cards
   */
  public record Eid(
      List<Path> trust, Revocation revocation, @JsonProperty("test_roots") boolean testRoots) {
    public Eid {
      require(trust != null && !trust.isEmpty(), "eid.trust", "at least one PEM file");
      trust = List.copyOf(trust);
      revocation = Objects.requireNonNullElse(revocation, Revocation.REQUIRED);
      require(
          revocation != Revocation.NONE || testRoots,
          "eid.revocation",
          "\"required\" or \"when-reachable\"; \"none\" is for test cards, with eid.test_roots = true");
    }
  }

  /**
   * Section {@code [verification]}.
   *
   * @param host the name or address to listen on
   * @param port 0 takes any free one
   * @param publicAddress what stands in QR codes; null is the listener itself
   * @param certificate PEM; null together with the key is plain HTTP
   * @param key PEM, PKCS#8
   * @param requestsPerMinute from one address; an IPv6 address counts with its /64
   * @param wrongCodesPerMinute from one address, counted likewise
   * @param trustedProxies addresses of web servers in front, whose word on the caller counts
   */
  public record Verification(
      String host,
      int port,
      @JsonProperty("public_address") URI publicAddress,
      Path certificate,
      Path key,
      @JsonProperty("requests_per_minute") Integer requestsPerMinute,
      @JsonProperty("wrong_codes_per_minute") Integer wrongCodesPerMinute,
      @JsonProperty("trusted_proxies") List<String> trustedProxies) {
    private static final int USUAL_WRONG_CODES_PER_MINUTE = 10;
    private static final int MAX_PROXIES = 16;
    private static final int USUAL_REQUESTS_PER_MINUTE = 30;
    private static final int MAX_REQUESTS_PER_MINUTE = 100_000;

    public Verification {
      requireAddress(host, port, "verification");
      require(
          publicAddress == null
              || (("https".equals(publicAddress.getScheme())
                      || "http".equals(publicAddress.getScheme()))
                  && publicAddress.getHost() != null
                  && publicAddress.getQuery() == null
                  && publicAddress.getFragment() == null
                  && publicAddress.toString().length() <= 200),
          "verification.public_address",
          "https://host or http://host:port, at most 200 characters");
      require(
          (certificate == null) == (key == null),
          "verification.certificate",
          "a PEM file together with verification.key, or neither");
      requestsPerMinute = Objects.requireNonNullElse(requestsPerMinute, USUAL_REQUESTS_PER_MINUTE);
      require(
          requestsPerMinute >= 1 && requestsPerMinute <= MAX_REQUESTS_PER_MINUTE,
          "verification.requests_per_minute",
          "1 to " + MAX_REQUESTS_PER_MINUTE);
      wrongCodesPerMinute =
          Objects.requireNonNullElse(wrongCodesPerMinute, USUAL_WRONG_CODES_PER_MINUTE);
      require(
          wrongCodesPerMinute >= 1 && wrongCodesPerMinute <= MAX_REQUESTS_PER_MINUTE,
          "verification.wrong_codes_per_minute",
          "1 to " + MAX_REQUESTS_PER_MINUTE);
      trustedProxies = List.copyOf(Objects.requireNonNullElse(trustedProxies, List.of()));
      require(
          trustedProxies.size() <= MAX_PROXIES
              && trustedProxies.stream().allMatch(Verification::isAddress),
          "verification.trusted_proxies",
          "at most " + MAX_PROXIES + " IP addresses");
    }

    private static boolean isAddress(String text) {
      try {
        return InetAddress.ofLiteral(text) != null;
      } catch (IllegalArgumentException e) {
        return false;
      }
    }
  }

  /**
   * Section {@code [seal]}.
   *
   * @param organisation organizationIdentifier of the seal's certificate
   */
  public record Seal(String organisation) {
    /** Of the demonstration: an enterprise number that nobody has. */
    public static final Seal DEMONSTRATION = new Seal("NTRBE-0000000097");

    public Seal {
      require(
          organisation != null && organisation.matches("NTRBE-[0-9]{10}"),
          "seal.organisation",
          "NTRBE- and ten digits");
    }
  }

  /**
   * Section {@code [orders]}.
   *
   * @param perCitizenAndDay how many orders one citizen can place in a day; 0 is no limit
   */
  public record Ordering(@JsonProperty("per_citizen_and_day") Integer perCitizenAndDay) {
    public static final Ordering USUAL = new Ordering(null);
    public static final Ordering UNLIMITED = new Ordering(0);
    private static final int USUAL_PER_CITIZEN_AND_DAY = 20;
    private static final int MAX_PER_CITIZEN_AND_DAY = 10_000;

    public Ordering {
      perCitizenAndDay = Objects.requireNonNullElse(perCitizenAndDay, USUAL_PER_CITIZEN_AND_DAY);
      require(
          perCitizenAndDay >= 0 && perCitizenAndDay <= MAX_PER_CITIZEN_AND_DAY,
          "orders.per_citizen_and_day",
          "0 to " + MAX_PER_CITIZEN_AND_DAY);
    }

    /** How many that is, where no limit is a number too. */
    int most() {
      return perCitizenAndDay == 0 ? Integer.MAX_VALUE : perCitizenAndDay;
    }
  }

  /**
   * Section {@code [collection]}.
   *
   * @param keepDays how long an order can be collected
   * @param doubtAfterHours after so long a terminal that took a document and said nothing of it is
   *     not waited for any more: a person is asked. Longer than any print, and than a power cut
   */
  public record Collection(
      @JsonProperty("keep_days") Integer keepDays,
      @JsonProperty("doubt_after_hours") Integer doubtAfterHours) {
    public static final Collection USUAL = new Collection(null, null);
    private static final int USUAL_KEEP_DAYS = 90;
    private static final int MAX_KEEP_DAYS = 3_660;
    private static final int USUAL_DOUBT_AFTER_HOURS = 24;
    private static final int MAX_DOUBT_AFTER_HOURS = 720;

    public Collection {
      keepDays = Objects.requireNonNullElse(keepDays, USUAL_KEEP_DAYS);
      require(
          keepDays >= 1 && keepDays <= MAX_KEEP_DAYS,
          "collection.keep_days",
          "1 to " + MAX_KEEP_DAYS);
      doubtAfterHours = Objects.requireNonNullElse(doubtAfterHours, USUAL_DOUBT_AFTER_HOURS);
      require(
          doubtAfterHours >= 1 && doubtAfterHours <= MAX_DOUBT_AFTER_HOURS,
          "collection.doubt_after_hours",
          "1 to " + MAX_DOUBT_AFTER_HOURS);
    }

    Duration keep() {
      return Duration.ofDays(keepDays);
    }

    Duration doubtAfter() {
      return Duration.ofHours(doubtAfterHours);
    }
  }

  /**
   * Section {@code [post]}.
   *
   * @param offered that clerks print and post what citizens order so
   */
  public record Post(boolean offered) {
    public static final Post NONE = new Post(false);
  }

  /**
   * Section {@code [limits]}: calls in a minute; 0 is no limit.
   *
   * @param callsPerTerminal of one terminal, whoever stands there
   * @param callsPerCitizen of one citizen, at whichever terminal
   * @param signInsPerTerminal cards that are shown at one terminal
   */
  public record Limits(
      @JsonProperty("calls_per_terminal") Integer callsPerTerminal,
      @JsonProperty("calls_per_citizen") Integer callsPerCitizen,
      @JsonProperty("sign_ins_per_terminal") Integer signInsPerTerminal) {
    public static final Limits USUAL = new Limits(null, null, null);
    public static final Limits NONE = new Limits(0, 0, 0);
    private static final int MOST = 100_000;

    public Limits {
      callsPerTerminal = limit(callsPerTerminal, 600, "calls_per_terminal");
      callsPerCitizen = limit(callsPerCitizen, 240, "calls_per_citizen");
      signInsPerTerminal = limit(signInsPerTerminal, 20, "sign_ins_per_terminal");
    }

    private static int limit(Integer said, int usual, String setting) {
      int limit = Objects.requireNonNullElse(said, usual);
      require(limit >= 0 && limit <= MOST, "limits." + setting, "0 to " + MOST);
      return limit;
    }
  }

  /**
   * Section {@code [audit]}.
   *
   * @param keepDays how long the trail says who fetched what from which terminal
   */
  public record Audit(@JsonProperty("keep_days") Integer keepDays) {
    public static final Audit USUAL = new Audit(null);
    private static final int USUAL_KEEP_DAYS = 730;
    private static final int MAX_KEEP_DAYS = 7_300;

    public Audit {
      keepDays = Objects.requireNonNullElse(keepDays, USUAL_KEEP_DAYS);
      require(
          keepDays >= 30 && keepDays <= MAX_KEEP_DAYS, "audit.keep_days", "30 to " + MAX_KEEP_DAYS);
    }

    Duration keep() {
      return Duration.ofDays(keepDays);
    }
  }

  /**
   * Section {@code [clerk]}.
   *
   * @param checks ids of the services that a clerk looks at before they are issued
   */
  public record Clerk(List<String> checks) {
    /** What states somebody's descent or convictions is not given out unseen. */
    public static final Clerk USUAL = new Clerk(List.of("criminal-record", "filiation-judgment"));

    private static final int MOST = 50;

    public Clerk {
      require(checks != null, "clerk.checks", "a list of services, which may be empty");
      checks = List.copyOf(checks);
      require(
          checks.size() <= MOST && checks.stream().distinct().count() == checks.size(),
          "clerk.checks",
          "at most " + MOST + " services, each once");
    }
  }

  /** How documents can be had beside paper at a terminal. */
  Set<DeliveryWay> waysBesidePaper() {
    Set<DeliveryWay> ways = EnumSet.noneOf(DeliveryWay.class);
    if (email != null) {
      ways.add(DeliveryWay.EMAIL);
    }
    if (post.offered()) {
      ways.add(DeliveryWay.POST);
    }
    return ways;
  }

  /** With the usual checks. */
  public GuichetConfiguration(
      Municipality municipality,
      Storage storage,
      Door door,
      Eid eid,
      Verification verification,
      Seal seal,
      Ordering orders,
      Collection collection,
      ValidationSettings validation,
      MailSettings email,
      Post post,
      FormSettings forms,
      Limits limits,
      Audit audit,
      WcsSettings wcs) {
    this(
        municipality,
        storage,
        door,
        eid,
        verification,
        seal,
        orders,
        collection,
        validation,
        email,
        post,
        forms,
        limits,
        audit,
        wcs,
        null);
  }

  /** With the usual times for collecting, and no limit of orders or calls. */
  public GuichetConfiguration(
      Municipality municipality,
      Storage storage,
      Door door,
      Eid eid,
      Verification verification,
      Seal seal) {
    this(
        municipality,
        storage,
        door,
        eid,
        verification,
        seal,
        Ordering.UNLIMITED,
        null,
        null,
        null,
        null,
        null,
        Limits.NONE,
        null,
        null);
  }

  public GuichetConfiguration {
    require(municipality != null, "[municipality]", "a section");
    require(storage != null, "[storage]", "a section");
    require(door != null, "[guichet]", "a section");
    require(eid != null, "[eid]", "a section");
    require(verification != null, "[verification]", "a section");
    require(
        wcs == null || seal != null,
        "[seal]",
        "a section: whose seal the documents of the w.c.s. have");
    seal = Objects.requireNonNullElse(seal, Seal.DEMONSTRATION);
    orders = Objects.requireNonNullElse(orders, Ordering.USUAL);
    collection = Objects.requireNonNullElse(collection, Collection.USUAL);
    validation = Objects.requireNonNullElseGet(validation, ValidationSettings::usual);
    post = Objects.requireNonNullElse(post, Post.NONE);
    limits = Objects.requireNonNullElse(limits, Limits.USUAL);
    audit = Objects.requireNonNullElse(audit, Audit.USUAL);
    clerk = Objects.requireNonNullElse(clerk, Clerk.USUAL);
    require(
        wcs == null || !validation.trust().isEmpty(),
        "validation.trust",
        "the roots that the seals of the w.c.s.'s documents chain to");
  }

  private static void requireAddress(String host, int port, String section) {
    require(host != null && !host.isBlank(), section + ".host", "a name or address");
    require(port >= 0 && port <= MAX_PORT, section + ".port", "0 to " + MAX_PORT);
  }

  private static void require(boolean holds, String setting, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(setting + ": expected " + expected);
    }
  }
}
