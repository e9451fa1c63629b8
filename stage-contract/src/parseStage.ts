import type { z } from 'zod';
import { holdsExpression } from './expressions';
import { fieldMetaOf } from './fieldMeta';
import { nearestName } from './nearestName';
import type { Problem } from './problem';
import { ENVELOPE_NAMES, OUTPUT_NAMES, RESERVED_NAMES } from './reservedNames';
import type { StageType } from './stageDefinition';
import { stageDefinitions, type StageInputs } from './stageRegistry';

/** What came of reading a stage's context. */
export type ParsedStage<T extends StageType> =
  { ok: true; input: StageInputs[T]; warnings: string[] } | { ok: false; problems: Problem[]; warnings: string[] };

/** Fields in which a shell-like ${NAME} can be meant literally. */
const FREE_TEXT: ReadonlySet<string> = new Set([
  'envVariables',
  'invokePayload',
  'description',
  'aliasDescription',
  'tags',
  'healthCheck',
  'steps',
  'expect',
]);

interface Reading {
  values: Record<string, unknown>;
  problems: Problem[];
  warnings: string[];
}

/**
 * Reads a context as Orca sends it into a stage's input, with every problem in one answer.
 * Orca's envelope, output keys of earlier attempts and dead native fields are dropped; a near miss of a name is a problem; another unknown name is a warning.
 */
export function parseStage<T extends StageType>(type: T, context: Readonly<Record<string, unknown>>): ParsedStage<T> {
  const reading = readFields(type, context, () => false);
  const unevaluated = Object.keys(stageDefinitions[type].schema.shape).filter((name) =>
    holdsUnevaluated(context[name]),
  );
  const literal = unevaluated.filter((name) => FREE_TEXT.has(name) && name in reading.values);
  reading.warnings.push(
    ...literal.map((name) => `${name} holds \${…} text that Orca left as it is; it was used literally.`),
  );
  const broken = unevaluated.filter((name) => !FREE_TEXT.has(name));
  const problems = uniqueProblems([
    // What else is wrong with such a value says nothing about the stage.
    ...reading.problems.filter((problem) => !broken.includes(fieldOf(problem))),
    ...broken.map((field) => ({
      field,
      message: 'still holds an expression that Orca could not evaluate; see the expression errors of this stage',
    })),
  ]);
  if (problems.length > 0) return { ok: false, problems, warnings: reading.warnings };
  return { ok: true, input: reading.values as StageInputs[T], warnings: reading.warnings };
}

/** The problems of a stage as somebody writes it: expressions are legal wherever they stand, and judged at run time. */
export function checkStage(
  type: StageType,
  stage: Readonly<Record<string, unknown>>,
): { problems: Problem[]; warnings: string[] } {
  const reading = readFields(type, stage, holdsUnevaluated);
  const withExpression = Object.keys(stage).filter((name) => holdsUnevaluated(stage[name]));
  const problems = reading.problems.filter((problem) => !withExpression.includes(fieldOf(problem)));
  if (type === 'Aws.LambdaInvokeStage' && isGiven(stage['payload']))
    problems.push({ field: 'payload', message: 'cannot be used: Orca overwrites it; use invokePayload' });
  return { problems: uniqueProblems(problems), warnings: reading.warnings };
}

/** Names in a stage that mean nothing here: each with the name that was probably meant, if any. */
export function unknownNames(
  type: StageType,
  stage: Readonly<Record<string, unknown>>,
): { name: string; nearest: string | undefined }[] {
  const definition = stageDefinitions[type];
  const known = Object.keys(definition.schema.shape);
  // Deck's own Delete form writes a key named after the chosen account or region.
  const dropped = new Set([
    ...definition.deadFields,
    ...Object.keys(definition.notSupportedYet),
    stage['account'],
    stage['region'],
  ]);
  return Object.keys(stage)
    .filter(
      (name) =>
        !known.includes(name) &&
        !dropped.has(name) &&
        !ENVELOPE_NAMES.has(name) &&
        !RESERVED_NAMES.has(name) &&
        !OUTPUT_NAMES.has(name),
    )
    .map((name) => ({ name, nearest: nearestName(name, known) }));
}

