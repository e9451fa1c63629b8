import { readFileSync } from 'node:fs';

/** What a machine shows at one moment. */
export interface MachineTime {
  /** The machine's clock, which may be wrong, and may be set. */
  clockMs: number;
  /** Time since the machine started, which nobody can set; all processes count it from the same moment. */
  countedMs: number;
  /** Which start of the machine that was; undefined if the system does not say. */
  boot: string | undefined;
}

/** Linux names every start of a machine. */
const BOOT_FILE = '/proc/sys/kernel/random/boot_id';

/** What this machine shows now. */
export const readMachineTime = (): MachineTime => ({
  clockMs: Date.now(),
  countedMs: Number(process.hrtime.bigint() / 1_000_000n),
  boot: readBoot(),
});

function readBoot(): string | undefined {
  try {
    return readFileSync(BOOT_FILE, 'utf8').trim();
  } catch {
    return undefined;
  }
}
