import { present } from 'stage-contract';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { LambdaOperation } from '../lambdaOperation';

/**
 * Runs the function once. A handler that failed is a value (`functionError`). No response within the timeout is
 * awsUnavailable, and the call may have run.
 */
export const invoke: LambdaOperation<'invoke'> = {
  call: 'Invoke',
  reads: false,
  iamResource: 'functionOrVersion',
  changes: false,
  actions: ['lambda:InvokeFunction'],
  pool: 'unpaced',
  connection: 'fresh',
  async run(aws, spec) {
    const facts = {
      functionName: spec.functionName,
      qualifier: spec.qualifier,
      secrets: { payload: spec.payload },
    };
    const command = new InvokeCommand({
      FunctionName: spec.functionName,
      Qualifier: spec.qualifier,
      InvocationType: spec.invocationType,
      Payload: Buffer.from(spec.payload, 'utf8'),
      LogType: spec.logTail ? 'Tail' : 'None',
    });
    const { answer, durationMs } = await aws.timedCall(facts, (client) =>
      client.send(command, { requestTimeout: spec.timeoutMs }),
    );
    return present({
      statusCode: answer.StatusCode ?? 200,
      executedVersion: answer.ExecutedVersion,
      functionError: answer.FunctionError,
      // The SDK returns null, not undefined, when there is no body.
      payload: Buffer.from(answer.Payload ?? []).toString('utf8'),
      logTail: answer.LogResult === undefined ? undefined : Buffer.from(answer.LogResult, 'base64').toString('utf8'),
      requestId: answer.$metadata.requestId,
      durationMs,
    });
  },
};
