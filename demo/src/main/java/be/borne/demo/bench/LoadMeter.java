package be.borne.demo.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Reads clocks before a load and after it. */
final class LoadMeter {
  private final TownHallProcess townHall;
  private final double townCpu;
  private final double ownCpu;
  private final long begin;

  private LoadMeter(TownHallProcess townHall) {
    this.townHall = townHall;
    this.townCpu = townHall.figures().cpuSeconds();
    this.ownCpu = ownCpuSeconds();
    this.begin = System.nanoTime();
  }

  static LoadMeter begin(TownHallProcess townHall) {
    return new LoadMeter(townHall);
  }

  LoadResult end(String name, CallTimes times) {
    double seconds = (System.nanoTime() - begin) / 1e9;
    ProcessFigures figures = townHall.figures();
    return new LoadResult(
        name,
        seconds,
        times,
        figures.cpuSeconds() - townCpu,
        ownCpuSeconds() - ownCpu,
        figures.memory().pssMib());
  }

  /** Of this process alone, whatever it started. */
  static double ownCpuSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e9;
  }
}
