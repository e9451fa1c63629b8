import { present, say, type RouteInput } from 'stage-contract';
import type { RecoveryState } from '../../model/recovery';
import { sameRouting } from '../../model/routing';
import { sentenceOf } from '../../model/step';
import { intendedRouting, type DescriptionChange } from '../shared/aliasLedger';
import { undoSince } from './accepted';
import { keepRoutingStep } from './keepRouting';
import { restoreSides } from './restoreSides';
import type { RouteFacts, RouteStep, Undo } from './steps';

/** The stage's failure policy from its input; `destroyOnFail` is the old spelling for deleting the candidate. */
export const failurePolicyOf = (
  input: Pick<RouteInput, 'onFailure' | 'destroyOnFail'>,
): NonNullable<RouteInput['onFailure']> =>
  input.onFailure ?? (input.destroyOnFail === true ? 'revertAndDeleteCandidate' : 'revert');

/** The steps of the failure policy. Pure. */
export function recoverRoute(input: RouteInput, state: RecoveryState<RouteStep, RouteFacts>): RouteStep[] {
  const policy = policyFor(failurePolicyOf(input), state);
  const planned = state.begun.at(-1)?.undo;
  if (planned === undefined) return [];
  const undo = undoSince(planned, state.facts);
  if (policy === 'hold') return [keepRoutingStep(undo, mayStillMove(state))];
  const sides = restoreSides(state, undo);
  return [
    ...sides.before,
    revertStep(undo, state),
    ...descriptionStep(undo, state),
    ...sides.after,
    ...deletion(policy, undo),
  ];
}

/** Whoever asks for a revert gets one, also from a stage that holds its alias when it fails. */
const policyFor = (
  policy: NonNullable<RouteInput['onFailure']>,
  { reason }: Pick<RecoveryState<RouteStep, RouteFacts>, 'reason'>,
): NonNullable<RouteInput['onFailure']> => (reason === 'asked' && policy === 'hold' ? 'revert' : policy);

/** Whether a write of the alias may still be in flight, because AWS has not answered it. */
const mayStillMove = ({ begun, unanswered }: RecoveryState<RouteStep, RouteFacts>): boolean =>
  begun.some((step) => writesAlias(step) && unanswered.includes(step.id));

function revertStep(undo: Undo, state: RecoveryState<RouteStep, RouteFacts>): RouteStep {
  return {
    id: 'revert',
    kind: 'revert',
    ...sentenceOf(say('revertAlias', { alias: undo.aliasName, routing: undo.first })),
    mutates: true,
    undo: { ...undo, ...present({ description: changeOf(state.begun) }) },
    intends: intendedRouting(undo.aliasName, undo.first),
    ...(mayStillMove(state) ? { outruns: true } : {}),
    ...(undo.origin === undefined &&
    state.begun.some((step) => step.kind === 'healthCheck' && sameRouting(undo.first, { mainVersion: step.version }))
      ? { nothingBefore: true }
      : {}),
  };
}

const writesAlias = ({ kind }: RouteStep): boolean => kind === 'route' || kind === 'describeAlias';

/**
 * What has become of the description, over all attempts of the stage. It goes back to what the last of them goes back to:
 * somebody else may have changed it in between.
 */
function changeOf(begun: readonly RouteStep[]): DescriptionChange | undefined {
  const changes = begun.flatMap(({ undo: { description } }) => description ?? []).filter(({ own }) => own.length > 0);
  const before = changes.at(-1)?.before;
  if (before === undefined) return undefined;
  return { before, own: changes.filter((change) => change.before === before).flatMap(({ own }) => own) };
}

/** After the revert, which brings the description back if it moves the alias. */
function descriptionStep(undo: Undo, { begun }: RecoveryState<RouteStep, RouteFacts>): RouteStep[] {
  const change = changeOf(begun);
  if (change === undefined || undo.first === null) return [];
  return [
    {
      id: 'restoreDescription',
      kind: 'restoreDescription',
      ...sentenceOf(say('restoreDescription', { alias: undo.aliasName })),
      mutates: true,
      change: { ...change, own: [...new Set(change.own)] },
      undo,
    },
  ];
}

/** Only a version that this execution has published is deleted, and only if its alias has something else to serve. Any other is named as kept. */
function deletion(policy: RouteInput['onFailure'], undo: Undo): RouteStep[] {
  const version = undo.candidate ?? undo.kept;
  if (policy === 'revert' || version === undefined || undo.first === null) return [];
  const kind = undo.candidate === null ? 'keepCandidate' : 'deleteCandidate';
  return [
    {
      id: 'deleteCandidate',
      kind,
      ...sentenceOf(say(kind, { version })),
      mutates: kind === 'deleteCandidate',
      version,
      undo,
    },
  ];
}
