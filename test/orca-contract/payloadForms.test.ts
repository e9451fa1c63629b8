import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, type Answer } from '../process/support/ask';
import { ACCOUNT_ID, TOKEN } from '../process/support/sidecarSettings';
import { startTestSidecar, type TestSidecar } from '../process/support/testSidecar';
import { textAt } from './replayExchange';

interface PayloadForm {
  form: string;
  contentType: string;
  arrivedBody: unknown;
}
const { forms } = JSON.parse(readFileSync(join(__dirname, 'webhook-payload-forms.json'), 'utf8')) as {
  forms: PayloadForm[];
};
const arrived = (name: string): Record<string, unknown> => Object(forms.find(({ form }) => form === name)?.arrivedBody);

const context = {
  account: 'acct1',
  region: 'us-east-1',
  functionName: 'checkout',
  s3bucket: 'builds',
  s3key: 'v1.zip',
  runtime: 'nodejs20.x',
  handler: 'index.handler',
  role: `arn:aws:iam::${ACCOUNT_ID}:role/checkout`,
  publish: true,
  description: 'café',
};
let sidecar: TestSidecar;

/**
 * Spring sends `text/plain;charset=ISO-8859-1` for text without its own header; characters outside of that arrive as
 * `?`.
 */
const send = (body: unknown, contentType: string): Promise<Answer> => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const bytes = /iso-8859-1/i.test(contentType)
    ? Buffer.from(text.replace(/[^\u0000-\u00ff]/g, '?'), 'latin1')
    : Buffer.from(text);
  return ask({
    method: 'POST',
    url: `${sidecar.address}/v1/operations`,
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': contentType },
    body: bytes,
  });
};
const remedy = (answer: Answer): string | undefined => textAt(Reflect.get(Object(answer.body), 'failure'), 'next');

beforeEach(async () => {
  sidecar = await startTestSidecar();
  await sidecar.putCode('v1.zip', 'one');
});
afterEach(async () => {
  await sidecar.close();
});

describe('payload forms that reached a sidecar', () => {
  it.each(forms.filter(({ arrivedBody }) => typeof arrivedBody === 'string'))(
    '$form: text that is not JSON is a 400 that names orca-config',
    async ({ arrivedBody, contentType }) => {
      const answer = await send(arrivedBody, contentType);

      expect(answer.httpStatus).toBe(400);
      expect(answer.body).toMatchObject({
        status: 'TERMINAL',
        progress: expect.stringMatching(/^The request body is (not JSON|an expression that Orca did not evaluate)\.$/),
      });
      expect(remedy(answer)).toMatch(/lambda-stages orca-config/);
      expect(sidecar.lambda.calls()).toEqual([]);
    },
  );

  it.each(forms.filter(({ arrivedBody }) => typeof arrivedBody === 'object'))(
    '$form: JSON without the leaves of a stage is a 400 that names each missing one',
    async ({ arrivedBody, contentType }) => {
      const missing = ['executionId', 'stageId', 'type', 'attempt', 'context'].filter(
        (name) => typeof Object(arrivedBody)[name] === 'undefined',
      );

      const answer = await send(arrivedBody, contentType);

      expect(answer.httpStatus).toBe(400);
      expect(missing).toContain('attempt');
      expect(answer.body).toMatchObject({
        status: 'TERMINAL',
        failure: {
          problems: missing.map((field) =>
            expect.objectContaining({ field, message: expect.stringMatching(/^is (missing|required)/) }),
          ),
        },
      });
      expect(remedy(answer)).toMatch(/lambda-stages orca-config/);
      expect(sidecar.lambda.calls()).toEqual([]);
    },
  );

  it.each(['w1Text', 'w1bEsc', 'w1bText'])(
    '%s: with the leaves of orca-config it is accepted, whatever its label',
    async (name) => {
      const { contentType = '' } = forms.find(({ form }) => form === name) ?? {};

      const answer = await send(
        {
          ...arrived(name),
          allowedAccounts: ['acct2', 'acct1'],
          type: 'Aws.LambdaDeploymentStage',
          attempt: 1795248178991,
          context,
        },
        contentType,
      );
      const outcome = await sidecar.ended(textAt(answer.body, 'id') ?? '');

      expect(answer.httpStatus).toBe(202);
      expect(outcome).toMatchObject({ status: 'SUCCEEDED', outputs: { functionVersion: '1' } });
    },
  );

  it('rejects a context that contains itself, which the expression without a selection sends', async () => {
    let nested: unknown = { payload: '${#currentStage().context}' };
    for (let depth = 0; depth < 100; depth++) nested = { webhook: nested };

    const answer = await send(
      { ...arrived('w1bEsc'), type: 'Aws.LambdaDeploymentStage', attempt: 1, context: { ...context, nested } },
      'application/json',
    );

    expect(answer.httpStatus).toBe(400);
    expect(answer.body).toMatchObject({
      status: 'TERMINAL',
      progress: expect.stringMatching(/nested deeper than 64 levels/),
    });
    expect(remedy(answer)).toMatch(/the context contains itself/);
  });
});
