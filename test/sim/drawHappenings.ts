import type { Draw } from './draw';
import type { Happening, Moment, PlannedPipeline } from './scenario';
import { FUNCTIONS } from './simAws';

const HOUR_MS = 3_600_000;
const CALLS = [
  'Invoke',
  'UpdateAlias',
  'UpdateAlias',
  'PublishVersion',
  'UpdateFunctionCode',
  'DeleteFunction',
] as const;

/** What happens to a world besides its pipelines, in the order of its times. */
export function drawHappenings(draw: Draw, pipelines: readonly PlannedPipeline[]): Happening[] {
  const happenings: Happening[] = [];
  for (let count = draw.from([0, 1, 2, 2, 3, 4]); count > 0; count--) happenings.push(drawHappening(draw, pipelines));
  return happenings.sort((a, b) => a.atMs - b.atMs);
}

/** When, where and to whom something happens. */
interface Place {
  atMs: number;
  replica: number;
  pipeline: number;
  functionName: string;
}

type DrawOne = (draw: Draw, place: Place) => Happening;

const drawMoment = (draw: Draw): Moment =>
  draw.chance(0.5) ? { afterPoints: draw.between(1, 40) } : { atCall: draw.from(CALLS) };

const crash: DrawOne = (draw, { atMs, replica }) => ({
  atMs,
  kind: 'crash',
  replica,
  when: drawMoment(draw),
  downMs: draw.between(0, 30_000),
});

const pause: DrawOne = (draw, { atMs, replica }) => ({
  atMs,
  kind: 'pause',
  replica,
  when: drawMoment(draw),
  forMs: draw.from([500, 5_000, 12_000, 40_000]),
});

const foreignAlias: DrawOne = (draw, { atMs, functionName }) => ({
  atMs,
  kind: 'foreignAlias',
  functionName,
  versions: draw.from([['1'], ['2'], ['1', '2']]),
  isRace: draw.chance(0.5),
});

const lateCall: DrawOne = (draw, { atMs, pipeline }) => ({
  atMs: Math.floor(atMs / 2),
  kind: 'lateCall',
  pipeline,
  call: draw.from(CALLS),
  lateMs: draw.between(32_000, 80_000),
  cancelAfterMs: draw.between(500, 25_000),
});

/** What is listed more often happens more often. */
const KINDS: readonly [DrawOne, ...DrawOne[]] = [
  crash,
  crash,
  crash,
  crash,
  pause,
  pause,
  (_draw, { atMs, replica }) => ({ atMs, kind: 'upgrade', replica }),
  (draw, { atMs }) => ({
    atMs,
    kind: 'clockJump',
    byMs: draw.from([1, -1]) * draw.from([5_000, 60_000, 600_000, HOUR_MS]),
  }),
  (draw, { atMs, replica }) => ({
    atMs,
    kind: 'journalCut',
    replica: draw.chance(0.5) ? 'all' : replica,
    forMs: draw.from([500, 4_000, 20_000]),
  }),
  (draw, { atMs }) => ({ atMs, kind: 'orcaSilent', forMs: draw.from([5_000, 30_000, 300_000, 1_500_000]) }),
  (_draw, { atMs, pipeline }) => ({ atMs, kind: 'cancel', pipeline }),
  (draw, { atMs, pipeline }) =>
    draw.chance(0.5)
      ? { atMs, kind: 'pausePipeline', pipeline, forMs: draw.between(1_000, 60_000) }
      : { atMs: atMs + 30_000, kind: 'restart', pipeline },
  foreignAlias,
  // After most stages have ended, while timers and judgments wait.
  (draw, place) => foreignAlias(draw, { ...place, atMs: place.atMs + 50_000 }),
  lateCall,
];

function drawHappening(draw: Draw, pipelines: readonly PlannedPipeline[]): Happening {
  const atMs = draw.between(0, draw.chance(0.7) ? 60_000 : 200_000);
  const replica = draw.between(0, 2),
    pipeline = draw.between(0, pipelines.length - 1);
  const functionName = pipelines[pipeline]?.functionName ?? FUNCTIONS[0];
  return draw.from(KINDS)(draw, { atMs, replica, pipeline, functionName });
}
