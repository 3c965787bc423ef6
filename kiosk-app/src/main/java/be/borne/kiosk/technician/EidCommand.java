package be.borne.kiosk.technician;

import picocli.CommandLine.Command;

/** What can be done with identity cards. */
@Command(
    name = "eid",
    mixinStandardHelpOptions = true,
    description = "Reads identity cards, plays one, and replays what was recorded of one.",
    subcommands = {
      EidReadCommand.class,
      EidWatchCommand.class,
      EidAuthenticateCommand.class,
      EidReplayCommand.class,
      EidSimulateCommand.class
    })
final class EidCommand {}
