import { GetAliasCommand, GetFunctionConfigurationCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';

import type { InvokeAnswer, Refusal, RefusalReason, RoutingAnswer, TrafficTarget } from './trafficAnswer';

/** Calls aliases through the SDK, as any AWS client would. */
export type AliasCaller = {
  invoke(target: TrafficTarget): Promise<InvokeAnswer>;
  routing(target: TrafficTarget): Promise<RoutingAnswer>;
  close(): void;
};

/** Creates a caller for the Lambda at `lambdaUrl`. One attempt per call, because a retried call would count twice. */
export function aliasCaller(lambdaUrl: string): AliasCaller {
  const clients = new Map<string, LambdaClient>();
  const clientOf = (region: string): LambdaClient => {
    const client = clients.get(region) ?? newClient(lambdaUrl, region);
    clients.set(region, client);
    return client;
  };
  return {
    invoke: (target) => invoke(clientOf(target.region), target),
    routing: (target) => readRouting(clientOf(target.region), target),
    close: () => clients.forEach((client) => client.destroy()),
  };
}

function newClient(endpoint: string, region: string): LambdaClient {
  return new LambdaClient({
    endpoint,
    region,
    maxAttempts: 1,
    credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
  });
}

async function invoke(client: LambdaClient, target: TrafficTarget): Promise<InvokeAnswer> {
  const startedAt = performance.now();
  try {
    const { ExecutedVersion, FunctionError } = await client.send(
      new InvokeCommand({
        FunctionName: target.functionName,
        Qualifier: target.aliasName,
        Payload: Buffer.from('{"source":"live-traffic"}'),
      }),
    );
    return {
      outcome: 'answered',
      version: ExecutedVersion ?? 'unknown',
      durationMs: performance.now() - startedAt,
      functionError: FunctionError ?? null,
    };
  } catch (error) {
    return refusal(client, target, error);
  }
}

async function readRouting(client: LambdaClient, target: TrafficTarget): Promise<RoutingAnswer> {
  try {
    const alias = await client.send(new GetAliasCommand({ FunctionName: target.functionName, Name: target.aliasName }));
    const [version, weight] = Object.entries(alias.RoutingConfig?.AdditionalVersionWeights ?? {})[0] ?? [];
    const additional =
      version === undefined || weight === undefined
        ? null
        : { version, weightPercent: Math.round(weight * 10_000) / 100 };
    return { outcome: 'found', routing: { main: alias.FunctionVersion ?? 'unknown', additional } };
  } catch (error) {
    return refusal(client, target, error);
  }
}

async function refusal(client: LambdaClient, target: TrafficTarget, error: unknown): Promise<Refusal> {
  const message = error instanceof Error ? error.message : String(error);
  return { outcome: 'refused', reason: await reasonOf(client, target, error), message };
}

async function reasonOf(client: LambdaClient, target: TrafficTarget, error: unknown): Promise<RefusalReason> {
  const name = error instanceof Error ? error.name : '';
  if (name === 'ResourceNotFoundException') {
    return (await functionExists(client, target)) ? 'aliasMissing' : 'functionMissing';
  }
  if (name === 'TooManyRequestsException') {
    return 'throttled';
  }
  const answered = error instanceof Error && '$metadata' in error && '$response' in error;
  return answered ? 'other' : 'unreachable';
}

/** AWS also says "function not found" for a missing alias, so ask for the function as well. */
async function functionExists(client: LambdaClient, { functionName }: TrafficTarget): Promise<boolean> {
  try {
    await client.send(new GetFunctionConfigurationCommand({ FunctionName: functionName }));
    return true;
  } catch (error) {
    return !(error instanceof Error && error.name === 'ResourceNotFoundException');
  }
}
