import type { CrashStage } from '../crashStage';
import { CREATED, deploy, FIRST, FOUR, invoke, ORDERS, PAYMENTS, PROMOTED, remove, RETURNS } from './requests';

const withSources = (...arns: string[]) => [
  deploy(FIRST, 'one', { aliasName: 'live', eventSources: arns.map((arn) => ({ arn, batchSize: 5 })) }),
];
const WITH_BUILDS = [
  deploy(FIRST, 'one', { aliases: ['live', 'build-1'] }),
  deploy('execution-a', 'two', { aliases: ['live'], aliasRouting: 'newVersion' }),
];
const wholeFunction = remove({ version: '$ALL', confirmFunctionName: 'checkout' });
const nothing = { head: undefined, versions: [], aliases: {}, mappings: [] };

/** Invokes and Deletes. */
export const OTHER_STAGES: readonly CrashStage[] = [
  { title: 'Invoke once', before: CREATED, request: invoke({}), runs: 1, ends: {} },
  { title: 'Invoke three times', before: CREATED, request: invoke({ executionCount: 3 }), runs: 3, ends: {} },
  {
    title: 'Invoke five times, two at a time',
    before: CREATED,
    request: invoke({ executionCount: 5, parallelism: 2 }),
    runs: 5,
    ends: {},
  },
  {
    title: 'Delete one version',
    before: PROMOTED,
    request: remove({ version: '$PREVIOUS', drainSeconds: 0 }),
    runs: 0,
    ends: { versions: ['2'] },
  },
  {
    title: 'Delete $MOVING',
    before: FOUR,
    request: remove({ version: '$MOVING', retentionNumber: 1, drainSeconds: 0 }),
    runs: 0,
    ends: { versions: ['4'] },
  },
  {
    title: 'Delete $MOVING with an alias per build',
    before: WITH_BUILDS,
    request: remove({ version: '$MOVING', retentionNumber: 1, aliasPattern: 'build-*', drainSeconds: 1 }),
    runs: 0,
    ends: { versions: ['2'], aliases: { live: '2' } },
  },
  { title: 'Delete $ALL', before: withSources(ORDERS), request: wholeFunction, runs: 0, ends: nothing },
  {
    title: 'Delete $ALL with three event sources',
    before: withSources(ORDERS, PAYMENTS, RETURNS),
    request: wholeFunction,
    runs: 0,
    ends: nothing,
  },
];
