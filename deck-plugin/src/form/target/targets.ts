import { STAGE_TYPES } from 'stage-contract';
import { entryOf, isExpression, isMap, listOf, textOf, type Values } from '../../values/readValue';

/** A target that another stage of the pipeline uses, with its aliases. */
export interface NamedTarget {
  stageName: string;
  account: string;
  region: string;
  functionName: string;
  aliases: string[];
  /** Alarms that that stage looks at. */
  alarms: string[];
  /** Whether that stage runs before this one. */
  earlier: boolean;
  /** Whether that stage deploys the function's code. */
  deploys: boolean;
}

const stagesOf = (pipeline: unknown): Record<string, unknown>[] => {
  const stages = entryOf(pipeline, 'stages');
  return Array.isArray(stages) ? stages.filter(isMap) : [];
};

/** IDs of the stages that this one depends on, directly or indirectly; a cycle in the graph ends the search. */
export function earlierRefIds(pipeline: unknown, stage: Values): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (ids: unknown): void => {
    for (const { text } of listOf(ids) ?? []) {
      if (found.has(text)) continue;
      found.add(text);
      visit(stagesOf(pipeline).find((other) => textOf(other['refId']) === text)?.['requisiteStageRefIds']);
    }
  };
  visit(stage['requisiteStageRefIds']);
  return found;
}

/** The targets of the pipeline's other Lambda stages, earlier stages first. */
export function namedTargets(pipeline: unknown, stage: Values): NamedTarget[] {
  const earlier = earlierRefIds(pipeline, stage);
  const own = textOf(stage['refId']);
  const targets = stagesOf(pipeline)
    .filter((other) => STAGE_TYPES.some((type) => type === other['type']) && textOf(other['refId']) !== own)
    .map((other) => targetOf(other, earlier));
  return [...targets.filter((target) => target.earlier), ...targets.filter((target) => !target.earlier)];
}

function targetOf(other: Values, earlier: ReadonlySet<string>): NamedTarget {
  const text = (name: string): string => textOf(other[name])?.trim() ?? '';
  return {
    stageName: text('name') === '' ? text('refId') : text('name'),
    account: text('account'),
    region: text('region'),
    functionName: text('functionName'),
    aliases: [
      ...(isExpression(other['aliases']) ? [] : (listOf(other['aliases']) ?? [])).map((item) => item.text),
      text('aliasName'),
    ].filter((alias) => alias !== ''),
    alarms: alarmNames(other['alarms']),
    earlier: earlier.has(textOf(other['refId']) ?? ''),
    deploys: other['type'] === 'Aws.LambdaDeploymentStage' || other['type'] === 'Aws.LambdaUpdateCodeStage',
  };
}

/** Names of alarms that can be read: those of a list, alone or as maps. */
const alarmNames = (value: unknown): string[] =>
  (isMap(value) ? [value] : (listOf(value) ?? []).map((item) => item.value))
    .map((alarm) => textOf(isMap(alarm) ? entryOf(alarm, 'name') : alarm)?.trim() ?? '')
    .filter((name) => name !== '' && !isExpression(name) && !/^[[{]/.test(name));

const unique = (texts: readonly string[]): string[] => [...new Set(texts)].filter((text) => text !== '');

/** Function names to suggest: those of the same account and region first. */
export function functionSuggestions(targets: readonly NamedTarget[], values: Values): string[] {
  const near = targets.filter(
    (target) => target.account === textOf(values['account']) && target.region === textOf(values['region']),
  );
  return unique([...near, ...targets].map((target) => target.functionName));
}

/** Aliases to suggest: those that other stages use for the same function, or else all. */
export function aliasSuggestions(targets: readonly NamedTarget[], values: Values): string[] {
  const same = targets.filter((target) => target.functionName === textOf(values['functionName']));
  return unique((same.length > 0 ? same : targets).flatMap((target) => target.aliases));
}

/** Alarms to suggest: those that other stages look at in the same account and region. */
export const alarmSuggestions = (targets: readonly NamedTarget[], values: Values): string[] =>
  unique(
    targets
      .filter(
        (target) =>
          target.account === (textOf(values['account'])?.trim() ?? '') &&
          target.region === (textOf(values['region'])?.trim() ?? ''),
      )
      .flatMap((target) => target.alarms),
  );

/** The nearest earlier stage with a different target, so that one click can copy its target. */
export function targetToTakeOver(targets: readonly NamedTarget[], values: Values): NamedTarget | undefined {
  const differs = (target: NamedTarget): boolean =>
    (['account', 'region', 'functionName'] as const).some(
      (name) => target[name] !== (textOf(values[name])?.trim() ?? ''),
    );
  const candidate =
    targets.find((target) => target.earlier && target.functionName !== '' && target.deploys) ??
    targets.find((target) => target.earlier && target.functionName !== '');
  return candidate !== undefined && differs(candidate) ? candidate : undefined;
}

/** The earlier stage that deploys exactly this target, which means that the function doesn't have to exist yet. */
export const deployedBy = (targets: readonly NamedTarget[], values: Values): NamedTarget | undefined =>
  targets.find(
    (target) =>
      target.earlier &&
      target.deploys &&
      (['account', 'region', 'functionName'] as const).every(
        (name) => target[name] !== '' && target[name] === textOf(values[name])?.trim(),
      ),
  );
