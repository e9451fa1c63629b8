import { EVIDENCE_VERDICTS, type EvidenceSource, type EvidenceVerdict } from 'stage-contract';
import type { EvidenceView } from '../read/outcomeView';
import type { StageDetails } from '../read/readDetails';
import { formatCallDuration, formatCount, formatDuration, formatPercent, formatVersion } from '../text/formats';
import type { ZonedTimes } from '../text/zonedTimes';
import type { StatusIconName } from './steps';

/** One row of the evidence table. */
export interface EvidenceRow {
  key: string;
  icon: StatusIconName;
  word: string;
  measured: string;
  version: string;
  figures: string[];
  time: string;
}

/** Sources whose evidence the table of invocations shows call by call. */
const SHOWN_AS_CALLS: readonly string[] = ['healthCheck', 'invocation'] satisfies EvidenceSource[];

interface VerdictLook {
  icon: StatusIconName;
  word: string;
}

const VERDICTS = {
  fine: { icon: 'done', word: 'Fine' },
  worse: { icon: 'failed', word: 'Worse' },
  notEnough: { icon: 'todo', word: 'Not enough yet' },
  failed: { icon: 'warning', word: 'Not measured' },
} as const satisfies Record<EvidenceVerdict, VerdictLook>;

const isKnown = (verdict: string): verdict is EvidenceVerdict => EVIDENCE_VERDICTS.some((known) => known === verdict);

/** The look of a verdict; one that this page does not know is shown as it was written. */
const lookOf = (verdict: string): VerdictLook =>
  isKnown(verdict) ? VERDICTS[verdict] : { icon: 'info', word: verdict };

/** Units at the end of figures' names, as in `slowestMs`. */
const UNITS: readonly (readonly [ending: RegExp, format: (value: number) => string])[] = [
  [/Ms$/, formatCallDuration],
  [/Seconds$/, (value) => formatDuration(value * 1000)],
  [/Percent$/, formatPercent],
];

/** A figure by its name: "slowest 912 ms", "calls 1,204 (limit 5,000)". */
function figureWords(name: string, value: number, limit: number | undefined): string {
  const [ending, format] = UNITS.find(([unit]) => unit.test(name)) ?? [/$/, formatCount];
  const label = name
    .replace(ending, '')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim();
  return `${label} ${format(value)}${limit === undefined ? '' : ` (limit ${format(limit)})`}`.trim();
}

/**
 * Measurements that are shown nowhere else, in the order of the outcome. Once the stage has ended, no more will come.
 */
export function evidenceRows(
  { outcome, phase, startedAtMs }: Pick<StageDetails, 'outcome' | 'phase' | 'startedAtMs'>,
  times: ZonedTimes,
): EvidenceRow[] {
  const isShownAsCall = ({ source }: EvidenceView): boolean =>
    SHOWN_AS_CALLS.includes(source) && outcome.invocations.length > 0;
  return outcome.evidence
    .filter((evidence) => !isShownAsCall(evidence))
    .map(({ source, measured, verdict, version, figures, limit, atMs }, index) => ({
      key: `${index} ${source}`,
      ...lookOf(verdict),
      ...(verdict === 'notEnough' && phase !== 'running' ? { word: 'Insufficient data' } : {}),
      measured: measured === '' ? source : measured,
      version: version === undefined ? '' : formatVersion(version),
      figures: Object.entries(figures).map(([name, value]) => figureWords(name, value, limit?.[name])),
      time: atMs === undefined ? '' : times.time(atMs, startedAtMs),
    }));
}
