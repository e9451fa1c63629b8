import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openJournal, type JournalDatabase } from '../../orca-stages-ts/src/journal/openJournal';
import { dueOperations, nextDueAt, wakeOverdue } from '../../orca-stages-ts/src/journal/queries/leases';
import { sweepJournal } from '../../orca-stages-ts/src/engine/sweepJournal';
import { PRODUCTION_TIMING } from '../../orca-stages-ts/src/engine';
import { startSidecarProcess, type SidecarProcess } from '../process/support/sidecarProcess';
import { runCanaryPaths } from './canaryPaths';
import { fillWithFinished } from './finishedJournal';
import { putBuilds } from './putBuilds';
import { quantile } from './quantile';
import { fixed, median, say, tableOf } from './tableOf';

const FINISHED = 10_000;
const DAY = 24 * 3_600_000;
const CANARY = ['Deployment, new code', 'Route $WEIGHTED 10%', 'Route $SIMPLE, promote', 'Delete $PREVIOUS'];
const RUNS = 5;
const POLL_EVERY_MS = 5;
const HOLDING = {
  aliasName: 'live',
  deploymentStrategy: '$GRADUAL',
  versionNameA: '$LATEST',
  steps: [{ weightPercent: 10, holdSeconds: 600 }],
};
const target = { account: 'local', region: 'us-east-1' };

/** What 10,000 finished operations in the journal change, and what removing them costs. */
export async function historyBench(): Promise<void> {
  const sidecar = await startSidecarProcess({ lambda: { settleDelayMs: 0 } });
  const file = join(sidecar.folder, 'journal.sqlite');
  try {
    await putBuilds(sidecar.lambda);
    await runCanaryPaths(sidecar, 'warm-up');
    const empty = await figuresOf(sidecar, file, 'empty');
    await sidecar.signal('SIGTERM');
    await fillWithFinished(file, FINISHED, Date.now() - 13 * DAY, Date.now());
    await sidecar.restart();
    await runCanaryPaths(sidecar, 'warm-again');
    const full = await figuresOf(sidecar, file, 'full');
    say(
      `\nA journal that holds nearly nothing, and one with ${FINISHED} finished operations (${fixed(statSync(file).size / 1_000_000, 0)} MB)\n`,
    );
    say(
      tableOf(
        ['Figure', 'Empty', 'Full', 'Ratio', 'Unit'],
        empty.map(({ title, value, unit }, index) => {
          const other = full[index]?.value ?? NaN;
          return [title, fixed(value, 2), fixed(other, 2), fixed(other / value, 2), unit];
        }),
      ),
    );
    await sweeping(sidecar, file);
  } finally {
    await sidecar.close();
  }
}

interface Figure {
  title: string;
  value: number;
  unit: string;
}

async function figuresOf(sidecar: SidecarProcess, file: string, name: string): Promise<Figure[]> {
  const canaries: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const measured = await runCanaryPaths(sidecar, `${name}-${run}`);
    canaries.push(
      measured.filter(({ stage }) => CANARY.includes(stage.title)).reduce((sum, { wallMs }) => sum + wallMs, 0),
    );
  }
  const creates: number[] = [];
  let holding = '';
  for (let run = 0; run < 50; run++) {
    creates.push(
      await timed(async () => {
        holding = await sidecar.begin({
          type: 'Aws.LambdaTrafficRoutingStage',
          executionId: `${name}-holds-${run}`,
          context: { ...target, functionName: `${name}-${run % RUNS}`, ...HOLDING, aliasName: `alias-${run}` },
        });
      }),
    );
  }
  const polls: number[] = [];
  for (let run = 0; run < 300; run++) polls.push(await timed(() => sidecar.poll(holding)));
  const database = await openJournal(file);
  const look = await lookMs(database).finally(() => database.destroy());
  await sidecar.signal('SIGTERM');
  const start = await timed(() => sidecar.restart());
  return [
    { title: 'Poll, median', value: median(polls), unit: 'ms' },
    { title: 'Poll, p99', value: quantile(polls, 0.99), unit: 'ms' },
    { title: 'Create, median', value: median(creates), unit: 'ms' },
    { title: 'Look for due work, median', value: look, unit: 'ms' },
    { title: 'Canary: new code, 10%, 100%, delete', value: median(canaries), unit: 'ms' },
    { title: 'Start to ready', value: start, unit: 'ms' },
  ];
}

const timed = async (run: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
};

/** All queries with which the engine looks for work, on a separate connection. */
async function lookMs(database: JournalDatabase): Promise<number> {
  const now = Date.now();
  const times: number[] = [];
  for (let run = 0; run < 100; run++) {
    times.push(
      await timed(async () => {
        await wakeOverdue(database, now, now - PRODUCTION_TIMING.abandonedAfterMs);
        await dueOperations(database, now, 256);
        await nextDueAt(database, 'bench');
        await sweepJournal(database, PRODUCTION_TIMING, now);
      }),
    );
  }
  return median(times);
}

/** The finished operations grow old while the sidecar is stopped. It sweeps when it starts, and is polled meanwhile. */
async function sweeping(sidecar: SidecarProcess, file: string): Promise<void> {
  const id = await sidecar.begin({
    type: 'Aws.LambdaTrafficRoutingStage',
    executionId: 'sweep-holds',
    context: { ...target, functionName: 'full-1', ...HOLDING, aliasName: 'swept' },
  });
  await sidecar.signal('SIGTERM');
  const database = await openJournal(file);
  try {
    await database
      .updateTable('operations')
      .set({ ended_at: Date.now() - 15 * DAY })
      .where('status', '!=', 'RUNNING')
      .execute();
    await database
      .updateTable('pins')
      .set({ written_at: Date.now() - 31 * DAY })
      .execute();
    await sidecar.restart();
    const startedAt = performance.now(),
      polls: number[] = [];
    for (let left = true; left;) {
      polls.push(await timed(() => sidecar.poll(id)));
      // The sidecar limits the number of requests per second.
      await pause(POLL_EVERY_MS);
      if (polls.length % 20 === 0)
        left =
          (
            await database
              .selectFrom('operations')
              .select('id')
              .where('ended_at', '<', Date.now() - 14 * DAY)
              .limit(1)
              .execute()
          ).length > 0;
    }
    say(`\nSweeping ${FINISHED} operations, their checkpoints and pins, while Orca polls every ${POLL_EVERY_MS} ms\n`);
    say(
      tableOf(
        ['Sweep s', 'Polls', 'Poll p50 ms', 'p99 ms', 'longest ms'],
        [
          [
            fixed((performance.now() - startedAt) / 1000, 1),
            polls.length,
            fixed(median(polls), 1),
            fixed(quantile(polls, 0.99), 1),
            fixed(quantile(polls, 1), 1),
          ],
        ],
      ),
    );
  } finally {
    await database.destroy();
  }
}
