import type { CrashStage } from '../crashStage';
import { CANARY, CREATED, GOOD, NEVER, ORDERS, REFUSED_SOURCE, route, SIMPLE, UPDATED, WEIGHTED } from './requests';

const blueGreen = { deploymentStrategy: '$BLUEGREEN', healthCheck: { expect: GOOD } };
const failing = { deploymentStrategy: '$BLUEGREEN', healthCheck: { expect: NEVER } };

/** Routes in one move. */
export const ROUTE_STAGES: readonly CrashStage[] = [
  {
    title: 'Route $SIMPLE',
    before: UPDATED,
    request: route(SIMPLE),
    runs: 0,
    ends: { aliases: { live: '2' } },
    restored: { live: '1' },
  },
  {
    title: 'Route $SIMPLE after a canary',
    before: WEIGHTED,
    request: route(SIMPLE),
    runs: 0,
    ends: { aliases: { live: '2' } },
    restored: { live: '1' },
  },
  {
    title: 'Route $WEIGHTED',
    before: UPDATED,
    request: route(CANARY),
    runs: 0,
    ends: { aliases: { live: '1 + 2 10%' } },
    restored: { live: '1' },
  },
  {
    title: 'Route $WEIGHTED, reverted by its watch',
    before: UPDATED,
    request: route({
      ...CANARY,
      guards: [{ metric: 'errorRate' }],
      // Nobody calls the function, so the guard has too few calls.
      evidence: { onTooFew: 'revert' },
      watchSeconds: 5,
    }),
    runs: 0,
    ends: {},
    restored: { live: '1' },
    watched: true,
  },
  {
    title: 'Route $BLUEGREEN',
    before: UPDATED,
    request: route(blueGreen),
    runs: 1,
    ends: { aliases: { live: '2' } },
    restored: { live: '1' },
  },
  {
    title: 'Route $BLUEGREEN failing, revert',
    before: WEIGHTED,
    request: route(failing),
    runs: 1,
    ends: { aliases: { live: '1' } },
    fails: { code: 'healthCheckFailed', step: 'healthCheck' },
    restored: { live: '1' },
  },
  {
    title: 'Route $BLUEGREEN failing, hold',
    before: WEIGHTED,
    request: route({ ...failing, onFailure: 'hold' }),
    runs: 1,
    ends: {},
    fails: { code: 'healthCheckFailed', step: 'healthCheck' },
  },
  {
    title: 'Route $BLUEGREEN failing, revertAndDeleteCandidate',
    before: WEIGHTED,
    request: route({ ...failing, onFailure: 'revertAndDeleteCandidate', drainSeconds: 0 }),
    runs: 1,
    ends: { versions: ['1'], aliases: { live: '1' } },
    fails: { code: 'healthCheckFailed', step: 'healthCheck' },
    restored: { live: '1' },
    deleted: '2',
  },
  {
    title: 'Route $SIMPLE, failing after it changed concurrency and event sources',
    before: UPDATED,
    request: route({
      ...SIMPLE,
      reservedConcurrentExecutions: 5,
      provisionedConcurrentExecutions: 1,
      eventSources: [{ arn: ORDERS }, REFUSED_SOURCE],
    }),
    runs: 0,
    ends: { aliases: { live: '1' } },
    fails: { code: 'awsRefused', step: `createEventSource:${REFUSED_SOURCE.arn}` },
    restored: { live: '1' },
    removesSides: true,
    takesBack: ['PutFunctionConcurrency', 'PutProvisionedConcurrencyConfig', 'CreateEventSourceMapping'],
  },
  {
    title: 'Route $SIMPLE, failing after it moved and described the alias',
    before: UPDATED,
    request: route({ ...SIMPLE, aliasDescription: 'second build', eventSources: [REFUSED_SOURCE] }),
    runs: 0,
    ends: { aliases: { live: '1' } },
    fails: { code: 'awsRefused', step: `createEventSource:${REFUSED_SOURCE.arn}` },
    restored: { live: '1' },
  },
  {
    title: 'Route $SIMPLE, failing after it described an alias that it need not move',
    before: CREATED,
    request: route({ ...SIMPLE, versionNameA: '1', aliasDescription: 'first build', eventSources: [REFUSED_SOURCE] }),
    runs: 0,
    ends: { aliases: { live: '1' } },
    fails: { code: 'awsRefused', step: `createEventSource:${REFUSED_SOURCE.arn}` },
    restored: { live: '1' },
  },
];
