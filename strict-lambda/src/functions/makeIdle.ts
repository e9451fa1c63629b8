import type { Emulator } from '../emulator';
import type { Idling } from '../strictLambda';
import { versionNamed } from './functionReference';
import { makeInactive } from './settle';

/** Makes a version Inactive in every account and region that has the function. Throws if none has it. */
export function makeIdle(emulator: Emulator, { functionName, version = '$LATEST', recoverMs, failure }: Idling): void {
  const functions = Object.values(emulator.state.scopes).flatMap((scope) => scope.functions[functionName] ?? []);
  const found = functions.flatMap((fn) => versionNamed(fn, version) ?? []);
  if (found.length === 0) throw new Error(`There is no version ${version} of a function ${functionName}.`);
  for (const each of found)
    makeInactive(each, {
      delayMs: recoverMs,
      ...(failure === undefined ? {} : { failure: { reason: failure, code: 'InternalError' } }),
    });
  emulator.changed();
}
