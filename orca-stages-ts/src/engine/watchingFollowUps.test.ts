import { GetAliasCommand } from '@aws-sdk/client-lambda';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { Outcome } from 'stage-contract';
import { eventually } from 'strict-lambda/src/testing/eventually';
import { putTestAlarm, setTestAlarm, testCloudwatch } from 'strict-lambda/src/testing/testAlarm';
import { endFuture } from '../journal/queries/leases';
import { deploymentOf } from '../testing/deploymentOf';
import { skippingClock, type SkippingClock } from '../testing/skippingClock';
import { startBench, type StageBench } from '../testing/stageBench';
import { sweepJournal } from './sweepJournal';
import { PRODUCTION_TIMING } from './timing';

const MINUTE = 60_000,
  DAY = 24 * 60 * MINUTE;
let bench: StageBench, clock: SkippingClock, cloudwatch: CloudWatchClient, id: string;

beforeEach(async () => {
  clock = skippingClock();
  bench = await startBench({ clock, lambda: { settleDelayMs: 0 } });
  cloudwatch = testCloudwatch(bench.lambda.url);
  for (const key of ['v1.zip', 'v2.zip']) {
    await bench.putCode(key, key);
    await bench.run('Aws.LambdaDeploymentStage', deploymentOf(key), { executionId: key });
  }
  await putTestAlarm(cloudwatch, 'checkout-errors');
  await setTestAlarm(cloudwatch, 'checkout-errors', 'OK');
  id = await bench.begin(
    'Aws.LambdaTrafficRoutingStage',
    {
      aliasName: 'live',
      deploymentStrategy: '$SIMPLE',
      versionNameA: '$LATEST',
      alarms: ['checkout-errors'],
      watchSeconds: 30 * 86_400,
    },
    { executionId: 'v2.zip' },
  );
  await bench.ended(id);
});
afterEach(async () => {
  cloudwatch.destroy();
  await bench.close();
});

const ring = (): Promise<unknown> => setTestAlarm(cloudwatch, 'checkout-errors', 'ALARM');
const followUp = () =>
  bench.database.selectFrom('operations').selectAll().where('timer_of', '=', id).executeTakeFirstOrThrow();
const settled = (): Promise<Outcome> =>
  eventually('the watch to end', async () => {
    const outcome = await bench.engine.poll(id);
    return outcome?.watching?.state !== 'pending' && outcome;
  });
/** The looks of a month are the same as those of an hour: the next one is due when it is over. */
async function passWithoutLooks(ms: number): Promise<void> {
  await bench.atRest();
  await bench.database
    .updateTable('operations')
    .set({ due_at: clock.now() + ms })
    .where('timer_of', '=', id)
    .execute();
  clock.skip(ms);
}
async function sweep(): Promise<void> {
  for (let more = true; more;) more = await sweepJournal(bench.database, PRODUCTION_TIMING, clock.now());
}

describe('a follow-up that watches', () => {
  it('outlives the sweeps for 30 days, and tells the stage that armed it what it did', async () => {
    await passWithoutLooks(29 * DAY);
    await sweep();
    await ring();
    clock.skip(MINUTE);

    const outcome = await settled();
    const live = await bench.aws.send(new GetAliasCommand({ FunctionName: 'checkout', Name: 'live' }));

    expect(outcome.watching).toMatchObject({ state: 'reverted', seconds: 2_592_000 });
    expect(live.FunctionVersion).toBe('1');
  });

  it('goes with the stage that armed it, once it has ended and that is old enough', async () => {
    await passWithoutLooks(30 * DAY);
    await settled();

    clock.skip(15 * DAY);
    await sweep();

    const left = await bench.database.selectFrom('operations').select('id').execute();
    expect(left.filter((one) => one.id.startsWith(id))).toEqual([]);
  });

  it('looks without having started, so another operation can keep it from running', async () => {
    clock.skip(3 * MINUTE);
    await bench.atRest();
    const looking = await followUp();

    expect([looking.started_at, looking.recovery_reason, looking.status]).toEqual([null, 'watch', 'RUNNING']);
    expect(JSON.parse(looking.facts)).toMatchObject({ guards: { mainVersion: '2' }, ignoredAlarms: [] });
  });

  it('looks at once if the clock was set back, unlike a follow-up that waits for its time', async () => {
    await bench.atRest();
    await bench.database
      .updateTable('operations')
      .set({ due_at: clock.now() + DAY, lease_owner: null, lease_until: null })
      .where('timer_of', '=', id)
      .execute();

    await endFuture(bench.database, clock.now(), clock.now());

    expect((await followUp()).due_at).toBeLessThanOrEqual(clock.now() + MINUTE);
  });
});
