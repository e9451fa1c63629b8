import * as sdk from '@aws-sdk/client-lambda';
import { startStrictLambda } from 'strict-lambda';
import { DirectHandler } from '../../orca-stages-ts/src/testing/directHandler';
import { manualClock } from '../../orca-stages-ts/src/testing/manualClock';
import { differencesFrom, type Given } from './differences';
import type { Scenario, Step } from './facts';
import { circumstancesOf } from './circumstances';
import { NOT_SERVED } from './notServed';
import { Symbols } from './symbols';

type Sent = Given & { message?: string };

const SETTLE_MS = 500;

/** Answers the recorded calls, one scenario after the other, on functions of their own. */
export type Replay = {
  /** What differs from AWS, or is wrong with how a part that is not served is refused. */
  differences(scenario: Scenario): Promise<string[]>;
  close(): Promise<void>;
};

/** Starts a strict Lambda for the facts; time passes only where a scenario waits. */
export async function startReplay(): Promise<Replay> {
  const handler = new DirectHandler(() => clock);
  const clock = manualClock(undefined, () => handler.atWork > 0);
  const lambda = await startStrictLambda({ settleDelayMs: SETTLE_MS, quotas: 'unlimited', clock: handler.lambdaClock });
  handler.answerFrom(lambda);
  const client = new sdk.LambdaClient({
    endpoint: lambda.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'facts', secretAccessKey: 'facts' },
    maxAttempts: 1,
    requestHandler: handler,
  });
  const send = async (call: string, input: unknown): Promise<Sent> => {
    const Command = (sdk as unknown as Record<string, new (input: unknown) => sdk.GetFunctionCommand>)[
      `${call}Command`
    ];
    if (Command === undefined) throw new Error(`The SDK knows no ${call}.`);
    try {
      const { $metadata, ...fields } = await client.send(new Command(input));
      return { status: $metadata.httpStatusCode, fields: withText(fields) };
    } catch (error) {
      if (!(error instanceof sdk.LambdaServiceException)) throw error;
      const {
        name,
        message,
        $metadata,
        Type: type,
        Reason: reason,
      } = error as typeof error & { Type?: string; Reason?: string };
      return { status: $metadata.httpStatusCode, code: name, type, reason, message, fields: {} };
    }
  };
  const play = async (step: Step, symbols: Symbols): Promise<string[]> => {
    if ('wait' in step) {
      const { wait, until: _until, ...reference } = step;
      await clock.advance(SETTLE_MS);
      await send(wait, symbols.fill(reference));
      symbols.answers.push(undefined);
      return [];
    }
    const given = await send(step.call, symbols.fill(step.request));
    symbols.answers.push(given.code === undefined ? given.fields : undefined);
    const reason = NOT_SERVED[step.call];
    if (reason !== undefined) return isClearlyRefused(given) ? [] : [`is not clearly refused. ${reason}`];
    // AWS's answer to some calls was not recorded.
    return step.expect === undefined ? [] : differencesFrom(step.expect, given, symbols);
  };
  return {
    differences: async (scenario) => {
      const restore = lambda.snapshot();
      const { resources, longNames } = circumstancesOf(scenario.id);
      lambda.configure({ resources });
      const symbols = new Symbols(scenario.id, longNames);
      const found: string[] = [];
      for (const [index, step] of scenario.steps.entries())
        for (const difference of await play(step, symbols))
          found.push(`step ${index + 1} ${'call' in step ? step.call : step.wait}: ${difference}`);
      restore();
      return found;
    },
    close: async () => {
      client.destroy();
      await lambda.close();
    },
  };
}

/** The message names the operation, and says that it is the emulator that does not know it. */
function isClearlyRefused({ code, message = '' }: Sent): boolean {
  return code === 'UnknownOperationException' && /^[A-Z]+ \/\S+ is not supported yet by this emulator\.$/.test(message);
}

/** A payload as text instead of bytes; the SDK makes null of an empty one. */
function withText(fields: Record<string, unknown>): Record<string, unknown> {
  const { Payload } = fields;
  if (Payload === null) return { ...fields, Payload: '' };
  return Payload instanceof Uint8Array ? { ...fields, Payload: Buffer.from(Payload).toString() } : fields;
}
