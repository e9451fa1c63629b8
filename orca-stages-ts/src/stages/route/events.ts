import type { Outcome, RouteInput, SayingCode } from 'stage-contract';
import { sameRouting } from '../../model/routing';
import type { Happened, StageEvent } from '../../model/stageEvents';
import { headlineOf, wentBack } from '../shared/aliasLedger';

/** What a Route says while it holds until a person decides, or more calls have come. */
const HELD: ReadonlySet<string> = new Set<SayingCode>(['heldForEvidence', 'waitingForPerson']);
/** What it warns about when it has decided on too little evidence. */
const MISSED: ReadonlySet<string> = new Set<SayingCode>(['proceededOnFewCalls']);

const isOneOf = (codes: ReadonlySet<string>, code: string | undefined): boolean =>
  code !== undefined && codes.has(code);

/** What others must know about a Route. Pure. */
export function routeEvents(happened: Happened<RouteInput>): StageEvent[] {
  if (happened.kind === 'end') return endEvents(happened.input, happened.outcome);
  // Each hold that somebody asks for, also in the same step.
  if (happened.kind === 'held')
    return [{ type: 'rollout.held', said: happened.said, place: `asked:${happened.askerId}` }];
  const { stepId: place, progress, warnings } = happened;
  return [
    ...(progress !== undefined && isOneOf(HELD, progress.code)
      ? [{ type: 'rollout.held', said: progress, place } as const]
      : []),
    ...warnings
      .filter(({ code }) => isOneOf(MISSED, code))
      .map((said) => ({ type: 'evidence.missing', said, place }) as const),
  ];
}

function endEvents(input: RouteInput | undefined, outcome: Outcome): StageEvent[] {
  if (outcome.status !== 'SUCCEEDED') return wentBack(outcome);
  const { before = null, now } = outcome.routing ?? {};
  // A split is not decided yet.
  if (now === undefined || now.additionalVersion !== undefined) return [];
  const hasMoved = outcome.steps.some(({ kind, state }) => kind === 'route' && state === 'done');
  if (!hasMoved && sameRouting(before, now)) return [];
  const goesBack = isToPrevious(input) || now.mainVersion === outcome.baseline?.version;
  return [{ type: goesBack ? 'rollout.reverted' : 'rollout.promoted', said: headlineOf(outcome), place: 'end' }];
}

/** Whether somebody sends the alias to the version to go back to. */
const isToPrevious = (input: RouteInput | undefined): boolean =>
  input !== undefined && input.deploymentStrategy !== '$WEIGHTED' && input.versionNameA === '$PREVIOUS';
