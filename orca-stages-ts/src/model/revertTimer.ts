import type { Routing } from 'stage-contract';
import type { StageStep } from './step';

/** Brings an alias back after a while unless it has been routed until then. */
export interface RevertTimer {
  aliasName: string;
  afterSeconds: number;
  /** What the stage leaves, and the only routing that is brought back. */
  guards: Routing;
  to: Routing;
  /** How it is brought back: a step of the stage itself. */
  step: StageStep;
}
