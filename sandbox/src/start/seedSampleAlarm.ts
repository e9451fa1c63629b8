import type { StrictLambda } from 'strict-lambda';

import { SAMPLE_BUCKET } from './sampleBucket';

/** The alarm that the sample "Gradual with guard" watches. It goes off when the sample's function is broken as a whole. */
const SAMPLE_ALARM = {
  AlarmName: 'checkout-errors',
  AlarmDescription: 'More than 100 calls of checkout failed in each of the last 3 minutes.',
  Namespace: 'AWS/Lambda',
  MetricName: 'Errors',
  Dimensions: [{ Name: 'FunctionName', Value: 'checkout' }],
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 3,
  Threshold: 100,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'notBreaching',
};

/** Creates the sample's alarm if there is none by its name: one that was changed stays as it is. */
export async function seedSampleAlarm(lambda: Pick<StrictLambda, 'handle'>): Promise<void> {
  const found = await askCloudwatch(lambda, 'DescribeAlarms', { AlarmNames: [SAMPLE_ALARM.AlarmName] });
  const { MetricAlarms = [] } = JSON.parse(found) as { MetricAlarms?: unknown[] };
  if (MetricAlarms.length === 0) await askCloudwatch(lambda, 'PutMetricAlarm', SAMPLE_ALARM);
}

/** Asks without the SDK, which takes a quarter of a second to load. */
async function askCloudwatch(lambda: Pick<StrictLambda, 'handle'>, operation: string, body: object): Promise<string> {
  const answer = await lambda.handle({
    method: 'POST',
    path: '/',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=sandbox/20260101/${SAMPLE_BUCKET.region}/monitoring/aws4_request`,
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `GraniteServiceVersion20100801.${operation}`,
    },
    body: Buffer.from(JSON.stringify(body)),
  });
  const text = answer === 'dropped' ? 'no response' : Buffer.from(answer.body).toString('utf8');
  if (answer === 'dropped' || answer.status !== 200)
    throw new Error(`The sample's alarm could not be created (${operation}): ${text}`);
  return text;
}
