import type { AliasReport, Routing } from 'stage-contract';
import type { StageStep } from '../../model/step';
import type { AnyCodeStep, CodeFacts } from '../shared/code';
import type { ConcurrencyStep } from '../shared/concurrency';
import type { EventSourceStep } from '../shared/eventSources';

/** Makes the function. */
export interface CreateStep extends StageStep {
  kind: 'create';
  publish: boolean;
}

/** Changes the settings that differ; which they are is said by label (and for people by name), their values are in the input. */
export interface ConfigurationStep extends StageStep {
  kind: 'configuration';
  expectedRevisionId: string;
  settings: string[];
  names: string[];
}

/** What every step on an alias says. */
interface AnAlias {
  aliasName: string;
  /** The stage's first listed alias: the one whose traffic the outcome draws. */
  first: boolean;
}

/** Makes an alias that was not there; at the published version, else at the head. */
export interface CreateAliasStep extends StageStep, AnAlias {
  kind: 'createAlias';
  atVersion: boolean;
  others: AliasReport[];
}

/** Sends all of an existing alias's traffic to the new version. */
export interface MoveAliasStep extends StageStep, AnAlias {
  kind: 'moveAlias';
  from: Routing;
  expectedRevisionId: string;
  others: AliasReport[];
}

/** Sets and removes tags; both by name of the tag. */
export interface TagsStep extends StageStep {
  kind: 'tags';
  functionArn: string;
  set: string[];
  remove: string[];
}

/** Brings back what an alias served before this stage. */
export interface RestoreAliasStep extends StageStep, AnAlias {
  kind: 'restoreAlias';
  to: Routing;
  /** The move may still be on its way. */ outruns?: true;
}

/** Says what of this stage is left behind: nothing of it is deleted or brought back. */
export interface LeftoversStep extends StageStep {
  kind: 'leftovers';
  created: boolean;
  /** Hash of the code that the stage may have brought to the head. */
  codeSha256?: string;
  /** Settings that the stage may have brought to the head. */
  names: string[];
  /** Sentences of other steps that were begun. */
  others: string[];
}

export type DeploymentStep =
  | AnyCodeStep
  | CreateStep
  | ConfigurationStep
  | CreateAliasStep
  | MoveAliasStep
  | TagsStep
  | ConcurrencyStep
  | EventSourceStep
  | RestoreAliasStep
  | LeftoversStep;

/** What the steps learn. */
export interface DeploymentFacts extends CodeFacts {
  /** Aliases that this stage brought to the version, as they are now; `changed`: it had to. */
  routedAliases: (AliasReport & { changed: boolean })[];
  /** ARN of the first listed alias. */
  aliasArn: string;
}
