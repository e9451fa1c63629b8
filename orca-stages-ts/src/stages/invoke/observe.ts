import { present, say, StageError, versionReference, type InvokeInput, type Saying } from 'stage-contract';
import type { PinWrite } from '../../model/pins';
import type { ObserveContext } from '../../model/stageContext';
import { targetWords } from '../../model/target';
import { newestExisting, resolveVersion } from '../shared/versions';

/** What must be known before a function is called. */
export interface InvokeObserved {
  /** Alias or version to call; absent for the unpublished head. */
  qualifier?: string;
  /** A macro was given but has no version. */
  macroWithoutVersion: boolean;
  functionTimeoutSeconds: number;
  pins: PinWrite[];
  /** What must be said about the version that `$PREVIOUS` was found to be. */
  warnings: Saying[];
}

/**
 * Finds what to call and reads its timeout: one call if versions are pinned. Anything missing is named before anything
 * runs.
 */
export async function observeInvoke(input: InvokeInput, context: ObserveContext): Promise<InvokeObserved> {
  const reference = versionReference(input.version, input.versionNumber);
  const resolved = reference === undefined ? undefined : await resolveVersion(reference, context, input.aliasName);
  if (resolved?.version === null)
    return { macroWithoutVersion: true, functionTimeoutSeconds: 0, pins: resolved.pins, warnings: [] };
  const qualifier = resolved?.version ?? input.aliasName;
  const facts = await context.lambda.getFunction(input.functionName, qualifier);
  if (facts === undefined) throw await missing(input, qualifier, context);
  return {
    macroWithoutVersion: false,
    functionTimeoutSeconds: facts.timeoutSeconds,
    pins: resolved?.pins ?? [],
    warnings: resolved?.warnings ?? [],
    ...present({ qualifier }),
  };
}

/** AWS returns the same error for a missing function and a missing qualifier; one more read tells which it is. */
async function missing(
  input: InvokeInput,
  qualifier: string | undefined,
  context: ObserveContext,
): Promise<StageError> {
  const where = targetWords(context.operation.target);
  const exists = qualifier !== undefined && (await context.lambda.getFunction(input.functionName)) !== undefined;
  if (!exists)
    return new StageError({
      code: 'functionNotFound',
      what: say('functionMissing', { functionName: input.functionName }),
      where,
    });
  if (!/^\d+$/.test(qualifier))
    return new StageError({
      code: 'aliasNotFound',
      what: say('aliasMissing', { alias: qualifier, functionName: input.functionName }),
      where,
    });
  const existing = (await context.lambda.listVersions(input.functionName)).map(({ version }) => version);
  return new StageError({
    code: 'versionNotFound',
    what: say('noVersion', { version: qualifier, ...newestExisting(existing) }),
    where,
  });
}