function readFields(
  type: StageType,
  context: Readonly<Record<string, unknown>>,
  passes: (value: unknown) => boolean,
): Reading {
  const definition = stageDefinitions[type];
  const reading: Reading = { values: {}, problems: [], warnings: [] };
  for (const [name, remedy] of Object.entries(definition.notSupportedYet)) {
    if (isGiven(context[name])) reading.problems.push({ field: name, message: `is not supported yet; ${remedy}` });
  }
  for (const { name, nearest } of unknownNames(type, context)) {
    if (nearest !== undefined && context[nearest] === undefined)
      reading.problems.push({ field: name, message: `is not a field of this stage; did you mean ${nearest}?` });
    else if (isGiven(context[name])) reading.warnings.push(`${name} is not a field of this stage and was not used.`);
  }
  const unread = new Set<string>();
  for (const [name, schema] of Object.entries(definition.schema.shape)) {
    if (name in definition.notSupportedYet) continue;
    if (passes(context[name])) unread.add(name);
    else if (!readField(name, schema as z.ZodType, context[name], reading)) unread.add(name);
  }
  // A rule that finds a field absent is wrong when the field waits for its expression, or has been refused already.
  reading.problems.push(
    ...definition.rules(reading.values, unread, context).filter((problem) => !unread.has(fieldOf(problem))),
  );
  return reading;
}

/** The field of a stage that a problem is about, without the place inside it. */
const fieldOf = (problem: Problem): string => problem.field.split('.')[0] ?? '';

/** Whether the field was read, or is absent and may be. */
function readField(name: string, schema: z.ZodType, value: unknown, reading: Reading): boolean {
  if (!isGiven(value)) {
    const { required, label } = fieldMetaOf(schema);
    // The form's words are named where somebody who knows only the form would not find them in the field's name.
    if (required === true)
      reading.problems.push({
        field: name,
        message: label.toLowerCase() === name.toLowerCase() ? 'is required' : `is required (${label})`,
      });
    return required !== true;
  }
  const result = schema.safeParse(value);
  if (result.success) reading.values[name] = result.data;
  else for (const issue of result.error.issues) reading.problems.push(...problemsOf(name, schema, issue));
  return result.success;
}

function problemsOf(name: string, schema: z.ZodType, issue: z.core.$ZodIssue): Problem[] {
  const place = [name, ...issue.path.map(String)].join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const nearest = nearestName(key, keysNear(schema));
      return {
        field: `${place}.${key}`,
        message: nearest === undefined ? 'is not known here; remove it' : `is not known here; did you mean ${nearest}?`,
      };
    });
  }
  return [{ field: place, message: issue.message }];
}

/** Every key that occurs in the nested objects of a field; enough to find the name that was meant. */
function keysNear(schema: z.ZodType): string[] {
  const seen = new Set<string>();
  const visit = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > 8) return;
    const def: unknown = Reflect.get(value, 'def');
    if (typeof def !== 'object' || def === null) return;
    const shape: unknown = Reflect.get(def, 'shape');
    if (typeof shape === 'object' && shape !== null)
      for (const [key, inner] of Object.entries(shape)) {
        seen.add(key);
        visit(inner, depth + 1);
      }
    for (const part of ['innerType', 'element', 'out', 'in']) visit(Reflect.get(def, part), depth + 1);
  };
  visit(schema, 0);
  return [...seen];
}

/** Empty text and null mean that the field is left out, as Deck writes a cleared control. */
const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

function holdsUnevaluated(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsUnevaluated);
  if (typeof value === 'object' && value !== null) return Object.values(value).some(holdsUnevaluated);
  return holdsExpression(value);
}

function uniqueProblems(problems: Problem[]): Problem[] {
  return problems.filter(
    (problem, index) =>
      problems.findIndex((other) => other.field === problem.field && other.message === problem.message) === index,
  );
}
