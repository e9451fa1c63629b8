import type { DeleteInput } from 'stage-contract';
import type { AliasFacts } from '../../model/aliasFacts';
import type { MappingFacts } from '../../model/mappingFacts';
import type { PinWrite } from '../../model/pins';

export type { DeleteInput };

/** What deleting must know of a function. Holds no configuration: that has secrets. */
export interface DeleteObserved {
  /** ISO 8601; ages are counted from it. */
  now: string;
  functionExists: boolean;
  aliases: AliasFacts[];
  provisioned: { qualifier: string; requested: number }[];
  /** Every published version; read only where the rule needs all of them. */
  versions: { version: string; publishedAt: string }[];
  /** The one version that a macro or number names; null when there is none. */
  named: string | null;
  /** AWS answers the deletion of a version that does not exist like any other, so it is looked up before. */
  namedExists: boolean;
  pins: PinWrite[];
  /** What this execution published, and what its aliases served before. */
  candidate: string | null;
  baselines: { aliasName: string; version: string }[];
  /** Event source mappings of the function, its aliases and versions; read for `$ALL` only. */
  mappings: Pick<MappingFacts, 'uuid' | 'eventSourceArn' | 'functionArn'>[];
}
