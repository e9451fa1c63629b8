import type { AwsSettings } from '../../orca-stages-ts/src/aws';
import { startSidecarProcess } from '../process/support/sidecarProcess';
import { accountsOf } from './loadBench';
import { makeFunctions, startLambdaWorld, type Place, type SeenCall } from './lambdaWorld';
import { OrcaPlayer, type Played } from './orcaPlayer';
import { fixed, say, tableOf, type Row } from './tableOf';
import { quantile } from './quantile';

const PLACE: Place = { account: 'team-1', accountId: '100000000001', region: 'us-east-1' };
/** New code for a function with an alias: read, update and publish, wait, move the alias; plus two. */
const CALLS_EACH = 4 + 2;
const SETTLE_MS = 500;

/**
 * How many deployments, and the factor for AWS's own quotas and the default granted rates: above 1 it only saves time.
 */
export interface Burst {
  deployments: number;
  scale: number;
}

/** The default granted rates, times this factor. */
export const granted = (scale: number): AwsSettings['rates'] => ({
  controlPlanePerSecond: 10 * scale,
  controlPlaneBurst: 5 * scale,
  getFunctionPerSecond: 80 * scale,
  getFunctionBurst: 20 * scale,
  getPolicyPerSecond: 10 * scale,
  getPolicyBurst: 5 * scale,
  describeAlarmsPerSecond: 5 * scale,
  describeAlarmsBurst: 3 * scale,
  getMetricDataPerSecond: 20 * scale,
  getMetricDataBurst: 10 * scale,
  publishPerSecond: 50 * scale,
  publishBurst: 20 * scale,
  putEventsPerSecond: 50 * scale,
  putEventsBurst: 20 * scale,
});

/** The longest time for this many deployments, in s: 1.15 times their calls at the granted rate. */
export const longestSeconds = ({ deployments, scale }: Burst): number =>
  (1.15 * deployments * CALLS_EACH) / (10 * scale);

/** Deployments posted to one sidecar at the same time, against AWS's quotas. */
export async function manyDeployments(bursts: readonly Burst[]): Promise<void> {
  say(`\nDeployments of new code, posted at once, one function each; changes settle after ${SETTLE_MS} ms\n`);
  const rows: Row[] = [];
  for (const burst of bursts) rows.push(await runBurst(burst));
  say(
    tableOf(
      [
        'Deployments',
        'Quotas',
        'Granted/s',
        'Total s',
        'Bound s',
        'Failed',
        '429s',
        'First s',
        'Median s',
        'Overtaken, most',
        'Calls each',
      ],
      rows,
    ),
  );
}

async function runBurst(burst: Burst): Promise<Row> {
  const { deployments, scale } = burst;
  const world = await startLambdaWorld({ settleDelayMs: 0, quotas: 'unlimited', accounts: [PLACE.accountId] });
  const sidecar = await startSidecarProcess({
    configuration: { accounts: accountsOf([PLACE], world.url), rates: granted(scale) },
  });
  const orca = new OrcaPlayer(sidecar.address);
  try {
    await makeFunctions(
      world,
      [PLACE],
      Array.from({ length: deployments }, (_, index) => `checkout-${index}`),
      1,
    );
    await world.configure({
      settleDelayMs: SETTLE_MS,
      quotas: { getFunction: 100 * scale, getPolicy: 15 * scale, controlPlane: 15 * scale },
    });
    await world.clearCalls();
    const startedAtMs = Date.now();
    const played = await Promise.all(
      Array.from({ length: deployments }, (_, index) =>
        orca.play({
          type: 'Aws.LambdaDeploymentStage',
          executionId: `execution-${index}`,
          stageId: `many-${index}`,
          stageName: 'Deploy',
          allowedAccounts: [PLACE.account],
          context: {
            account: PLACE.account,
            region: PLACE.region,
            functionName: `checkout-${index}`,
            s3bucket: 'builds',
            s3key: 'v2.zip',
            runtime: 'nodejs20.x',
            handler: 'index.handler',
            role: `arn:aws:iam::${PLACE.accountId}:role/checkout`,
            publish: true,
            aliases: ['live'],
          },
        }),
      ),
    );
    return await rowOf(burst, startedAtMs, played, world.calls());
  } finally {
    orca.close();
    await sidecar.close();
    await world.close();
  }
}

async function rowOf(
  burst: Burst,
  startedAtMs: number,
  played: readonly Played[],
  asked: Promise<SeenCall[]>,
): Promise<Row> {
  const outcomes = await Promise.all(played.map(({ ended }) => ended));
  const seconds = outcomes.map(({ endedAt }) => (Date.parse(endedAt ?? '') - startedAtMs) / 1000);
  const failed = outcomes.filter(({ status }) => status !== 'SUCCEEDED');
  for (const { progress } of failed.slice(0, 1)) say(`The first that failed: ${progress}`);
  const calls = await asked;
  return [
    burst.deployments,
    burst.scale === 1 ? "AWS's own" : `${burst.scale} times AWS's`,
    10 * burst.scale,
    fixed(quantile(seconds, 1), 1),
    fixed(longestSeconds(burst), 1),
    failed.length,
    calls.filter(({ status }) => status === 429).length,
    fixed(Math.min(...seconds), 1),
    fixed(quantile(seconds, 0.5), 1),
    mostOvertaken(outcomes.map(({ id, endedAt }) => ({ id, endedAt: endedAt ?? '' }))),
    fixed(outcomes.reduce((sum, { awsCalls }) => sum + awsCalls.length, 0) / burst.deployments, 1),
  ];
}

/**
 * The highest number of later deployments that finished before an earlier one: 0 is strictly first come, first served.
 */
export function mostOvertaken(inOrder: readonly { id: string; endedAt: string }[]): number {
  return Math.max(
    ...inOrder.map(({ endedAt }, index) => inOrder.slice(index + 1).filter((later) => later.endedAt < endedAt).length),
  );
}
