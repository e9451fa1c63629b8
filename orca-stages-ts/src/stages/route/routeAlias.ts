import { present, say, type RouteInput } from 'stage-contract';
import type { Applied } from '../../model/applied';
import { sameRouting } from '../../model/routing';
import type { ApplyContext } from '../../model/stageContext';
import { lookAgain, moveRecord, settleMove } from '../shared/aliasLedger';
import { movedReport } from './movedReport';
import type { RouteFacts, RouteStep } from './steps';

type Step = Extract<RouteStep, { kind: 'route' }>;

/** Moves the alias's traffic, and waits until AWS has finished. Throws StageError foreignChange. */
export async function routeAlias(
  step: Step,
  input: RouteInput,
  context: ApplyContext<RouteFacts>,
): Promise<Applied<RouteFacts>> {
  const { aliasName, aliasDescription: description } = input;
  const { expected, wanted } = step;
  const revisionId = revisionOf(step, context);
  const move = await settleMove(context.lambda, {
    target: context.operation.target,
    aliasName,
    expected,
    wanted,
    again: context.again,
    onForeignChange: input.onForeignChange ?? 'fail',
    ...present({ revisionId, description }),
  });
  if (move.kind === 'moving') return lookAgain(context, move.progress);
  const { aliasArn, revisionId: left } = move.alias;
  const warnings =
    move.overwrote === undefined
      ? []
      : [say('proceededOverChange', { alias: aliasName, expected, found: move.overwrote })];
  const why = say('routedBy', { stageName: context.operation.stageName });
  return {
    kind: 'done',
    state: move.changed ? 'done' : 'same',
    note: say('aliasRouted', { alias: aliasName, routing: wanted }),
    facts: { left: wanted, aliasArn, revisionId: left, changed: move.changed, created: expected === null, wanted },
    ...moveRecord(aliasName, wanted, step.seen, expected === null ? 'created' : 'moved'),
    report: {
      ...movedReport({ routing: wanted, now: context.now, why, aliasArn, deployed: step.deployed }),
      ...(warnings.length === 0 ? {} : { warnings }),
    },
  };
}

/**
 * Between two weights, the revision comes from the previous move or look, which saves a read. If it is stale, the alias
 * is read and compared.
 */
const revisionOf = ({ revisionId, expected }: Step, { facts }: ApplyContext<RouteFacts>): string | undefined =>
  revisionId ?? (expected !== null && sameRouting(facts.left ?? null, expected) ? facts.revisionId : undefined);
