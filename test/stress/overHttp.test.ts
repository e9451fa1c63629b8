import type { StageError } from 'stage-contract';
import { createAwsPort } from '../../orca-stages-ts/src/aws';
import { systemClock } from '../../orca-stages-ts/src/model/clock';
import type { LambdaPort } from '../../orca-stages-ts/src/model/lambdaPort';
import { manualClock, type ManualClock } from '../../orca-stages-ts/src/testing/manualClock';
import { UNPACED_RATES } from '../../orca-stages-ts/src/testing/unpacedRates';
import { startStrictLambda, type FaultKind, type StrictLambda } from 'strict-lambda';
import { ACCOUNT_ID } from '../process/support/sidecarSettings';
import { DirectHandler, REQUEST_TIMEOUT_MS } from '../../orca-stages-ts/src/testing/directHandler';

const SHORT_TIMEOUT_MS = 250;
const KINDS: [string, FaultKind][] = [
  ['a throttle', { kind: 'throttle', retryAfterSeconds: 3 }],
  ['a 500', { kind: 'error5xx' }],
  ['a 503', { kind: 'error5xx', status: 503 }],
  ['a denial', { kind: 'accessDenied' }],
  ['a connection dropped before acting', { kind: 'dropBefore' }],
  ['a connection dropped after acting', { kind: 'dropAfter' }],
  ['an answer that comes too late', { kind: 'slowAnswer', ms: REQUEST_TIMEOUT_MS + 1000 }],
  ['a call that is carried out too late', { kind: 'slow', ms: REQUEST_TIMEOUT_MS + 1000 }],
];

let overHttp: StrictLambda,
  direct: StrictLambda,
  clock: ManualClock,
  httpPort: ReturnType<typeof createAwsPort>,
  directPort: ReturnType<typeof createAwsPort>;
beforeAll(async () => {
  clock = manualClock();
  const handler = new DirectHandler(() => clock);
  overHttp = await startStrictLambda({ quotas: 'unlimited' });
  direct = await startStrictLambda({ quotas: 'unlimited', clock: handler.lambdaClock });
  handler.answerFrom(direct);
  const accounts = (url: string) => [
    { name: 'local', accountId: ACCOUNT_ID, regions: ['us-east-1'], lambdaEndpoint: url, testCredentials: true },
  ];
  httpPort = createAwsPort(
    {
      accounts: accounts(overHttp.url),
      rates: UNPACED_RATES,
      timing: { awsConnectTimeoutMs: 3000, awsRequestTimeoutMs: SHORT_TIMEOUT_MS },
    },
    systemClock,
  );
  directPort = createAwsPort(
    {
      accounts: accounts(direct.url),
      rates: UNPACED_RATES,
      timing: { awsConnectTimeoutMs: 3000, awsRequestTimeoutMs: REQUEST_TIMEOUT_MS },
    },
    clock,
    { handlers: { kept: handler, fresh: handler } },
  );
});
afterAll(async () => {
  for (const port of [httpPort, directPort]) port.close();
  for (const lambda of [overHttp, direct]) await lambda.close();
});

/** How a failed call is classified: everything by which the engine decides. */
async function takenFor(
  port: ReturnType<typeof createAwsPort>,
  call: (lambda: LambdaPort) => Promise<unknown>,
): Promise<object> {
  const { lambda } = port.portsFor({
    account: 'local',
    region: 'us-east-1',
    executionId: 'execution-1',
    onCall: () => undefined,
  });
  const error = (await call(lambda).then(
    () => new Error('The call has succeeded.'),
    (thrown: unknown) => thrown,
  )) as StageError & { hints?: object };
  // Under jest, the SDK does not recognize Node's own errors as errors, and hides their code behind one of its own.
  const awsCode = (error.details.awsCode ?? '').replace(/^(Error|ECONNRESET)$/, 'the connection ended');
  return {
    code: error.code,
    awsCode,
    httpStatus: error.details.httpStatus,
    hints: error.hints,
    retryable: error.retryable,
  };
}

it.each(
  KINDS.flatMap(
    ([title, fault]) =>
      [
        ['ListEventSourceMappings', title, fault],
        ['Invoke', title, fault],
      ] as const,
  ),
)('%s takes %s over a real connection for what the tables take it for', async (operation, _title, fault) => {
  const call =
    (timeoutMs: number) =>
    (lambda: LambdaPort): Promise<unknown> =>
      operation === 'ListEventSourceMappings'
        ? lambda.listEventSourceMappings('checkout')
        : lambda.invoke({
            functionName: 'checkout',
            payload: '{}',
            invocationType: 'RequestResponse',
            timeoutMs,
            logTail: false,
          });
  for (const lambda of [overHttp, direct]) {
    lambda.clearFaults();
    lambda.addFault({ ...fault, operation });
  }

  const directly = takenFor(directPort, call(REQUEST_TIMEOUT_MS));
  await clock.advance(REQUEST_TIMEOUT_MS + 2000);
  const [real, told] = [await takenFor(httpPort, call(SHORT_TIMEOUT_MS)), await directly];

  expect(told).toEqual(real);
  expect(real).toMatchObject({ code: expect.any(String) as string });
});
