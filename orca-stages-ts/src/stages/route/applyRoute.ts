import { durationWords, StageError, type RouteInput, type Routing } from 'stage-contract';
import type { AliasFacts } from '../../model/aliasFacts';
import type { Applied } from '../../model/applied';
import { routingOf, routingWords, sameRouting, versionWords } from '../../model/routing';
import type { ApplyContext } from '../../model/stageContext';
import { targetWords } from '../../model/target';
import { applyConcurrency } from '../shared/concurrency';
import { applyEventSource } from '../shared/eventSources';
import { awsIsSplitting, isForeignChange, moveAlias, outrunMove, type AliasMove } from '../shared/routing';
import { pollDelayMs } from '../shared/settle';
import { checkHealth } from './checkHealth';
import { holdRouting } from './holdRouting';
import type { RouteFacts, RouteStep } from './steps';

/** When an alias that moved on under a revert is looked at again. */
const LOOK_AGAIN_MS = 1_000;

/** Applies one step of a Route. */
export function applyRoute(
  step: RouteStep,
  input: RouteInput,
  context: ApplyContext<RouteFacts>,
): Promise<Applied<RouteFacts>> {
  switch (step.kind) {
    case 'healthCheck':
      return checkHealth(step, input, context);
    case 'hold':
      return holdRouting(step, input, context);
    case 'route':
      return route(step, input, context);
    case 'revert':
      return revert(step, context);
    case 'deleteCandidate':
      return deleteCandidate(step, context);
    case 'reserved':
    case 'provisioned':
    case 'settleProvisioned':
      return applyConcurrency(step, context);
    case 'createEventSource':
    case 'updateEventSource':
    case 'deleteEventSource':
      return applyEventSource(step, context);
  }
}

async function route(
  step: Extract<RouteStep, { kind: 'route' }>,
  input: RouteInput,
  context: ApplyContext<RouteFacts>,
): Promise<Applied<RouteFacts>> {
  const shifting = context.again ? await stillShifting(step, input.aliasName, context) : undefined;
  if (shifting !== undefined) return shifting;
  // Between two weights the revision comes from the move or the look before, which saves a read; a stale one is read and compared.
  const revisionId =
    step.revisionId ??
    (step.expected !== null && sameRouting(context.facts.left ?? null, step.expected)
      ? context.facts.revisionId
      : undefined);
  const move: AliasMove = {
    target: context.operation.target,
    aliasName: input.aliasName,
    expected: step.expected,
    wanted: step.wanted,
    again: context.again,
    onForeignChange: input.onForeignChange ?? 'fail',
    ...(revisionId === undefined ? {} : { revisionId }),
    ...(input.aliasDescription === undefined ? {} : { description: input.aliasDescription }),
  };
  const { alias, changed } = await moveAlias(context.lambda, move).catch(async (error: unknown) => {
    if (!isForeignChange(error) || !context.again) throw error;
    const present = await context.lambda.getAlias(context.operation.target.functionName, input.aliasName);
    if (present === undefined || !(await awsIsMoving(context, present, [step.wanted]))) throw error;
    return { alias: present, changed: true };
  });
  const left = step.wanted;
  if (!sameRouting(routingOf(alias), left)) return waitForShift(input.aliasName, alias, context);
  return {
    kind: 'done',
    state: changed ? 'done' : 'same',
    note: `${input.aliasName} → ${routingWords(left)}`,
    facts: {
      left,
      aliasArn: alias.aliasArn,
      revisionId: alias.revisionId,
      changed,
      created: step.expected === null,
      wanted: left,
    },
    ...leaves(
      input.aliasName,
      left,
      context.now,
      `routed by ${context.operation.stageName}`,
      alias.aliasArn,
      step.deployed,
    ),
  };
}

/** The move has been made, and AWS is not done with it: undefined when it is, or when the alias is not as a move of this step leaves it. */
async function stillShifting(
  step: Extract<RouteStep, { kind: 'route' }>,
  aliasName: string,
  context: ApplyContext<RouteFacts>,
): Promise<Applied<RouteFacts> | undefined> {
  const present = await context.lambda.getAlias(context.operation.target.functionName, aliasName);
  return present !== undefined && (await awsIsMoving(context, present, [step.wanted]))
    ? waitForShift(aliasName, present, context)
    : undefined;
}

const waitForShift = (
  aliasName: string,
  alias: AliasFacts,
  context: ApplyContext<RouteFacts>,
): Applied<RouteFacts> => ({
  kind: 'wait',
  afterMs: pollDelayMs(context.tries, context.nowMs - context.firstBegunAtMs, context.settlePollMs),
  progress: `Waiting until AWS has moved the provisioned concurrency of ${aliasName} (${routingWords(routingOf(alias))} so far)`,
});

