import type { IncomingHttpHeaders } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { AwsError } from '../errors';
import type { Operation } from '../http/awsRequest';
import type { QuotaPool } from '../quotas';
import { deleteAlarms, describeAlarms, setAlarmState } from './alarmOperations';
import { cloudwatchError } from './cloudwatchErrors';
import { getMetricData } from './getMetricData';
import { putCompositeAlarm, putMetricAlarm } from './putAlarms';
import { putMetricData } from './putMetricData';

const operations: ReadonlyMap<string, readonly [quota: QuotaPool, handle: Operation]> = new Map<
  string,
  [QuotaPool, Operation]
>([
  ['DescribeAlarms', ['describeAlarms', describeAlarms]],
  ['GetMetricData', ['getMetricData', getMetricData]],
  ['PutMetricData', ['putMetricData', putMetricData]],
  ['PutMetricAlarm', ['putMetricAlarm', putMetricAlarm]],
  ['PutCompositeAlarm', ['putMetricAlarm', putCompositeAlarm]],
  ['SetAlarmState', ['setAlarmState', setAlarmState]],
  ['DeleteAlarms', ['deleteAlarms', deleteAlarms]],
]);

/**
 * Finds the operation of a CloudWatch request, which names it in X-Amz-Target: AWS JSON 1.0, the protocol of the SDK for
 * JavaScript. CloudWatch's other protocols (Query, CBOR) are refused.
 */
export function routeCloudwatch(headers: IncomingHttpHeaders): {
  operation: string;
  quota: QuotaPool;
  handle: Operation;
} {
  const target = String(headers['x-amz-target'] ?? '');
  const [, operation = ''] = /^GraniteServiceVersion20100801\.(\w+)$/.exec(target) ?? [];
  const [quota, handle] = operations.get(operation) ?? [];
  if (quota === undefined || handle === undefined)
    throw cloudwatchError(
      'UnknownOperationException',
      target === ''
        ? 'This emulator of CloudWatch only supports AWS JSON 1.0, which names the operation in X-Amz-Target.'
        : `${target} is not supported yet by this emulator.`,
    );
  return { operation, quota, handle };
}

/** AWS's limit for a request to CloudWatch. */
const MOST_BYTES = 1_048_576;

/** The body of a request: SDKs compress larger ones of PutMetricData. */
export function bodyOf(body: Buffer, headers: IncomingHttpHeaders): Buffer {
  if (headers['content-encoding'] !== 'gzip') return body;
  try {
    return gunzipSync(body, { maxOutputLength: 10 * MOST_BYTES });
  } catch {
    throw new AwsError('SerializationException', 400, 'The body is not in gzip format.', { type: undefined });
  }
}
