import { sentenceOf } from '../../model/step';
import { present, say, type Saying, problem, StageError, type DeploymentInput, type Difference } from 'stage-contract';
import type { OperationFacts } from '../../model/operationFacts';
import type { Plan } from '../../model/plan';
import type { OutcomeReport } from '../../model/report';
import { aliasResource } from '../../model/resource';
import { targetWords, type Target } from '../../model/target';
import { snapshotAliases } from '../shared/aliasLedger';
import {
  codeDifferences,
  expectHead,
  headOutputs,
  inactiveWarnings,
  isExisting,
  planCode,
  settleHeadStep,
  settleVersionStep,
  type ExistingCode,
} from '../shared/code';
import { planProvisioned, planReserved, type ConcurrencyPlan } from '../shared/concurrency';
import { eventSourceMode, planEventSources, qualifierOf, sourceName } from '../shared/eventSources';
import { aliasForNewSources } from './aliasForNewSources';
import { changedSettings, configurationDifferences } from './configurationSettings';
import type { DeploymentStep } from './steps';
import type { ObservedDeployment } from './observe';
import { planAliases, type AliasPlan } from './planAliases';
import { sameSteps } from './planSame';
import { newTags, planTags, tagDifference } from './planTags';
import { withoutEffect } from './withoutEffect';

/** Part of a plan: steps and the settings that they change, by name. */
interface Part {
  steps: DeploymentStep[];
  differences: Difference[];
  warnings?: Saying[];
}

/**
 * Plans a Deployment: creates the function, or updates code and configuration to what is declared; then publishes,
 * and updates aliases, tags, concurrency and event sources. Only differences get a step.
 */
export function planDeployment(
  input: DeploymentInput,
  observed: ObservedDeployment,
  operation: OperationFacts,
): Plan<DeploymentStep> {
  const { target } = operation;
  const aliases = planAliases(input, observed, target);
  refuseUnknownAlias(input, observed, target);
  const made: Part = isExisting(observed) ? planUpdate(input, observed, operation) : planCreate(input);
  const parts: Part[] = [
    made,
    { steps: aliases.steps, differences: [], warnings: aliases.warnings },
    isExisting(observed) ? planTags(input, observed.head) : { steps: [], differences: [] },
    planReserved(input.reservedConcurrentExecutions, observed.head?.reservedConcurrency),
    planAliasConcurrency(input, observed, aliases, target),
    planSources(input, observed, target),
  ];
  const steps = parts.flatMap((part) => part.steps);
  const differences = parts.flatMap((part) => part.differences);
  const { pins, served } = snapshotAliases(observed.aliases, aliases.missing);
  return {
    steps: [...steps, ...sameSteps(input, observed, steps)],
    pins,
    served,
    decides: aliases.moving.map(aliasResource),
    report: report(observed, aliases, differences, [
      ...withoutEffect(input),
      ...parts.flatMap((part) => part.warnings ?? []),
    ]),
  };
}

function report(
  observed: ObservedDeployment,
  aliases: AliasPlan,
  differences: Difference[],
  warnings: Saying[],
): OutcomeReport {
  const first = aliases.kept.find((alias) => alias.noteTold?.code !== 'aliasNotListed');
  const found = observed.aliases.find((alias) => alias.aliasName === first?.alias);
  return {
    differences,
    aliases: aliases.kept,
    warnings,
    ...(first === undefined ? {} : { routing: { before: first.routing, now: first.routing } }),
    outputs: {
      ...(observed.head === undefined ? {} : headOutputs(observed.head)),
      ...(found === undefined ? {} : { aliasArn: found.aliasArn }),
    },
  };
}

/** A function that does not exist: it is created, and its first version published once it has settled. */
function planCreate(input: DeploymentInput): Part {
  const publish: DeploymentStep[] = [
    {
      kind: 'publish',
      id: 'publish',
      ...sentenceOf(say('publishVersion', {})),
      mutates: true,
      codeSha256: input.codeSha256 ?? '',
      expectedRevisionId: '',
      mayReuse: false,
    },
    settleVersionStep,
  ];
  const steps: DeploymentStep[] = [
    { kind: 'create', id: 'create', ...sentenceOf(say('createFunction', {})), mutates: true, publish: false },
    settleHeadStep('settleFunction'),
    ...(input.publish === true ? publish : []),
  ];
  const tags = Object.entries(newTags(input)).map(([name, after]) => tagDifference(name, undefined, after));
  return { steps, differences: [...configurationDifferences(input, undefined), ...tags] };
}

