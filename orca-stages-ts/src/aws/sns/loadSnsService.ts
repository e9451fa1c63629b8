import type { SNS } from '@aws-sdk/client-sns';
import type { AwsService } from '../awsService';
import type { CallFacts } from '../callFacts';
import * as operations from './operations';
import { snsFailures } from './snsFailures';
import type { SnsPool } from './snsPaces';

/** Amazon SNS, with its client, which is only loaded now. */
export async function loadSnsService(): Promise<AwsService<typeof operations, SNS, CallFacts, SnsPool>> {
  const client = await import('@aws-sdk/client-sns');
  return {
    signingName: 'sns',
    // Whoever answers for Lambda on this machine answers for SNS, too.
    endpointOf: ({ events, lambdaEndpoint, testCredentials }) =>
      events?.snsEndpoint ?? (testCredentials ? lambdaEndpoint : undefined),
    createClient: (settings) => new client.SNS(settings),
    operations: { ...operations },
    usualPool: 'publish',
    failures: snsFailures,
  };
}
