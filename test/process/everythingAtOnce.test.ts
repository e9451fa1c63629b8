import { setTimeout as pause } from 'node:timers/promises';
import { zipOf } from 'strict-lambda';
import { openToRead } from '../../orca-stages-ts/src/journal/openToRead';
import { join } from 'node:path';
import { comparePolls, type PollComparison } from './support/comparePolls';
import { deploymentOf } from './support/deploymentOf';
import { startSidecarProcess, type SidecarProcess } from './support/sidecarProcess';
import type { StageRequest } from './support/sidecarClient';

/**
 * How much work of the sidecar's event loop a poll may have to wait for, in ms: usually, and at most. It is measured as
 * CPU time, because tests run on machines that are busy with other things, too.
 */
const USUAL_MS = 100,
  MOST_MS = 1_000;
/** The share of polls that is usual: CPU time also grows when other processes use the same cores. */
const SHARE = 0.9;

const where = { account: 'local', region: 'us-east-1', functionName: 'checkout' };
const entries = Array.from({ length: 10_000 }, (_, a) => ({ a }));
const HANDLER = `exports.handler = async ({ gives }) => gives === 'list'
  ? { body: { l: Array.from({ length: 10000 }, (_, a) => ({ a })) } }
  : { body: 'a'.repeat(60) + 'b' };`;

let sidecar: SidecarProcess;
let polls: PollComparison | undefined;
beforeAll(async () => {
  sidecar = await startSidecarProcess({ configuration: { limits: { requestsPerSecond: 100_000 } } });
  await sidecar.lambda.putObject({ bucket: 'builds', key: 'v1.zip', body: zipOf({ 'index.js': HANDLER }) });
  await sidecar.run({
    type: 'Aws.LambdaDeploymentStage',
    context: deploymentOf('v1.zip', { functionName: where.functionName, aliases: ['live'] }),
  });
});
afterAll(async () => {
  await polls?.end();
  await sidecar.close();
});

const invoke = (context: object, more: Partial<StageRequest> = {}): Promise<string> =>
  sidecar.begin({ type: 'Aws.LambdaInvokeStage', context: { ...where, aliasName: 'live', ...context }, ...more });

/** The shortest time in ms that a lease of running work has had left, looked at all the time until `isOver`. */
async function shortestLease(isOver: () => boolean): Promise<number> {
  const journal = openToRead(join(sidecar.folder, 'journal.sqlite'));
  let shortest = Infinity;
  try {
    while (!isOver()) {
      const rows = await journal
        .selectFrom('operations')
        .select('lease_until')
        .where('status', '=', 'RUNNING')
        .where('lease_owner', 'is not', null)
        .execute();
      for (const { lease_until: until } of rows) shortest = Math.min(shortest, (until ?? Infinity) - Date.now());
      await pause(100);
    }
  } finally {
    await journal.destroy();
  }
  return shortest;
}

/** Everything that has ever kept the event loop busy, in several rounds. Returns the operations that were started. */
async function everythingAtOnce(): Promise<string[]> {
  const wrongKeys = Object.fromEntries(Array.from({ length: 60_000 }, (_, key) => [`wrong-${key}`, '']));
  const wrong = JSON.stringify({
    executionId: 'E',
    stageId: 'wrong',
    attempt: 1,
    type: 'Aws.LambdaDeploymentStage',
    allowedAccounts: ['local'],
    context: { ...deploymentOf('v1.zip', { functionName: 'wrong' }), envVariables: wrongKeys },
  });
  const ids: string[] = [];
  for (let round = 0; round < 4; round++) {
    ids.push(
      ...(await Promise.all([
        invoke({ invokePayload: { gives: 'list' }, expect: { bodyContains: { l: [...entries].reverse() } } }),
        invoke({ invokePayload: { gives: 'list' }, expect: { body: { l: [...entries].reverse() } } }),
        invoke({ expect: { jsonPath: Array(9).fill({ path: '$.body', matches: '^(a+)+$' }) } }),
        invoke({ expect: { matches: '(a+)+c' } }),
      ])),
    );
    expect((await sidecar.post('/v1/operations', wrong)).httpStatus).toBe(400);
    await sidecar.post('/v1/operations/cancel', { executionId: 'slow', stageId: `slow-${round}` });
  }
  return ids;
}

it('polls are answered within 100 ms and no lease is lost while everything that is expensive happens at once', async () => {
  // Slow answers, from the start to the end. Nothing runs in a dry run, so that they cost the machine nothing.
  sidecar.lambda.addFault({ kind: 'slow', operation: 'Invoke', ms: 4_000, times: 100 });
  const slow = await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      invoke({ invocationType: 'DryRun' }, { executionId: 'slow', stageId: `slow-${index}` }),
    ),
  );
  polls = await comparePolls(`${sidecar.address}/v1/operations/${slow.at(-1) ?? ''}`, sidecar.pid());
  let isOver = false;
  const lease = shortestLease(() => isOver);
  const work = everythingAtOnce().then((ids) => Promise.all([...ids, ...slow].map((id) => sidecar.ended(id))));
  const outcomes = await work.finally(() => {
    isOver = true;
  });
  const times = await polls.end();
  const waits = times.map(({ poll, bare, work: own }) => own ?? poll - bare);

  expect(waits.length).toBeGreaterThan(30);
  expect(waits.filter((ms) => ms <= USUAL_MS).length / waits.length).toBeGreaterThanOrEqual(SHARE);
  expect(Math.max(...waits)).toBeLessThan(MOST_MS);
  expect(await lease).toBeGreaterThan(0);
  expect(sidecar.log()).not.toMatch(/taken over by another replica|could not renew leases/);
  expect(outcomes.filter(({ failure }) => failure?.code === 'outcomeUnknown')).toEqual([]);
  expect(sidecar.lambda.calls().filter(({ operation }) => operation === 'Invoke')).toHaveLength(outcomes.length);
}, 60_000);
