package be.borne.demo.bench;

/**
 * What one load came to.
 *
 * @param name as it stands in the table
 * @param seconds that it lasted
 * @param townCpuSeconds that the town hall's process used meanwhile
 * @param ownCpuSeconds that this process used: terminals and cards share the machine with it
 * @param pssMib of the town hall's process at the end, what is shared divided by those who share it
 */
record LoadResult(
    String name,
    double seconds,
    CallTimes times,
    double townCpuSeconds,
    double ownCpuSeconds,
    double pssMib) {

  double perSecond(int count) {
    return count / seconds;
  }

  double visitsPerSecond() {
    return perSecond(times.visits());
  }

  /** Of the town hall's process, everything that it did meanwhile divided by the visits. */
  double cpuMillisPerVisit() {
    return townCpuSeconds * 1000 / Math.max(1, times.visits());
  }
}
