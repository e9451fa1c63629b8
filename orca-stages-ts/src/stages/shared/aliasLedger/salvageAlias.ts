import { routingSchema, type Routing } from 'stage-contract';
import { z } from 'zod';
import type { PinReader } from '../../../model/pins';
import { aliasOf } from '../../../model/resource';
import type { UndoRecord } from '../../../model/undo';
import { undoRecord } from './undoRecord';

const anAlias = z.string().min(1);
const nothing = undefined;

/** What an alias step of any release may still contain; each part is read separately. */
const salvagedSchema = z.object({
  aliasName: anAlias.optional().catch(nothing),
  from: routingSchema.optional().catch(nothing),
  wanted: routingSchema.optional().catch(nothing),
  undo: z
    .object({
      aliasName: anAlias.optional().catch(nothing),
      first: routingSchema.nullable().optional().catch(nothing),
      own: z.array(routingSchema).catch([]),
    })
    .optional()
    .catch(nothing),
});

/**
 * Creates the undo record of a step that can't be read, because release 0.1.0 wrote none: from the readable parts of
 * its JSON, and if that is not enough, from the execution's pins of the alias. Undefined: the earlier state of the
 * alias is unknown.
 */
export async function salvageAlias(
  step: unknown,
  { resource, pins, left }: { resource: string | undefined; pins: PinReader; left: readonly Routing[] },
): Promise<UndoRecord | undefined> {
  const read = salvagedSchema.safeParse(step).data ?? {};
  const aliasName = read.undo?.aliasName ?? read.aliasName ?? (resource === undefined ? undefined : aliasOf(resource));
  if (aliasName === undefined) return undefined;
  const pinned = (kind: 'firstRouting' | 'leftRouting' | 'intendedRouting'): Promise<Routing | null | undefined> =>
    pins.routing(kind, aliasName).catch(() => undefined);
  // Null is a valid answer: the alias did not exist.
  const said = read.undo?.first === undefined ? read.from : read.undo.first;
  const before = said === undefined ? await pinned('firstRouting') : said;
  if (before === undefined) return undefined;
  const own = [
    ...(read.undo?.own ?? []),
    read.wanted,
    ...left,
    await pinned('leftRouting'),
    await pinned('intendedRouting'),
  ];
  return undoRecord(
    aliasName,
    before,
    own.flatMap((routing) => routing ?? []),
  );
}
