import type { AliasNeed, Saying } from 'stage-contract';
import type { AliasFacts } from '../../model/aliasFacts';
import type { MappingFacts } from '../../model/mappingFacts';
import type { PinWrite } from '../../model/pins';

/** What a Delete must know about a function. Contains no configuration, because that has secrets. */
export interface DeleteObserved {
  /** ISO 8601; ages are counted from this time. */
  now: string;
  functionExists: boolean;
  aliases: AliasFacts[];
  provisioned: { qualifier: string; requested: number }[];
  /** Every published version; only read if the rule needs all of them, or the named one does not exist. */
  versions: { version: string; publishedAt: string }[];
  /** The single version that a macro or number names; null if there is none. */
  named: string | null;
  /** What must be said about the version that `$PREVIOUS` was found to be. */
  namedWarnings: Saying[];
  /** AWS responds to the deletion of a missing version as to any other, so the stage looks it up first. */
  namedExists: boolean;
  pins: PinWrite[];
  /** What this execution published, and what its aliases served before. */
  candidate: string | null;
  baselines: { aliasName: string; version: string }[];
  /**
   * Since when every alias has sent all its traffic to one version, ISO 8601; `now` if that is not known. Absent: the
   * function has no alias that a version could have left.
   */
  settledSince?: string;
  /** Who needs which of the aliases that would be deleted with old versions; only read for `aliasPattern`. */
  needs?: AliasNeeded[];
  /** Event source mappings of the function, its aliases and versions; only read for `$ALL`. */
  mappings: Pick<MappingFacts, 'uuid' | 'eventSourceArn' | 'functionArn'>[];
}

/** Why an alias must stay although its name matches the pattern of those that are deleted. */
export interface AliasNeeded {
  aliasName: string;
  need: AliasNeed;
}
