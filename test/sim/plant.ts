import type { RouteInput } from 'stage-contract';
import type { LambdaPort } from '../../orca-stages-ts/src/model/lambdaPort';
import type { PinReader } from '../../orca-stages-ts/src/model/pins';
import type { AnyStage } from '../../orca-stages-ts/src/model/stage';
import type { StageStep } from '../../orca-stages-ts/src/model/step';
import type { Undo } from '../../orca-stages-ts/src/stages/route/steps';
import type { Sabotage } from './sabotage';

/** A bug, in a sentence, and the change that plants it. */
export interface PlantedBug {
  name: string;
  what: string;
  sabotage: Sabotage;
  /** It changes nothing in other worlds, which need not be searched. */
  onlyWatched?: true;
}

type Apply = AnyStage['apply'];

/** Changes how the steps of some kinds are applied. */
export const applying = (kinds: readonly string[], change: (apply: Apply) => Apply): Sabotage => ({
  stage: (stage) => {
    const changed = change((step, input, context) => stage.apply(step, input, context));
    return {
      ...stage,
      apply: (step, input, context) =>
        kinds.includes(kindOf(step)) ? changed(step, input, context) : stage.apply(step, input, context),
    };
  },
});

/** Changes the plans of Routes. */
export const planning = (change: (steps: StageStep[], input: RouteInput) => StageStep[]): Sabotage => ({
  stage: (stage) =>
    stage.type !== 'Aws.LambdaTrafficRoutingStage'
      ? stage
      : {
          ...stage,
          plan(input, observed, operation) {
            const plan = stage.plan(input, observed, operation);
            return { ...plan, steps: change(plan.steps, input as RouteInput) };
          },
        },
});

export const sql = (pattern: RegExp, instead: string): Sabotage => ({ sql: (text) => text.replace(pattern, instead) });
export const NEVER = ' and 1 = 0';

export const lambda = (change: (port: LambdaPort) => Partial<LambdaPort>): Sabotage => ({
  lambda: (port) => ({ ...port, ...change(port) }),
});

export const kindOf = (step: StageStep): string => String(Reflect.get(step, 'kind'));
export const undoOf = (step: StageStep): Undo => (step as StageStep & { undo: Undo }).undo;

/** Sends an alias back, whatever it serves by now. */
export const revertBlindly: (apply: Apply) => Apply = (apply) => async (step, input, context) => {
  const { first, aliasName } = undoOf(step);
  if (first === null) return apply(step, input, context);
  const { functionName } = context.operation.target;
  await context.lambda.updateAlias({ functionName, aliasName, ...first });
  return { kind: 'done', state: 'reverted', report: { routing: { now: first } } };
};

export const insist = async <T>(call: () => Promise<T>): Promise<T> => call().catch(() => call());

/** Pins that do not know which version the execution has published. */
export const withoutCandidate = (pins: PinReader): PinReader => ({
  ...pins,
  version: (kind, aliasName) => (kind === 'candidate' ? Promise.resolve(undefined) : pins.version(kind, aliasName)),
});
