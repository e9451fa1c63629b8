import type { MachineTime } from './machineTime';
import type { JournalTime } from './queries/journalTime';

/** Farther ahead, the times of ended operations are from a clock that was wrong. */
const BELIEVED_AHEAD_MS = 24 * 3_600_000;

/**
 * The time (ms since 1970) at which a process continues a journal that it has to itself. What is unfinished must
 * neither be skipped nor prolonged because somebody has set the machine's clock since, so the time goes on from where
 * the last process noted it, plus what has passed since then:
 *
 * - On the same start of the machine, that is counted, and exact.
 * - Otherwise it is what the machine's clock says has passed. If the clock has been set back meanwhile, time does not
 *   pass while no process runs: holds are longer by that gap. If it has been set ahead meanwhile, that can't be told
 *   from a machine that was off for so long.
 * - If nothing has been noted (the journal of an older release), it is the machine's clock.
 *
 * It is always later than Orca's last poll, which therefore does not count as one since the start.
 *
 * If nothing is unfinished, it is the machine's clock: nothing waits, and a clock that was wrong need not stay wrong for
 * ever. Only if it is up to a day behind what has ended, time continues from there, so that the journal's order of
 * events stays right. Pure.
 */
export function timeAtStart({ noted, polledAtMs, endedAtMs = 0 }: JournalTime, machine: MachineTime): number {
  if (polledAtMs !== undefined)
    return Math.max(
      polledAtMs + 1,
      noted === undefined ? machine.clockMs : noted.atMs + passedSince(noted.machine, machine),
    );
  const latestMs = Math.max(noted?.atMs ?? 0, endedAtMs);
  return latestMs - machine.clockMs > BELIEVED_AHEAD_MS ? machine.clockMs : Math.max(latestMs, machine.clockMs);
}

function passedSince(then: MachineTime, now: MachineTime): number {
  const countedMs = now.countedMs - then.countedMs;
  const isSameBoot = now.boot !== undefined && now.boot === then.boot && countedMs >= 0;
  return isSameBoot ? countedMs : Math.max(0, now.clockMs - then.clockMs);
}
