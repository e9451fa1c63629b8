import { EVIDENCE_VERDICTS, type EvidenceSource, type EvidenceVerdict } from 'stage-contract';
import type { EvidenceView } from '../read/outcomeView';
import type { StageDetails } from '../read/readDetails';
import { isTold } from '../read/told';
import { formatCallDuration, formatCount, formatDuration, formatPercent, formatVersion } from '../text/formats';
import type { ZonedTimes } from '../text/zonedTimes';
import type { StatusIconName } from './steps';
import { ratioWords } from './watch/evidenceMeter';

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

/** How far a guard's calls speak for a worse candidate; its sentence has all other figures. */
const guardFigures = ({ figures, limit }: EvidenceView): string[] => {
  const { evidence } = figures;
  const acts = limit?.['evidence'];
  if (evidence === undefined) return [];
  return [`evidence ${ratioWords(evidence)}${acts === undefined ? '' : ` (worse from ${ratioWords(acts)})`}`];
};

/** How many of the alarms were in ALARM. */
const alarmFigures = ({ figures: { alarms = 0, inAlarm = 0 } }: EvidenceView): string[] => [
  inAlarm === 0 ? 'none in ALARM' : `${formatCount(inAlarm)} of ${formatCount(alarms)} in ALARM`,
];

function figuresOf(evidence: EvidenceView): string[] {
  if (isTold(evidence.told, 'guardCompared')) return guardFigures(evidence);
  if (isTold(evidence.told, 'alarmsSeen')) return alarmFigures(evidence);
  return Object.entries(evidence.figures).map(([name, value]) => figureWords(name, value, evidence.limit?.[name]));
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
    .map((evidence, index) => {
      const { source, measured, verdict, version, atMs } = evidence;
      return {
        key: `${index} ${source}`,
        ...lookOf(verdict),
        ...(verdict === 'notEnough' && phase !== 'running' ? { word: 'Insufficient data' } : {}),
        measured: measured === '' ? source : measured,
        version: version === undefined ? '' : formatVersion(version),
        figures: figuresOf(evidence),
        time: atMs === undefined ? '' : times.time(atMs, startedAtMs),
      };
    });
}
