import { functionArn, type Place } from '../arns';
import { recordCall, type EndedCall } from '../cloudwatch/recordTraffic';
import { conflict, invalidParameter, notReady } from '../errors';
import { requireQualified, versionNamed, type FunctionReference } from '../functions/functionReference';
import { wake } from '../functions/settle';
import type { Emulator } from '../emulator';
import type { FunctionRecord, VersionRecord } from '../store/functionRecord';
import { drawVersion } from '../traffic';
import { takeConcurrency } from './concurrencyMeter';
import type { InvocationOutcome } from './executionEnvironment';
import { isRunnable } from './launchHandler';

const responseLimitBytes = 6_291_556;

/**
 * The function and the version that serves a request to this qualifier now. Throws while that version is not Active; a
 * call of an Inactive version starts its recovery.
 */
export function servingVersion(
  emulator: Emulator,
  place: Place,
  reference: FunctionReference,
): { fn: FunctionRecord; version: VersionRecord } {
  const { fn, version: main, alias } = requireQualified(emulator, place, reference);
  const drawn =
    alias === undefined ? main : (versionNamed(fn, drawVersion(alias, emulator.now(), emulator.random)) ?? main);
  if (drawn.state === 'Inactive') {
    wake(drawn, emulator);
    throw notReady(drawn);
  }
  if (drawn.state !== 'Active')
    throw conflict(
      `The operation cannot be performed at this time. The function is currently in the following state: ${drawn.state}`,
    );
  if (!isRunnable(drawn.settings.Runtime)) {
    throw invalidParameter(
      `Invoking runtime ${drawn.settings.Runtime} is not supported yet by this emulator, which runs Node and Python handlers only.`,
    );
  }
  return { fn, version: drawn };
}

/** One run of the handler within the function's concurrency. */
export async function runOnce(
  emulator: Emulator,
  place: Place,
  fn: FunctionRecord,
  version: VersionRecord,
  run: { event: string; requestId: string; reference: FunctionReference; clientContext?: unknown },
): Promise<InvocationOutcome> {
  const { qualifier } = run.reference;
  const call = {
    place,
    functionName: fn.name,
    qualifier,
    executedVersion: qualifier !== undefined && fn.aliases[qualifier] !== undefined ? version.version : undefined,
    beganAtMs: emulator.now(),
  };
  const giveBack = takenOrReported(emulator, fn, call);
  try {
    const target = {
      place: { account: place.account, region: place.region },
      functionName: fn.name,
      version: version.version,
      deployable: version.serving ?? version,
    };
    const outcome = await emulator.handlers.run(target, {
      requestId: run.requestId,
      event: run.event,
      invokedArn: functionArn(place, fn.name, run.reference.qualifier),
      clientContext: run.clientContext,
    });
    const answered = Buffer.byteLength(outcome.payload) > responseLimitBytes ? tooLargeOutcome(outcome) : outcome;
    recordCall(emulator, { ...call, outcome: answered });
    return answered;
  } finally {
    giveBack();
  }
}

/** Takes one of the function's concurrent executions; a throttle is reported to CloudWatch before it is thrown. */
function takenOrReported(emulator: Emulator, fn: FunctionRecord, call: Omit<EndedCall, 'outcome'>): () => void {
  try {
    return takeConcurrency(emulator, call.place, fn, call.qualifier);
  } catch (error) {
    recordCall(emulator, { ...call, outcome: 'throttled' });
    throw error;
  }
}

function tooLargeOutcome(outcome: InvocationOutcome): InvocationOutcome {
  const error = {
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded maximum allowed payload size (${responseLimitBytes} bytes).`,
  };
  return { ...outcome, failed: true, payload: JSON.stringify(error) };
}
