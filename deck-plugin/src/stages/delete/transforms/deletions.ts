import type { DeletionReport } from 'stage-contract';
import { formatCount, formatVersion } from '../../../details/text/formats';
import type { StatusIconName } from '../../../details/transforms/steps';

/** One row of what Delete did. Protected versions have a row each, the rest are grouped into ranges. */
export interface DeletionRow {
  key: string;
  icon: StatusIconName;
  word: string;
  versions: string;
  reason: string;
  count: string;
}

/** This many consecutive numbers or more are written as a range. */
const RANGE_FROM = 3;

function runsOf(numbers: readonly number[]): number[][] {
  const runs: number[][] = [];
  for (const number of numbers) {
    const last = runs[runs.length - 1];
    if (last !== undefined && last[last.length - 1] === number - 1) last.push(number);
    else runs.push([number]);
  }
  return runs;
}

/** Versions as people list them: "v2–v28, v31". Names that are not numbers come last. */
export function versionRanges(versions: readonly string[]): string {
  const isNumber = (version: string): boolean => /^\d{1,15}$/.test(version);
  const numbers = [...new Set(versions.filter(isNumber).map(Number))].sort((a, b) => a - b);
  const ranges = runsOf(numbers).flatMap((run) =>
    run.length < RANGE_FROM ? run.map((number) => `v${number}`) : [`v${run[0] ?? ''}–v${run[run.length - 1] ?? ''}`],
  );
  return [...ranges, ...new Set(versions.filter((version) => !isNumber(version)).map(formatVersion))].join(', ');
}

const LOOKS = {
  deleted: { icon: 'done', word: 'Deleted' },
  protected: { icon: 'protected', word: 'Protected' },
  kept: { icon: 'todo', word: 'Kept' },
  gone: { icon: 'same', word: 'Already gone' },
} as const satisfies Record<DeletionReport['result'], { icon: StatusIconName; word: string }>;

/** Why a version is where it is: by code and values; an older sidecar left only words. */
const reasonKey = ({ told, reason = '' }: DeletionReport): string =>
  told === undefined ? reason : JSON.stringify([told.code, told.values]);

/** Versions with the same result and the same reason, as one row. */
function grouped(result: DeletionReport['result'], deletions: readonly DeletionReport[]): DeletionRow[] {
  const mine = deletions.filter((deletion) => deletion.result === result);
  return [...new Set(mine.map(reasonKey))].map((key) => {
    const alike = mine.filter((deletion) => reasonKey(deletion) === key);
    return {
      key: `${result} ${key}`,
      ...LOOKS[result],
      versions: versionRanges(alike.map(({ version }) => version)),
      reason: alike[0]?.reason ?? '',
      count: formatCount(alike.length),
    };
  });
}

/** The rows of what Delete did: deleted, each protected version with its reason, already gone, kept. */
export function deletionRows(deletions: readonly DeletionReport[]): DeletionRow[] {
  const protectedRows = deletions
    .filter((deletion) => deletion.result === 'protected')
    .map((deletion, index) => ({
      key: `protected ${index} ${deletion.version}`,
      ...LOOKS.protected,
      versions: formatVersion(deletion.version),
      reason: deletion.reason ?? 'in use',
      count: formatCount(1),
    }));
  return [
    ...grouped('deleted', deletions),
    ...protectedRows,
    ...grouped('gone', deletions),
    ...grouped('kept', deletions),
  ];
}