/** Brings the first routing back, unless somebody else has changed the alias meanwhile. */
async function revert(
  { undo, timer, outruns }: Extract<RouteStep, { kind: 'revert' }>,
  context: ApplyContext<RouteFacts>,
): Promise<Applied<RouteFacts>> {
  const { aliasName, first, own } = undo;
  const alias = await context.lambda.getAlias(context.operation.target.functionName, aliasName);
  const present = alias === undefined ? null : routingOf(alias);
  if (first === null) {
    return {
      kind: 'done',
      state: 'skipped',
      note:
        present === null
          ? `${aliasName} was not created.`
          : `${aliasName} was created by this execution and stays at ${routingWords(present)}; there is no earlier routing.`,
    };
  }
  if (alias !== undefined && sameRouting(present, first)) {
    if (
      outruns &&
      !(await outrunMove(context.lambda, {
        target: context.operation.target,
        aliasName,
        routing: first,
        revisionId: alias.revisionId,
      }))
    )
      return lookAgain(aliasName);
    // Nothing had been moved, unless an earlier try of this very step has already brought it back.
    if (!context.again)
      return {
        kind: 'done',
        state: 'same',
        note: `${aliasName} stays at ${routingWords(first)}.`,
        report: { routing: { now: first } },
      };
    return reverted({ aliasName, first, timer, aliasArn: alias.aliasArn }, context);
  }
  if (
    alias === undefined ||
    !(own.some((routing) => sameRouting(routing, present)) || (await awsIsMoving(context, alias, own)))
  ) {
    return {
      kind: 'done',
      state: 'skipped',
      note: `Somebody else changed ${aliasName}: found ${routingWords(present)}. Not touched.`,
    };
  }
  const moved = await moveAlias(context.lambda, {
    target: context.operation.target,
    aliasName,
    expected: present,
    wanted: first,
    revisionId: alias.revisionId,
    again: false,
    onForeignChange: 'fail',
  }).catch((error: unknown) => {
    if (isForeignChange(error)) return undefined;
    throw error;
  });
  // Between the look and the call it has moved on, by AWS or by somebody else: the next look tells which.
  if (moved === undefined) return lookAgain(aliasName);
  return reverted({ aliasName, first, timer, aliasArn: moved.alias.aliasArn }, context);
}

const lookAgain = (aliasName: string): Applied<RouteFacts> => ({
  kind: 'wait',
  afterMs: LOOK_AGAIN_MS,
  progress: `${aliasName} is moving; looking again before it is reverted.`,
});

interface Reverted {
  aliasName: string;
  first: Routing;
  timer: Extract<RouteStep, { kind: 'revert' }>['timer'];
  aliasArn: string;
}

/** A timer leaves what the execution has left before, so that its later stages see the difference, and says what it did. */
function reverted(
  { aliasName, first, timer, aliasArn }: Reverted,
  context: ApplyContext<RouteFacts>,
): Applied<RouteFacts> {
  if (timer === undefined) {
    return {
      kind: 'done',
      state: 'reverted',
      note: `${aliasName} → ${routingWords(first)}, as before this execution.`,
      ...leaves(aliasName, first, context.now, 'reverted', aliasArn, servesAgain(first)),
    };
  }
  const why = `not promoted within ${durationWords(timer.afterSeconds)}`;
  return {
    kind: 'done',
    state: 'reverted',
    note: `${aliasName} → ${routingWords(first)}, as it was ${why}.`,
    ...leaves(aliasName, first, context.now, `reverted: ${why}`, aliasArn, servesAgain(first)),
    pins: [
      { kind: 'timedRevert', aliasName, value: { routing: first, revertedAt: context.now, ...timer }, mode: 'replace' },
    ],
  };
}

/** After a revert the output keys say what the alias serves, not what was meant to be deployed. */
const servesAgain = (first: Routing): Record<string, unknown> => ({
  'deployment:majorVersionDeployed': first.mainVersion,
  'deployment:minorVersionDeployed': first.additionalVersion,
});

/** Whether AWS splits the traffic of an alias that was left with all of it at one version. */
const awsIsMoving = (
  { lambda, operation }: ApplyContext<RouteFacts>,
  alias: AliasFacts,
  left: readonly Routing[],
): Promise<boolean> =>
  awsIsSplitting(
    lambda,
    operation.target.functionName,
    alias,
    left.filter((routing) => routing.additionalVersion === undefined).map((routing) => routing.mainVersion),
  );

async function deleteCandidate(
  step: Extract<RouteStep, { kind: 'deleteCandidate' }>,
  context: ApplyContext<RouteFacts>,
): Promise<Applied<RouteFacts>> {
  const { functionName } = context.operation.target;
  const aliases = await context.lambda.listAliases(functionName);
  const users = aliases.filter(
    (alias) => alias.mainVersion === step.version || alias.additionalVersion === step.version,
  );
  if (users.length > 0) {
    return {
      kind: 'done',
      state: 'skipped',
      note: `${versionWords(step.version)} is kept: ${users.map((alias) => alias.aliasName).join(', ')} refers to it.`,
    };
  }
  try {
    await context.lambda.deleteFunction(functionName, step.version);
  } catch (error) {
    if (!(error instanceof StageError) || (error.code !== 'functionNotFound' && error.code !== 'versionNotFound'))
      throw error;
  }
  return {
    kind: 'done',
    state: 'reverted',
    note: `${versionWords(step.version)} was deleted.`,
    report: {
      deletions: [
        {
          version: step.version,
          result: 'deleted',
          reason: `candidate of a failed route (${targetWords(context.operation.target)})`,
        },
      ],
    },
  };
}

/** What every change of the alias's routing leaves behind: pin, journal of served versions, report. */
function leaves(
  aliasName: string,
  routing: Routing,
  now: string,
  reason: string,
  aliasArn: string,
  deployed: Record<string, unknown>,
): Pick<Extract<Applied<RouteFacts>, { kind: 'done' }>, 'pins' | 'served' | 'report'> {
  return {
    pins: [{ kind: 'leftRouting', aliasName, value: { routing }, mode: 'replace' }],
    served: routing.additionalVersion === undefined ? [{ aliasName, version: routing.mainVersion }] : [],
    report: {
      routing: { now: routing },
      timeline: [{ at: now, routing, reason }],
      outputs: { routing, aliasArn, ...deployed },
    },
  };
}
