import type { DeploymentInput } from 'stage-contract';
import { listWords } from '../shared/code';
import { eventSourceMode } from '../shared/eventSources';
import type { DeploymentStep } from './steps';
import type { ObservedDeployment } from './observe';
import { tagsMode } from './planTags';

/** One step that names what was declared and needs no change, so that its absence from the list is no riddle. */
export function sameSteps(
  input: DeploymentInput,
  observed: ObservedDeployment,
  steps: readonly DeploymentStep[],
): DeploymentStep[] {
  if (observed.head === undefined) return [];
  const unchanged = declaredParts(input, steps)
    .filter(({ isDeclared, changedBy }) => isDeclared && !steps.some((step) => changedBy.includes(step.kind)))
    .map(({ words }) => words);
  const words = listWords(unchanged);
  return words === ''
    ? []
    : [{ kind: 'same', id: 'same', sentence: `${words.charAt(0).toUpperCase()}${words.slice(1)}`, mutates: false }];
}

/** Something that a Deployment can declare, and the kinds of the steps that change it. */
interface DeclaredPart {
  words: string;
  isDeclared: boolean;
  changedBy: readonly DeploymentStep['kind'][];
}

function declaredParts(input: DeploymentInput, steps: readonly DeploymentStep[]): DeclaredPart[] {
  const aliases = untouchedAliases(input, steps);
  return [
    { words: 'code', isDeclared: true, changedBy: ['code'] },
    { words: 'configuration', isDeclared: true, changedBy: ['configuration'] },
    {
      words: `${aliases.length === 1 ? 'alias' : 'aliases'} ${listWords(aliases)}`,
      isDeclared: aliases.length > 0,
      changedBy: [],
    },
    { words: 'tags', isDeclared: tagsMode(input) !== 'ignore', changedBy: ['tags'] },
    {
      words: 'reserved concurrency',
      isDeclared: input.reservedConcurrentExecutions !== undefined,
      changedBy: ['reserved'],
    },
    {
      words: 'provisioned concurrency',
      isDeclared: input.provisionedConcurrentExecutions !== undefined,
      changedBy: ['provisioned'],
    },
    {
      words: 'event sources',
      isDeclared: eventSourceMode(input) !== 'ignore',
      changedBy: ['createEventSource', 'updateEventSource', 'deleteEventSource'],
    },
  ];
}

/** Declared aliases that no step creates or moves: each is judged by itself, unlike the other parts. */
const untouchedAliases = ({ aliases = [] }: DeploymentInput, steps: readonly DeploymentStep[]): string[] =>
  aliases.filter(
    (name) =>
      !steps.some((step) => (step.kind === 'createAlias' || step.kind === 'moveAlias') && step.aliasName === name),
  );
