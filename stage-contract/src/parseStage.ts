import type { z } from 'zod';
import { holdsExpression } from './expressions';
import { fieldMetaOf, type FieldMeta } from './fieldMeta';
import { readFunctionReference } from './functionReference';
import { present } from './present';
import { nearestName } from './nearestName';
import { isGiven } from './looseValues';
import type { InputWarning } from './messages/inputWarning';
import { say } from './messages/say';
import { firstProblems, MOST_TOLD } from './firstProblems';
import { clipped } from './messages/clipped';
import { problem, type Problem } from './messages/problem';
import { API_VOICE, type Voice } from './messages/voice';
import { problemsOfIssue, unnamedKeys } from './problemsOfIssue';
import { ENVELOPE_NAMES, OUTPUT_NAMES, RESERVED_NAMES } from './reservedNames';
import type { StageDefinition, StageType } from './stageDefinition';
import { stageDefinitions, type StageInputs } from './stageRegistry';

/** The result of reading a stage's context. */
export type ParsedStage<T extends StageType> =
  | { ok: true; input: StageInputs[T]; warnings: InputWarning[] }
  | { ok: false; problems: Problem[]; warnings: InputWarning[] };

/** Fields in which a shell-like ${NAME} may be meant literally. */
const FREE_TEXT: ReadonlySet<string> = new Set([
  'envVariables',
  'invokePayload',
  'description',
  'aliasDescription',
  'versionDescription',
  'tags',
  'healthCheck',
  'steps',
  'expect',
  'preTraffic',
  'postTraffic',
]);

/** How many mistakes of one kind are examined; more are only counted, so that no input takes long. */
const MOST_LOOKED_AT = 200;

interface Reading {
  values: Record<string, unknown>;
  problems: Problem[];
  /** Problems that were only counted. */
  untold: number;
  warnings: InputWarning[];
}

/**
 * Reads a context, as Orca sends it, into a stage's input, and reports all problems at once. Drops Orca's envelope,
 * output keys of earlier attempts, and native fields without a function. An unknown name that is close to a known one
 * is a problem; any other unknown name is a warning.
 */
export function parseStage<T extends StageType>(type: T, context: Readonly<Record<string, unknown>>): ParsedStage<T> {
  const reading = readFields(type, context, () => false);
  const unevaluated = Object.keys(stageDefinitions[type].schema.shape).filter((name) =>
    holdsUnevaluated(context[name]),
  );
  const literal = unevaluated.filter((name) => FREE_TEXT.has(name) && name in reading.values);
  reading.warnings.push(...literal.map((field) => say('expressionTakenLiterally', { field })));
  const broken = unevaluated.filter((name) => !FREE_TEXT.has(name));
  const problems = uniqueProblems([
    // Other problems with such a value say nothing about the stage.
    ...reading.problems.filter((problem) => !broken.includes(fieldOf(problem))),
    ...broken.map((field) => problem(field, 'expressionNotEvaluated', {})),
  ]);
  if (problems.length > 0)
    return { ok: false, problems: firstProblems(problems, reading.untold), warnings: reading.warnings };
  return { ok: true, input: reading.values as StageInputs[T], warnings: reading.warnings };
}

/** The problems of a stage as a user writes it. Expressions are allowed everywhere and are checked at run time. */
export function checkStage(
  type: StageType,
  stage: Readonly<Record<string, unknown>>,
): { problems: Problem[]; warnings: InputWarning[] } {
  const reading = readFields(type, stage, holdsUnevaluated);
  const withExpression = Object.keys(stage).filter((name) => holdsUnevaluated(stage[name]));
  const problems = reading.problems.filter((problem) => !withExpression.includes(fieldOf(problem)));
  if (type === 'Aws.LambdaInvokeStage' && isGiven(stage['payload']))
    problems.push(problem('payload', 'overwrittenByOrca', { use: 'invokePayload' }));
  return { problems: uniqueProblems(problems), warnings: reading.warnings };
}

/** Unknown names in a stage, each with the name that was probably meant, if any. */
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
    .map((name, index) => ({ name, nearest: index < MOST_LOOKED_AT ? nearestName(name, known) : undefined }));
}

