import { present, say } from 'stage-contract';
import type { Applied } from '../../model/applied';
import { reasonOf } from '../../model/report';
import type { ApplyContext } from '../../model/stageContext';
import { lookAgain, moveRecord, restoreAlias } from '../shared/aliasLedger';
import type { DeploymentFacts, RestoreAliasStep } from './steps';

type Context = ApplyContext<DeploymentFacts>;

/**
 * Reverts an alias to what it served before this stage. Throws StageError foreignChange if someone else has changed it
 * since.
 */
export async function applyRestoreAlias(step: RestoreAliasStep, context: Context): Promise<Applied<DeploymentFacts>> {
  const { aliasName, to } = step;
  const { version, routedAliases } = context.facts;
  const restored = await restoreAlias(context.lambda, {
    target: context.operation.target,
    aliasName,
    to,
    own: version === undefined ? [] : [{ mainVersion: version }],
    expected: routedAliases?.find(({ alias }) => alias === aliasName)?.routing ?? to,
    outruns: step.outruns === true,
    again: context.again,
  });
  switch (restored.kind) {
    case 'moving':
      return lookAgain(context, restored.progress);
    case 'unchanged':
      return { kind: 'done', state: 'same', note: say('aliasServesStill', { alias: aliasName, routing: to }) };
    case 'restored':
      return back(step, context);
  }
}

function back({ aliasName, to, first }: RestoreAliasStep, { facts, now }: Context): Applied<DeploymentFacts> {
  const why = say('aliasWasReverted', {
    alias: aliasName,
    ...present({ version: facts.version }),
  });
  return {
    kind: 'done',
    state: 'reverted',
    note: say('aliasIsBack', { alias: aliasName, routing: to }),
    ...moveRecord(aliasName, to),
    report: {
      timeline: [{ at: now, routing: to, ...reasonOf(why) }],
      ...(first ? { routing: { now: to } } : {}),
    },
  };
}
