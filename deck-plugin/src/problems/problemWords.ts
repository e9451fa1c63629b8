import { fieldMetaOf, stageDefinitions, type Problem, type StageType } from 'stage-contract';
import { entryOf } from '../values/readValue';
import { inSentence } from '../words/phrases';
import { fieldOfProblem } from './problemsOf';

/** The label of a field, or its name where the contract knows none. */
function labelOf(type: StageType, name: string): string {
  const schema = entryOf(stageDefinitions[type].schema.shape, name);
  return schema === undefined ? name : fieldMetaOf(schema as Parameters<typeof fieldMetaOf>[0]).label;
}

/** The values of a step in the words of its row. */
const STEP_VALUES = { weightPercent: 'Weight', holdSeconds: 'Hold in seconds' } as const;
const stepValue = (name: string): string => Object.entries(STEP_VALUES).find(([known]) => known === name)?.[1] ?? name;

/** A problem as the line below its control: the part of the control's value it concerns, then the message. */
export function problemLine(problem: Problem, label: string, within = fieldOfProblem(problem)): string {
  const rest = stepValue(problem.field.slice(within.length + 1));
  const message = problem.message === `is required (${label})` ? 'is required' : problem.message;
  return `${rest === '' ? label : rest} ${/[.?]$/.test(message) ? message : `${message}.`}`;
}

/** A place inside the steps as their rows count them, from 1. */
function stepWords([index, ...rest]: readonly string[]): string {
  return index === undefined
    ? ''
    : [`step ${Number(index) + 1}`, rest.join('.')].filter((part) => part !== '').join(', ');
}

/** A problem as a whole sentence, for Deck's list of warnings. */
export function problemSentence(type: StageType, problem: Problem): string {
  const name = fieldOfProblem(problem);
  if (name === '') return problem.message;
  const label = labelOf(type, name);
  const path = problem.field.split('.').slice(1);
  const rest = name === 'steps' ? stepWords(path) : path.join('.');
  const message = problem.message === `is required (${label})` ? 'is required' : problem.message;
  return `${label}${rest === '' ? '' : ` (${rest})`} ${/[.?]$/.test(message) ? message : `${message}.`}`;
}

/** "4 values needed: account, region, function, alias"; nothing when nothing is missing. */
export function neededWords(labels: readonly string[]): string | undefined {
  if (labels.length === 0) return undefined;
  return `${labels.length} ${labels.length === 1 ? 'value' : 'values'} needed: ${labels.map(inSentence).join(', ')}`;
}
