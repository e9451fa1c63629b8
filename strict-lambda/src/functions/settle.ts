import { randomUUID } from 'node:crypto';
import { lambdaTime } from '../clock';
import { conflict } from '../errors';
import type { AwsRequest } from '../http/awsRequest';
import type { Emulator } from '../emulator';
import type { Deployable, FunctionRecord, Settling, VersionRecord } from '../store/functionRecord';

const creating = { reason: 'The function is being created.', code: 'Creating' };

/** The transition that a request starts. */
export function settlingOf(kind: Settling['kind'], request: AwsRequest, emulator: Emulator): Settling {
  const { delayMs, failure } = request.settling;
  const dueAt = emulator.now() + delayMs;
  return failure === undefined ? { kind, dueAt } : { kind, dueAt, failure };
}

/** A Pending version, as CreateFunction and UpdateFunctionCode with Publish create it. */
export function pendingVersion(
  version: string,
  deployable: Deployable,
  settling: Settling,
  emulator: Emulator,
): VersionRecord {
  return {
    ...structuredClone(deployable),
    version,
    lastModified: lambdaTime(emulator.now()),
    revisionId: randomUUID(),
    state: 'Pending',
    stateReason: creating.reason,
    stateReasonCode: creating.code,
    settling,
  };
}

/**
 * Changes `$LATEST`: the response shows the new values immediately, but invocations keep the old ones until it has
 * settled.
 */
export function startUpdate(fn: FunctionRecord, next: Deployable, settling: Settling, emulator: Emulator): void {
  const { latest } = fn;
  delete fn.publishedAs;
  latest.serving ??= structuredClone({
    settings: latest.settings,
    codeSha256: latest.codeSha256,
    codeSize: latest.codeSize,
  });
  latest.settings = next.settings;
  latest.codeSha256 = next.codeSha256;
  latest.codeSize = next.codeSize;
  // No two updates of a function end within a millisecond, not even where a test's clock stands still.
  latest.lastModified = lambdaTime(Math.max(emulator.now(), Date.parse(latest.lastModified) + 1));
  latest.revisionId = randomUUID();
  latest.lastUpdateStatus = 'InProgress';
  // AWS really says "being created" for updates of zip functions.
  latest.lastUpdateStatusReason = creating.reason;
  latest.lastUpdateStatusReasonCode = creating.code;
  latest.settling = settling;
}

/** Finishes what is due. Called whenever a function is accessed, so that no timer has to survive a restart. */
export function settleFunction(fn: FunctionRecord, emulator: Emulator): void {
  const now = emulator.now();
  let changed = settleVersion(fn.latest, now);
  for (const version of Object.values(fn.versions)) changed = settleVersion(version, now) || changed;
  for (const provisioned of Object.values(fn.provisioned)) {
    if (provisioned.dueAt === undefined || provisioned.dueAt > now) continue;
    delete provisioned.dueAt;
    if (provisioned.failure === undefined) provisioned.allocated = provisioned.requested;
    changed = true;
  }
  for (const alias of Object.values(fn.aliases)) {
    if (alias.shifting === undefined || alias.shifting.dueAt > now) continue;
    delete alias.shifting;
    changed = true;
  }
  if (changed) emulator.changed();
}

function settleVersion(version: VersionRecord, now: number): boolean {
  const { settling } = version;
  if (settling === undefined || settling.dueAt > now) return false;
  delete version.settling;
  // AWS changes the RevisionId when the update completes, not only when it starts.
  version.revisionId = randomUUID();
  if (settling.kind === 'create') finishCreate(version, settling.failure);
  else if (settling.kind === 'wake') finishWaking(version, settling.failure);
  else finishUpdate(version, settling.failure);
  return true;
}

function finishCreate(version: VersionRecord, failure: Settling['failure']): void {
  if (failure !== undefined) {
    version.state = 'Failed';
    version.stateReason = failure.reason;
    version.stateReasonCode = failure.code;
    return;
  }
  version.state = 'Active';
  delete version.stateReason;
  delete version.stateReasonCode;
  version.lastUpdateStatus = 'Successful';
}

/** AWS: "If Lambda fails to recreate the resources, the function returns to the inactive state." */
function finishWaking(version: VersionRecord, failure: Settling['failure']): void {
  if (failure === undefined) return finishCreate(version, undefined);
  version.state = 'Inactive';
  version.stateReason = failure.reason;
  version.stateReasonCode = failure.code;
}

function finishUpdate(version: VersionRecord, failure: Settling['failure']): void {
  if (failure !== undefined) {
    version.lastUpdateStatus = 'Failed';
    version.lastUpdateStatusReason = failure.reason;
    version.lastUpdateStatusReasonCode = failure.code;
    return;
  }
  // AWS: redeploying brings an Inactive function back to Active.
  if (version.state === 'Inactive') finishCreate(version, undefined);
  version.lastUpdateStatus = 'Successful';
  delete version.lastUpdateStatusReason;
  delete version.lastUpdateStatusReasonCode;
  delete version.serving;
}

/** A version that nobody has called for weeks: AWS has removed what it ran on. */
export function makeInactive(version: VersionRecord, wakes: NonNullable<VersionRecord['wakes']>): void {
  version.state = 'Inactive';
  version.stateReason = 'The function is inactive due to idleness.';
  version.stateReasonCode = 'Idle';
  version.wakes = wakes;
}

/** The first call of an Inactive version: it fails, and makes AWS prepare the version again. */
export function wake(version: VersionRecord, emulator: Emulator): void {
  const { delayMs, failure } = version.wakes ?? { delayMs: emulator.settings.settleDelayMs };
  version.state = 'Pending';
  version.stateReason = 'The function is being restored from idleness.';
  version.stateReasonCode = 'Restoring';
  version.settling = { kind: 'wake', dueAt: emulator.now() + delayMs, ...(failure === undefined ? {} : { failure }) };
  emulator.changed();
}

/** Rejects with 409 while a function can't be changed or published: Pending, Failed, or an update is in progress. */
export function requireSettled(version: VersionRecord, arn: string): void {
  // Only this state comes in quotes, and with its reason. Such a function can only be deleted.
  if (version.state === 'Failed')
    throw conflict(
      `The operation cannot be performed at this time. The function is currently in the following state: 'Failed'. StateReasonCode: ${version.stateReasonCode}.`,
    );
  if (version.state === 'Pending')
    throw conflict(
      'The operation cannot be performed at this time. The function is currently in the following state: Pending',
    );
  if (version.lastUpdateStatus === 'InProgress')
    throw conflict(`The operation cannot be performed at this time. An update is in progress for resource: ${arn}`);
}
