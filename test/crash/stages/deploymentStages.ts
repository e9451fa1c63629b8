import type { CrashStage } from '../crashStage';
import { CREATED, deploy, FIRST, NOTHING, ORDERS, REFUSED_SOURCE, SECOND, updateCode } from './requests';

const everything = {
  aliasName: 'live',
  reservedConcurrentExecutions: 5,
  provisionedConcurrentExecutions: 1,
  eventSources: [{ arn: ORDERS, batchSize: 5 }],
  tags: { team: 'shop' },
  tagsMode: 'own',
};
const outOfSpace = {
  kind: 'settleFailed',
  operation: 'UpdateFunctionCode',
  reason: 'Out of space.',
  times: 10,
} as const;
/** Longer than any test waits. */
const slowly = (operation: string) => ({ kind: 'settleSlow', operation, ms: 3_600_000, times: 10 }) as const;

/** Deployments and Update Codes. */
export const DEPLOYMENT_STAGES: readonly CrashStage[] = [
  {
    title: 'Deployment, create',
    before: NOTHING,
    request: deploy(FIRST, 'one'),
    runs: 0,
    ends: { head: 'one 128 MB', versions: ['1'], aliases: { live: '1' } },
  },
  {
    title: 'Deployment, create with everything',
    before: NOTHING,
    request: deploy(FIRST, 'one', everything),
    runs: 0,
    ends: {
      head: 'one 128 MB',
      versions: ['1'],
      aliases: { live: '1' },
      mappings: ['orders of live, batch 5'],
      reserved: 5,
      provisioned: { live: 1 },
      tags: { team: 'shop' },
    },
  },
  {
    title: 'Deployment, code',
    before: CREATED,
    request: deploy(SECOND, 'two'),
    runs: 0,
    ends: { head: 'two 128 MB', versions: ['1', '2'] },
  },
  {
    title: 'Deployment, code and configuration',
    before: CREATED,
    request: deploy(SECOND, 'two', { memorySize: 256 }),
    runs: 0,
    ends: { head: 'two 256 MB', versions: ['1', '2'] },
  },
  {
    title: 'Deployment, configuration',
    before: CREATED,
    request: deploy(SECOND, 'one', { memorySize: 256 }),
    runs: 0,
    ends: { head: 'one 256 MB', versions: ['1', '2'] },
  },
  {
    title: 'Deployment, what belongs to it',
    before: [deploy(FIRST, 'one', everything)],
    runs: 0,
    request: deploy(SECOND, 'one', {
      ...everything,
      reservedConcurrentExecutions: -1,
      provisionedConcurrentExecutions: 0,
      eventSources: [{ arn: ORDERS, batchSize: 7 }],
      tags: {},
    }),
    ends: { mappings: ['orders of live, batch 7'], reserved: undefined, provisioned: {}, tags: {} },
  },
  { title: 'Deployment, reuse', before: CREATED, request: deploy(SECOND, 'one'), runs: 0, ends: {} },
  {
    title: 'Deployment, moving its alias',
    before: CREATED,
    request: deploy(SECOND, 'two', { aliasRouting: 'newVersion' }),
    runs: 0,
    ends: { head: 'two 128 MB', versions: ['1', '2'], aliases: { live: '2' } },
    restored: { live: '1' },
  },
  {
    title: 'Deployment, failing after it moved its alias',
    before: CREATED,
    request: deploy(SECOND, 'two', { aliasRouting: 'newVersion', aliasName: 'live', eventSources: [REFUSED_SOURCE] }),
    runs: 0,
    ends: { head: 'two 128 MB', versions: ['1', '2'], aliases: { live: '1' } },
    fails: { code: 'awsRefused', step: `createEventSource:${REFUSED_SOURCE.arn}` },
    restored: { live: '1' },
  },
  {
    title: 'Deployment, cancelled after it moved its alias',
    before: CREATED,
    request: deploy(SECOND, 'two', {
      aliasRouting: 'newVersion',
      aliasName: 'live',
      provisionedConcurrentExecutions: 1,
    }),
    runs: 0,
    faults: [slowly('PutProvisionedConcurrencyConfig')],
    stopped: { step: 'settleProvisioned:live', by: 'cancel' },
    ends: { head: 'two 128 MB', versions: ['1', '2'], aliases: { live: '1' }, provisioned: { live: 1 } },
    restored: { live: '1' },
  },
  {
    title: 'Update Code',
    before: CREATED,
    request: updateCode({ publish: true }),
    runs: 0,
    ends: { head: 'two 128 MB', versions: ['1', '2'] },
  },
  {
    title: 'Update Code, failing to settle',
    before: CREATED,
    request: updateCode({ publish: false }),
    runs: 0,
    faults: [outOfSpace],
    ends: { head: 'two 128 MB' },
    fails: { code: 'settleFailed', step: 'settleCode' },
  },
  {
    title: 'Update Code, past its deadline while it settles',
    before: CREATED,
    request: updateCode({ publish: false }),
    runs: 0,
    faults: [slowly('UpdateFunctionCode')],
    ends: { head: 'two 128 MB' },
    stopped: { step: 'settleCode', by: 'deadline' },
  },
];
