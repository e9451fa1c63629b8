import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { DirectInvocation } from '../strictLambda';
import { createActive, startTestLambda, type TestLambda } from '../testing/startTestLambda';

const asked: DirectInvocation[] = [];
let aws: TestLambda;

beforeAll(async () => {
  aws = await startTestLambda({
    answerInvocation(invocation) {
      asked.push(invocation);
      return invocation.event.includes('bad')
        ? { failed: true, payload: '{"errorMessage":"bad"}' }
        : { failed: false, payload: '{"ok":true}' };
    },
  });
  await createActive(aws.lambda, 'checkout', { Publish: true });
});
afterAll(async () => {
  await aws.close();
});

const invoke = (payload: string) =>
  aws.lambda.send(new InvokeCommand({ FunctionName: 'checkout', Qualifier: '1', Payload: Buffer.from(payload) }));

describe('functions that this process answers for', () => {
  it('are asked with what would have run', async () => {
    const { Payload, FunctionError, ExecutedVersion } = await invoke('{"a":1}');

    expect([Payload?.transformToString(), FunctionError, ExecutedVersion]).toEqual(['{"ok":true}', undefined, '1']);
    expect(asked.at(-1)).toEqual({
      functionName: 'checkout',
      version: '1',
      codeSha256: expect.stringMatching(/=$/),
      event: '{"a":1}',
    });
  });

  it('can fail as functions do', async () => {
    const { Payload, FunctionError } = await invoke('{"bad":true}');

    expect([Payload?.transformToString(), FunctionError]).toEqual(['{"errorMessage":"bad"}', 'Unhandled']);
  });
});
