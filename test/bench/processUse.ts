import { readFileSync } from 'node:fs';

/** What a process has used, according to Linux. */
export interface ProcessUse {
  cpuSeconds: number;
  residentBytes: number;
  peakResidentBytes: number;
}

/** Ticks per second of /proc, the same on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/** Reads the figures of a process from /proc. */
export function processUse(pid: number): ProcessUse {
  // After the name in brackets, which may contain spaces: fields 14 and 15 of proc(5) are user and system time.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? NaN);
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND,
    residentBytes: kilobytes('VmRSS') * 1024,
    peakResidentBytes: kilobytes('VmHWM') * 1024,
  };
}
