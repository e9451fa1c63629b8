import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startSidecarProcess } from '../process/support/sidecarProcess';
import { BENCH_STAGES, runCanaryPaths, type Measured } from './canaryPaths';
import { journalWritesPerSecond } from './journalWrites';
import { putBuilds } from './putBuilds';
import { fixed, median, say, tableOf, type Row } from './tableOf';

const RUNS = 7;
const SETTLE_DELAYS_MS = [0, 500];
const BUNDLE = join(__dirname, '../../deck-plugin/dist/index.js');
const BUNDLE_BUDGET_KB = 150;
const CANARY = ['Deployment, new code', 'Route $WEIGHTED 10%', 'Route $SIMPLE, promote', 'Delete $PREVIOUS'];
/** The native stages' minimum time for a whole canary pipeline, without human time. */
const NATIVE_CANARY_SECONDS = 142;
const MB = 1_000_000;

/** Times and calls of every stage over the strict Lambda, and what the sidecar costs. */
interface Figures {
  runs: Measured[][];
  residentBefore: number;
  residentAfter: number;
}

async function figuresAt(settleDelayMs: number): Promise<Figures> {
  const sidecar = await startSidecarProcess({ lambda: { settleDelayMs } });
  try {
    await putBuilds(sidecar.lambda);
    const residentBefore = await sidecar.residentBytes();
    // The first run loads code and opens connections, so it does not count.
    await runCanaryPaths(sidecar, 'warm-up');
    const runs: Measured[][] = [];
    for (let run = 1; run <= RUNS; run++) runs.push(await runCanaryPaths(sidecar, `checkout-${run}`));
    return { runs, residentBefore, residentAfter: await sidecar.residentBytes() };
  } finally {
    await sidecar.close();
  }
}

/** Wall time and calls of one stage over all runs. */
function stageFigures({ runs }: Figures, title: string): { wallMs: number; calls: number } {
  const of = runs.flatMap((run) => run.filter(({ stage }) => stage.title === title));
  return { wallMs: median(of.map(({ wallMs }) => wallMs)), calls: median(of.map(({ calls }) => calls.length)) };
}

const timesFaster = (nativeSeconds: number, wallMs: number): string => `${fixed((nativeSeconds * 1000) / wallMs, 0)}×`;

function stageRows(figures: Figures): Row[] {
  const rows = BENCH_STAGES.map(({ title, floor, nativeSeconds }): Row => {
    const { wallMs, calls } = stageFigures(figures, title);
    return [
      title,
      Math.round(wallMs),
      calls,
      floor,
      calls - floor,
      nativeSeconds ?? '–',
      nativeSeconds === undefined ? '–' : timesFaster(nativeSeconds, wallMs),
    ];
  });
  const of = CANARY.map((title) => ({
    ...stageFigures(figures, title),
    floor: BENCH_STAGES.find((stage) => stage.title === title)?.floor ?? 0,
  }));
  const sum = (key: 'wallMs' | 'calls' | 'floor'): number => of.reduce((total, figure) => total + figure[key], 0);
  return [
    ...rows,
    [
      'Canary pipeline: new code, 10%, 100%, delete',
      Math.round(sum('wallMs')),
      sum('calls'),
      sum('floor'),
      sum('calls') - sum('floor'),
      NATIVE_CANARY_SECONDS,
      timesFaster(NATIVE_CANARY_SECONDS, sum('wallMs')),
    ],
  ];
}

/** Every stage compared with Spinnaker's own, the canary pipeline, and what the sidecar and the plugin cost. */
export async function stageBench(): Promise<void> {
  if (!existsSync(BUNDLE)) throw new Error('The Deck plugin has not been built. Run `npm run build`.');
  const costs: Row[] = [];
  for (const settleDelayMs of SETTLE_DELAYS_MS) {
    const figures = await figuresAt(settleDelayMs);
    say(`\nEvery stage, changes settling after ${settleDelayMs} ms (median of ${RUNS} runs)\n`);
    say(tableOf(['Stage', 'Wall ms', 'AWS calls', 'Floor', 'Above', 'Native s', 'Faster'], stageRows(figures)));
    const canaryMs = CANARY.reduce((sum, title) => sum + stageFigures(figures, title).wallMs, 0);
    costs.push([
      `Canary: new code, 10%, 100%, delete; settling ${settleDelayMs} ms`,
      Math.round(canaryMs),
      'ms',
      settleDelayMs === 0 ? 'under 1000' : '',
    ]);
    if (settleDelayMs === 0) {
      costs.push(["Sidecar's resident memory, started", Math.round(figures.residentBefore / MB), 'MB', '']);
      costs.push([
        `Sidecar's resident memory, after ${(RUNS + 1) * BENCH_STAGES.length} stages`,
        Math.round(figures.residentAfter / MB),
        'MB',
        '',
      ]);
    }
  }
  costs.push(['Journal writes', Math.round(await journalWritesPerSecond()), 'per s', '']);
  costs.push([
    'Deck plugin, gzipped',
    Math.round(gzipSync(readFileSync(BUNDLE), { level: 9 }).length / 1000),
    'KB',
    `under ${BUNDLE_BUDGET_KB}`,
  ]);
  say('\nWhat it costs\n');
  say(tableOf(['Figure', 'Value', 'Unit', 'Budget'], costs));
}
