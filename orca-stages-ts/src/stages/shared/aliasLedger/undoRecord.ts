import type { Routing } from 'stage-contract';
import { aliasOf, aliasResource } from '../../../model/resource';
import type { UndoRecord } from '../../../model/undo';

/** Canonical text of an undo record for an alias that should stay unchanged, as configured. */
const KEPT = '=';
/** Canonical text for an alias that did not exist. */
const ABSENT = '-';

/** The state of an alias that undoing restores. */
export type StateBefore = { kind: 'kept' } | { kind: 'absent' } | { kind: 'routing'; routing: Routing };

/** A routing as canonical text: `41`, or `41:90,42:10` with the main version first. */
const textOf = ({ mainVersion, additionalVersion, additionalWeightPercent: weight = 0 }: Routing): string =>
  additionalVersion === undefined || weight === 0
    ? mainVersion
    : `${mainVersion}:${100 - weight},${additionalVersion}:${weight}`;

const ROUTING = /^([^:,]+)(?::[\d.]+,([^:,]+):([\d.]+))?$/;

/** The routing in a canonical text; undefined if it contains none. */
export function routingOfText(text: string): Routing | undefined {
  const [, mainVersion, additionalVersion, weight] = ROUTING.exec(text) ?? [];
  if (mainVersion === undefined || mainVersion === ABSENT || mainVersion === KEPT) return undefined;
  if (additionalVersion === undefined) return { mainVersion };
  return { mainVersion, additionalVersion, additionalWeightPercent: Number(weight) };
}

/**
 * The record that undoes moves of an alias: back to `before` (null: it did not exist; `kept`: it stays) from one of
 * `left`.
 */
export const undoRecord = (
  aliasName: string,
  before: Routing | null | 'kept',
  left: readonly Routing[],
): UndoRecord => ({
  resource: aliasResource(aliasName),
  before: before === 'kept' ? KEPT : before === null ? ABSENT : textOf(before),
  left: [...new Set(left.map(textOf))],
});

/**
 * What a record says about an alias. Throws if it is about something else, because the stage itself wrote all of its
 * records.
 */
export function readUndoRecord({ resource, before }: UndoRecord): { aliasName: string; before: StateBefore } {
  const aliasName = aliasOf(resource),
    routing = routingOfText(before);
  if (aliasName === undefined || (routing === undefined && before !== ABSENT && before !== KEPT))
    throw new Error(`The undo record has no alias to restore for ${resource}.`);
  if (routing !== undefined) return { aliasName, before: { kind: 'routing', routing } };
  return { aliasName, before: { kind: before === KEPT ? 'kept' : 'absent' } };
}