function readFields(
  type: StageType,
  context: Readonly<Record<string, unknown>>,
  passes: (value: unknown) => boolean,
): Reading {
  const definition = stageDefinitions[type];
  const reading: Reading = { values: {}, problems: [], untold: 0, warnings: [] };
  for (const [name, remedy] of Object.entries(definition.notSupportedYet)) {
    if (isGiven(context[name])) reading.problems.push(problem(name, 'notSupportedYet', { remedy }));
  }
  const ignored: string[] = [];
  for (const { name, nearest } of unknownNames(type, context)) {
    if (nearest !== undefined && context[nearest] === undefined)
      reading.problems.push(problem(name, 'unknownField', { nearest }));
    else if (isGiven(context[name])) ignored.push(name);
  }
  reading.warnings.push(
    ...ignored.slice(0, MOST_TOLD).map((field) => say('unknownFieldIgnored', { field: clipped(field) })),
  );
  if (ignored.length > MOST_TOLD)
    reading.warnings.push(say('moreFieldsIgnored', { count: ignored.length - MOST_TOLD }));
  const unread = new Set<string>();
  for (const [name, schema] of Object.entries(definition.schema.shape)) {
    if (passes(context[name])) unread.add(name);
    else if (!readField(name, schema as z.ZodType, context[name], reading)) unread.add(name);
  }
  const misnamed = misnamedFunction(definition, context, reading.problems);
  if (misnamed !== undefined) {
    reading.problems = [...reading.problems.filter(({ field }) => field !== misnamed.field), misnamed];
  }
  // A rule must not treat a field as absent if it is still waiting for its expression, or has already been rejected.
  reading.problems.push(
    ...definition.rules(reading.values, unread, context).filter((problem) => !unread.has(fieldOf(problem))),
  );
  return reading;
}

/** The stage's field that a problem is about, without the path inside it. */
const fieldOf = (problem: Problem): string => problem.field.split('.')[0] ?? '';

/** Whether the field was read, or is absent and optional. */
function readField(name: string, schema: z.ZodType, value: unknown, reading: Reading): boolean {
  const meta = fieldMetaOf(schema);
  if (!isGiven(value)) {
    if (meta.required === true) reading.problems.push(problem(name, 'required', {}, voiceFor(meta.label)));
    return meta.required !== true;
  }
  const result = schema.safeParse(value);
  if (result.success) reading.values[name] = result.data;
  else {
    const { issues } = result.error;
    for (const issue of issues.slice(0, MOST_LOOKED_AT)) reading.problems.push(...problemsOfIssue(name, schema, issue));
    reading.untold += Math.max(0, issues.length - MOST_LOOKED_AT) + unnamedKeys(issues);
  }
  if (result.success) reading.problems.push(...refusedValue(name, meta, result.data));
  return result.success;
}

/** How to write a function that the stage names in another way than by its bare name. */
function misnamedFunction(
  { qualifierFields }: StageDefinition,
  { functionName: given, region }: Readonly<Record<string, unknown>>,
  problems: readonly Problem[],
): Problem | undefined {
  const reference = problems.some(({ field }) => field === 'functionName') ? readFunctionReference(given) : undefined;
  if (reference === undefined) return undefined;
  const { functionName, qualifier, region: named } = reference;
  const isVersion = qualifier === '$LATEST' || /^\d+$/.test(qualifier ?? '');
  const belongsIn = qualifier === '$LATEST' ? undefined : isVersion ? qualifierFields.version : qualifierFields.alias;
  const isElsewhere = typeof region === 'string' && !holdsExpression(region) && named !== region.trim();
  return problem('functionName', 'notABareName', {
    functionName,
    ...(qualifier === undefined ? {} : { qualifier, ...present({ belongsIn }) }),
    ...(named !== undefined && isElsewhere ? { named, region: region.trim() } : {}),
  });
}

/** A value that the schema allows because native pipelines contain it, and that this release rejects. */
function refusedValue(name: string, { refused = {} }: FieldMeta, value: unknown): Problem[] {
  return Object.entries(refused)
    .filter(([refusal]) => refusal === String(value))
    .map(([refusal, remedy]) =>
      problem(name, 'notSupportedYet', { ...(typeof value === 'string' ? { value: refusal } : {}), remedy }),
    );
}

/** Adds the form's label if users who only know the form would not recognize the field's name. */
const voiceFor = (label: string): Voice => ({
  ...API_VOICE,
  hint: (field) => (label.toLowerCase() === field.toLowerCase() ? '' : ` (${label})`),
});

function holdsUnevaluated(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsUnevaluated);
  if (typeof value === 'object' && value !== null) return Object.values(value).some(holdsUnevaluated);
  return holdsExpression(value);
}

function uniqueProblems(problems: Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ field, code, values }) => {
    const key = JSON.stringify([field, code, values]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
