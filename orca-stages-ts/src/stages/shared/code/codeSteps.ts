import type { StageStep } from '../../../model/step';

/** What a step may expect of the head before it changes anything. */
interface Expectation {
  /** RevisionId seen by the plan; an earlier step of the same operation may have made a newer one known. */
  expectedRevisionId: string;
}

/** Changes the head's code, and publishes in the same call where that is safe. */
export interface CodeStep extends StageStep, Expectation {
  kind: 'code';
  publish: boolean;
  /** Hash that the code had when the plan was made. */
  codeSha256: string;
}

/** Publishes the head, or finds the version that already is the head. */
export interface PublishStep extends StageStep, Expectation {
  kind: 'publish';
  codeSha256: string;
  /** The head has not been changed, so that the answer may be a version of long ago. */
  mayReuse: boolean;
  /** Highest version known to exist; any answer up to it is no new one. */
  highestKnown?: string;
}

/** The candidate of an earlier attempt is the head: nothing is to be published. */
export interface ReuseStep extends StageStep {
  kind: 'reuse';
  version: string;
  versionArn: string;
  versionRevisionId: string;
  codeSha256: string;
  publishedAt: string;
}

/** Waits until AWS has finished with the head. */
export interface SettleHeadStep extends StageStep {
  kind: 'settleHead';
}

/** Waits until the published version can be called. */
export interface SettleVersionStep extends StageStep {
  kind: 'settleVersion';
}

/** Says what needed no change. */
interface SameStep extends StageStep {
  kind: 'same';
}

export type AnyCodeStep = CodeStep | PublishStep | ReuseStep | SettleHeadStep | SettleVersionStep | SameStep;
