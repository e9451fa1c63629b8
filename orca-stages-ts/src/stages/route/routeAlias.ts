import { present, say, type RouteInput, type Routing, type Saying } from 'stage-contract';
import type { Applied } from '../../model/applied';
import { sameRouting } from '../../model/routing';
import type { ApplyContext } from '../../model/stageContext';
import { leftDescription, lookAgain, servedRecord, settleMove } from '../shared/aliasLedger';
import { replacedBy } from './descriptionChange';
import { movedReport } from './movedReport';
import type { RouteFacts, RouteStep } from './steps';

type Step = Extract<RouteStep, { kind: 'route' }>;

/** Moves the alias's traffic, and waits until AWS has finished. Throws StageError foreignChange. */
export async function routeAlias(
  step: Step,
  input: RouteInput,
  context: ApplyContext<RouteFacts>,
): Promise<Applied<RouteFacts>> {
  const { aliasName } = input;
  // The first move sets it. If somebody changes it during a hold, it stays.
  const description = context.facts.described === true ? undefined : input.aliasDescription;
  const { expected, wanted } = step;
  const revisionId = revisionOf(step, context);
  const move = await settleMove(context.lambda, {
    target: context.operation.target,
    aliasName,
    expected,
    wanted,
    again: context.again,
    onForeignChange: input.onForeignChange ?? 'fail',
    ...present({ revisionId, description, replaces: replacedBy(step.undo) }),
  });
  if (move.kind === 'moving') return lookAgain(context, move.progress);
  const { aliasArn, revisionId: left } = move.alias;
  const isKept = description !== undefined && move.alias.description !== description;
  const warnings = warningsOf(step, aliasName, move.overwrote, isKept);
  const how = !move.changed ? 'found' : expected === null ? 'created' : 'moved';
  const why = move.changed ? say('routedBy', { stageName: context.operation.stageName }) : say('found', {});
  const record = await servedRecord(aliasName, wanted, { how, facts: step.seen ?? [] }, context.pins);
  return {
    kind: 'done',
    state: move.changed ? 'done' : 'same',
    note: say('aliasRouted', { alias: aliasName, routing: wanted }),
    facts: {
      left: wanted,
      aliasArn,
      revisionId: left,
      changed: move.changed,
      created: how === 'created',
      wanted,
      ...(description === undefined ? {} : { described: true }),
    },
    ...record,
    pins: [...record.pins, ...(description === undefined || isKept ? [] : [leftDescription(aliasName, description)])],
    report: {
      ...movedReport({ routing: wanted, now: context.now, why, aliasArn, deployed: step.deployed }),
      ...(warnings.length === 0 ? {} : { warnings }),
    },
  };
}

/** What someone else has changed meanwhile: a routing that the stage has overwritten, a description that it has kept. */
const warningsOf = (
  { expected }: Step,
  alias: string,
  overwrote: Routing | null | undefined,
  isKept: boolean,
): Saying[] => [
  ...(overwrote === undefined ? [] : [proceededOver(alias, expected, overwrote)]),
  ...(isKept ? [say('descriptionOfOtherKept', { alias })] : []),
];

/** If what it overwrote is what it expected, someone has written that after a move that has no response. */
const proceededOver = (alias: string, expected: Routing | null, found: Routing | null): Saying =>
  found !== null && sameRouting(expected, found)
    ? say('proceededOverReversal', { alias, found })
    : say('proceededOverChange', { alias, expected, found });

/**
 * Between two weights, the revision comes from the previous move or look, which saves a read. If it is stale, the alias
 * is read and compared.
 */
const revisionOf = ({ revisionId, expected }: Step, { facts }: ApplyContext<RouteFacts>): string | undefined =>
  revisionId ?? (expected !== null && sameRouting(facts.left ?? null, expected) ? facts.revisionId : undefined);
