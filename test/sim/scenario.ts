import type { JsonObject } from '../../sandbox/src/orca';
import { seededRandom } from 'strict-lambda/src/random';
import { Draw } from './draw';
import { drawHappenings } from './drawHappenings';
import { drawPipeline, drawRollback } from './drawPipeline';
import { withWatching } from './drawWatching';
import { FUNCTIONS } from './simAws';

/** How often requests to AWS and to the journal go wrong, each from 0 to 1; and when that stops. */
export interface Weather {
  throttle: number;
  error5xx: number;
  dropBefore: number;
  dropAfter: number;
  /** The request reaches AWS so late that nobody waits for it any more. */
  lateRequest: number;
  lateAnswer: number;
  /** The request is carried out twice: at once or later. */
  double: number;
  /** A transition of AWS takes long. */
  settleSlow: number;
  journalSlow: number;
  commitUnknown: number;
  /** Answers to Orca that are lost. */
  orcaLost: number;
  untilMs: number;
}

/** Something that happens to the world at a moment, in ms after its beginning. */
export type Happening = { atMs: number } & (
  | { kind: 'crash'; replica: number; when: Moment; downMs: number }
  | { kind: 'pause'; replica: number; when: Moment; forMs: number }
  | { kind: 'upgrade'; replica: number }
  | { kind: 'clockJump'; byMs: number }
  | { kind: 'journalCut'; replica: number | 'all'; forMs: number }
  /** The replica that next moves an alias dies, and somebody moves the alias back before another one takes over. */
  | { kind: 'reversal'; afterMs: number }
  | { kind: 'orcaSilent'; forMs: number }
  | { kind: 'cancel'; pipeline: number }
  /** The next such call reaches AWS when its caller has given up, and meanwhile somebody cancels. */
  | { kind: 'lateCall'; pipeline: number; call: string; lateMs: number; cancelAfterMs: number }
  | { kind: 'pausePipeline'; pipeline: number; forMs: number }
  | { kind: 'restart'; pipeline: number }
  | { kind: 'alarm'; name: string; to: AlarmState | 'deleted' }
  /** An alarm goes off so long after the next new version gets some or all of an alias's traffic. */
  | { kind: 'alarmAfterMove'; name: string; move: 'weight' | 'promotion'; afterMs: number }
  /** From now on: calls of `live` by the minute, and how many of those of new versions fail. */
  | { kind: 'traffic'; functionName: string; callsPerMinute: number; newFailPercent: number }
  | {
      kind: 'foreignAlias';
      functionName: string;
      versions: readonly string[];
      /** Just before the next move of a replica reaches AWS. */ isRace: boolean;
    }
);

/** States of CloudWatch's alarms. */
export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** After so many points of the replica, or, whichever replica it is, just after it has sent such a call to AWS. */
export type Moment = { afterPoints: number } | { atCall: string };

/** A pipeline that somebody starts. */
export interface PlannedPipeline {
  atMs: number;
  functionName: string;
  /** Who starts it, if it is not Jane. */
  user?: string;
  stages: JsonObject[];
  /** How somebody answers its judgment, and how long that takes. */
  judgment: { answer: 'continue' | 'stop' | 'none'; afterMs: number };
}

/** All that a seed decides in advance. */
export interface Scenario {
  seed: number;
  pipelines: PlannedPipeline[];
  happenings: Happening[];
  weather: Weather;
  /** Its rollouts look at alarms and guards, call hooks or wait for people, and people act on them. */
  watches?: true;
  /** When CloudWatch throttles most requests, or cannot be reached. */
  cloudwatchTrouble?: { kind: 'throttled' | 'away'; fromMs: number; untilMs: number };
}

/** Sets the second generator of a seed apart from the first one of any other. */
const MORE = 0x5eed_0000;
/** The same for the third one. */
const WATCHING = 0x3a7c_7000;

/** What a seed means. */
export function scenarioOf(seed: number): Scenario {
  const draw = new Draw(seededRandom(seed));
  draw.random();
  const count = draw.from([1, 1, 2, 2, 3]);
  const names = draw.chance(0.7) ? [FUNCTIONS[0]] : FUNCTIONS;
  const pipelines = Array.from({ length: count }, (_, index) =>
    drawPipeline(draw, index, names[draw.between(0, names.length - 1)] ?? FUNCTIONS[0]),
  );
  // Somebody rolls back while something else is rolling out.
  const [first] = pipelines;
  if (first !== undefined && draw.chance(0.15)) pipelines.push(drawRollback(draw, first));
  const happenings = drawHappenings(draw, pipelines),
    weather = weatherOf(draw);
  const scenario = { seed, pipelines, happenings: withMore(new Draw(seededRandom(seed + MORE)), happenings), weather };
  return withWatching(new Draw(seededRandom(seed + WATCHING)), scenario);
}

/** What was added later is drawn apart, so that it changes only a few worlds of those that there were. */
function withMore(draw: Draw, happenings: Happening[]): Happening[] {
  draw.random();
  if (!draw.chance(0.03)) return happenings;
  const reversal: Happening = { atMs: draw.between(0, 60_000), kind: 'reversal', afterMs: draw.between(200, 6_000) };
  return [...happenings, reversal].sort((a, b) => a.atMs - b.atMs);
}

/** Faults come in a few kinds at a time: where everything fails, nothing interesting happens. */
function weatherOf(draw: Draw): Weather {
  const none: Weather = {
    throttle: 0,
    error5xx: 0,
    dropBefore: 0,
    dropAfter: 0,
    lateRequest: 0,
    lateAnswer: 0,
    double: 0,
    settleSlow: 0,
    journalSlow: 0,
    commitUnknown: 0,
    orcaLost: 0,
    untilMs: draw.between(60_000, 300_000),
  };
  if (draw.chance(0.15)) return none;
  const kinds = [
    'throttle',
    'error5xx',
    'dropBefore',
    'dropAfter',
    'lateRequest',
    'lateAnswer',
    'double',
    'settleSlow',
    'journalSlow',
    'commitUnknown',
    'orcaLost',
  ] as const;
  for (let count = draw.between(1, 4); count > 0; count--) none[draw.from(kinds)] = draw.from([0.02, 0.05, 0.1, 0.2]);
  return { ...none, commitUnknown: Math.min(none.commitUnknown, 0.05), orcaLost: Math.min(none.orcaLost, 0.02) };
}
