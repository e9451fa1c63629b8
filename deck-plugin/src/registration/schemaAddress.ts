import { SETTINGS } from '@spinnaker/core';
import { schemaFileOf, type StageType } from 'stage-contract';
import { entryOf } from '../values/readValue';

/**
 * Where the JSON Schemas are served, as the operator has set it in Deck's settings.js (`lambdaStages.schemas`): an
 * address, or a path on Deck's own host. Undefined if there is none.
 */
export function schemasAddress(): string | undefined {
  const set = entryOf(entryOf(SETTINGS, 'lambdaStages'), 'schemas');
  if (typeof set !== 'string' || !/^(https?:\/)?\//.test(set)) return undefined;
  const base = set.startsWith('/') ? `${window.location.origin}${set}` : set;
  return base.replace(/\/$/, '');
}

/** The address of a stage's JSON Schema, for its `$schema`. */
export function schemaOfStage(type: StageType): string | undefined {
  const base = schemasAddress();
  return base === undefined ? undefined : `${base}/${schemaFileOf(type)}`;
}
