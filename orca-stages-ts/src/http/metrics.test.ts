import type { PoolFigures } from '../model/poolFigures';
import { createMetrics } from './metrics';

it("shows how AWS's quotas stand at the time of reading, by account, region and pool", async () => {
  const metrics = createMetrics();
  const figures: PoolFigures = {
    accountId: '123456789012',
    region: 'us-east-1',
    pool: 'controlPlane',
    perSecond: 10,
    waiting: 0,
    throttles: 0,
  };
  let pools: PoolFigures[] = [figures];
  metrics.watchPools(() => pools);
  await metrics.page();
  pools = [
    { ...figures, perSecond: 5, waiting: 7, throttles: 2 },
    { ...figures, pool: 'getFunction', perSecond: 80 },
  ];

  const { text } = await metrics.page();

  const labels = (pool: string): string => `{account="123456789012",region="us-east-1",pool="${pool}"}`;
  expect(text).toContain(`lambda_stages_aws_granted_per_second${labels('controlPlane')} 5\n`);
  expect(text).toContain(`lambda_stages_aws_granted_per_second${labels('getFunction')} 80\n`);
  expect(text).toContain(`lambda_stages_aws_waiting_calls${labels('controlPlane')} 7\n`);
  expect(text).toContain(`lambda_stages_aws_throttles_total${labels('controlPlane')} 2\n`);
});

it('shows on each scrape whether the journal can be written', async () => {
  const metrics = createMetrics();
  let canBeWritten = true;
  metrics.watchJournal(async () => canBeWritten);
  const before = await metrics.page();

  canBeWritten = false;
  const after = await metrics.page();

  expect(before.text).toContain('lambda_stages_journal_writable 1\n');
  expect(after.text).toContain('lambda_stages_journal_writable 0\n');
});

it('counts deliveries of events by type and result, and shows the age of the oldest one that is left', async () => {
  const metrics = createMetrics();
  let oldest: () => Promise<number | undefined> = async () => 12.5;
  metrics.watchEvents(() => oldest());
  metrics.eventResult({ type: 'rollout.reverted', result: 'failed', receiver: 'http' });
  metrics.eventResult({ type: 'rollout.reverted', result: 'failed', receiver: 'http' });
  metrics.eventResult({ type: 'rollout.reverted', result: 'delivered', receiver: 'http' });
  const left = await metrics.page();
  oldest = async () => undefined;
  const none = await metrics.page();
  oldest = async () => Promise.reject(new Error('the journal is away'));
  const unknown = await metrics.page();

  expect(left.text).toContain(
    'lambda_stages_event_deliveries_total{type="rollout.reverted",result="failed",receiver="http"} 2\n',
  );
  expect(left.text).toContain(
    'lambda_stages_event_deliveries_total{type="rollout.reverted",result="delivered",receiver="http"} 1\n',
  );
  expect(left.text).toContain('lambda_stages_oldest_undelivered_event_seconds 12.5\n');
  expect(none.text).toContain('lambda_stages_oldest_undelivered_event_seconds 0\n');
  expect(unknown.text).toContain('lambda_stages_oldest_undelivered_event_seconds Nan\n');
});