/** An existing function: settings first, then code; planCode says why. */
function planUpdate(input: DeploymentInput, observed: ExistingCode, operation: OperationFacts): Part {
  const settings = changedSettings(input, observed.head),
    changes = configurationDifferences(input, observed.head);
  const names = changes.map((change) => change.setting);
  const steps: DeploymentStep[] =
    settings.length === 0
      ? []
      : [
          {
            kind: 'configuration',
            id: 'configuration',
            ...sentenceOf(say('updateConfiguration', {})),
            mutates: true,
            ...expectHead(observed.head),
            settings,
            names,
          },
          settleHeadStep('settleConfiguration'),
        ];
  const all = [...steps, ...planCode(input, observed, operation, settings.length > 0)];
  return {
    steps: all,
    warnings: inactiveWarnings(observed, all),
    differences: [...codeDifferences(input, observed), ...changes],
  };
}

/** Concurrency and event sources can belong to an alias, which must exist by the time their steps run. */
function refuseUnknownAlias(input: DeploymentInput, observed: ObservedDeployment, target: Target): void {
  const { aliasName } = input;
  if (
    aliasName === undefined ||
    (input.aliases ?? []).includes(aliasName) ||
    observed.aliases.some((alias) => alias.aliasName === aliasName)
  )
    return;
  if ((input.provisionedConcurrentExecutions ?? 0) === 0 && eventSourceMode(input) === 'ignore') return;
  throw new StageError({
    code: 'aliasNotFound',
    what: say('aliasForSettingsMissing', { alias: aliasName }),
    where: targetWords(target, aliasName),
    next: say('addAlias', { alias: aliasName }),
  });
}

function planAliasConcurrency(
  input: DeploymentInput,
  observed: ObservedDeployment,
  aliases: AliasPlan,
  target: Target,
): ConcurrencyPlan {
  const { aliasName: qualifier, provisionedConcurrentExecutions: wanted } = input;
  if (qualifier === undefined || wanted === undefined) return { steps: [], differences: [] };
  const alias = observed.aliases.find((each) => each.aliasName === qualifier);
  const moves = aliases.steps.some((step) => step.aliasName === qualifier);
  const onHead = moves ? input.publish !== true : alias?.mainVersion === '$LATEST';
  if (wanted > 0 && onHead) {
    const refused = problem('provisionedConcurrentExecutions', 'provisionedOnHead', { alias: qualifier });
    throw new StageError({
      code: 'invalidInput',
      what: say('provisionedRefused', { problem: refused }),
      where: targetWords(target, qualifier),
      next: say('routeToVersion', {}),
      problems: [refused],
    });
  }
  return planProvisioned({
    wanted,
    live: observed.provisioned,
    qualifier,
    weighted: !moves && (alias?.additionalWeightPercent ?? 0) > 0,
    moves,
    target,
  });
}

function planSources(input: DeploymentInput, observed: ObservedDeployment, target: Target): Part {
  const { functionName } = target;
  const alias = aliasForNewSources(input);
  const plan = planEventSources(
    input,
    alias === undefined ? functionName : `${functionName}:${alias}`,
    observed.mappings,
  );
  const bypassing = (input.aliases ?? []).length === 0 ? [] : plan.places.filter(({ alias: at }) => at === undefined);
  const shared = observed.otherMappings.map((mapping) => ({
    source: sourceName(mapping.eventSourceArn),
    ...present({ alias: qualifierOf(mapping.functionArn) }),
  }));
  return {
    ...plan,
    warnings: [
      ...plan.warnings,
      ...(bypassing.length > 0
        ? [say('eventSourcesBypassAliases', { sources: bypassing.map(({ source }) => source) })]
        : []),
      ...(shared.length > 0 ? [say('eventSourcesShared', { sources: shared })] : []),
    ],
  };
}
