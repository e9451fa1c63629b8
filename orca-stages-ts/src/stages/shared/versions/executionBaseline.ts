import type { PinReader } from '../../../model/pins';
import { baselineOf } from '../../../model/routing';

/**
 * What an alias served before this execution first touched it; null: it did not exist; undefined: not touched yet. The
 * snapshot was taken before the candidate was known. If that was reused and already served beside another version, the
 * other one is the baseline, whatever their shares: the candidate can't be what to go back to. Throws StageError
 * pinExpired.
 */
export async function executionBaseline(
  pins: Pick<PinReader, 'version' | 'firstRouting'>,
  aliasName: string,
): Promise<string | null | undefined> {
  const pinned = await pins.version('baseline', aliasName);
  if (typeof pinned !== 'string' || pinned !== (await pins.version('candidate'))) return pinned;
  const pin = await pins.firstRouting(aliasName);
  // What someone else has left since changes what a failure goes back to, but not what the execution began with.
  const first = pin?.origin === undefined ? pin?.routing : pin.origin;
  return first === undefined || first === null ? pinned : baselineOf(first, pinned);
}
