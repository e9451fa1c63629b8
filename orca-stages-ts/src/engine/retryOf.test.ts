import type { StageError } from 'stage-contract';
import { AwsStageError, type RetryHints } from '../model/awsStageError';
import { describeFailure } from './describeFailure';
import { retryOf } from './retryOf';
import { PRODUCTION_TIMING } from './timing';
import { saying } from '../testing/saying';

const details = { what: saying('AWS did not.'), where: 'checkout' };
const aws = (code: 'throttled' | 'accessDenied' | 'awsRefused', hints: RetryHints = {}): StageError =>
  new AwsStageError({ ...details, code }, hints);
const retry = (error: StageError, more: { nowMs?: number; tries?: number; lastError?: string | null } = {}) =>
  retryOf(error, PRODUCTION_TIMING, {
    failure: describeFailure(error, 'checkout', undefined, 1),
    tries: 1,
    nowMs: 0,
    deadlineMs: 1_000_000,
    lastError: null,
    random: 0,
    ...more,
  });

it.each<[string, StageError, number | undefined]>([
  ['a throttle', aws('throttled'), 250],
  ['a throttle whose Retry-After is longer', aws('throttled', { retryAfterMs: 7_000 }), 7_000],
  ['a throttle whose Retry-After is shorter', aws('throttled', { retryAfterMs: 10 }), 250],
  ['a denial that IAM may take back', aws('accessDenied', { iamMayFollow: true }), 250],
  ['a denial that stays', aws('accessDenied'), undefined],
  ['a refusal', aws('awsRefused'), undefined],
])('%s is retried after this many ms, or not', (_title, error, afterMs) => {
  expect(retry(error)?.afterMs).toBe(afterMs);
});

it("counts IAM's time from its first denial, whatever AWS answers in between", () => {
  const denied = aws('accessDenied', { iamMayFollow: true });
  const first = retry(denied, { nowMs: 1_000 });
  const throttled = retry(aws('throttled'), { nowMs: 30_000, lastError: JSON.stringify(first?.lastError) });
  const kept = JSON.stringify(throttled?.lastError);

  expect(retry(denied, { nowMs: 60_999, lastError: kept })?.progress.words).toContain(
    'can take up to 60 s to take effect in IAM: retrying (60 s so far)',
  );
  expect(retry(denied, { nowMs: 61_000, lastError: kept })).toBeUndefined();
});

it('tries again for IAM no later than its time is over, however long the wait has grown', () => {
  const denied = aws('accessDenied', { iamMayFollow: true });
  const lastError = JSON.stringify(retry(denied, { nowMs: 1_000 })?.lastError);

  expect(retry(denied, { nowMs: 40_000, tries: 20, lastError })?.afterMs).toBe(10_000);
  expect(retry(denied, { nowMs: 60_900, tries: 20, lastError })?.afterMs).toBe(100);
});

it('gives up on another refusal, also while IAM still has time', () => {
  const lastError = JSON.stringify(retry(aws('accessDenied', { iamMayFollow: true }))?.lastError);

  expect(retry(aws('awsRefused'), { nowMs: 1_000, lastError })).toBeUndefined();
});

it('says how often it has failed', () => {
  expect(retry(aws('throttled'), { tries: 3 })?.progress).toMatchObject({
    code: 'tryingAgain',
    values: { tries: 3 },
  });
});

it.each([
  [aws('throttled'), 'tryingAgain'],
  [aws('accessDenied', { iamMayFollow: true }), 'waitingForIam'],
])('says what failed by its own code: %s', (error, code) => {
  const { words, ...told } = details.what;

  expect(retry(error)?.progress).toMatchObject({ code, values: { failed: { words, ...told } } });
});

it('retries nothing once the deadline has passed', () => {
  expect(retry(aws('throttled'), { nowMs: 1_000_000 })).toBeUndefined();
});
