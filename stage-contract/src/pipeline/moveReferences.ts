import type { StageType } from '../stageDefinition';
import type { RenamedField } from './conversion';
import { migrationGap, type MigrationGap } from './migrationGap';
import { isCarriedOutput, isNativeOutput, OUTPUTS_PATH, UNMISTAKABLE_OUTPUTS } from './nativeOutputs';
import {
  otherReferencesIn,
  stageReferencesIn,
  type Access,
  type StageReference,
  type TextPart,
} from './stageReferences';

/** A stage that an expression names. */
export interface ReferredStage {
  /** Undefined if it is no Lambda stage. */
  type: StageType | undefined;
  /** The field of it that gets another name. */
  rename?: RenamedField;
}

type NamedStage = NonNullable<StageReference['stage']>;

/** The stages that an expression may mean by a name or a reference ID: usually one. */
export type StagesNamed = (named: NamedStage) => readonly ReferredStage[];

/** A reference that now reads the same from another place. */
export interface MovedReference extends TextPart {
  /** The new text of the part. */
  content: string;
  /** Where the whole reference begins, and what it is before and after. */
  start: number;
  from: string;
  to: string;
}

/** A reference that cannot be moved. */
export interface LeftReference extends TextPart {
  gap: MigrationGap;
  /** The stage that it names, if it names one. */
  stage?: NamedStage;
}

/** Where a text's references to stages have to be changed, and those that nobody but a person can change. */
export interface References {
  moved: readonly MovedReference[];
  left: readonly LeftReference[];
}

const pathText = (names: readonly string[], isSafe: boolean): string =>
  names.map((name) => `${isSafe ? '?.' : '.'}${name}`).join('');

/**
 * What to change in a text so that its expressions read outputs of native stages from where ours leave them. Only a
 * reference that names its stage is exact enough to change.
 */
export function referencesToOurs(text: string, stagesNamed: StagesNamed): References {
  const exact = stageReferencesIn(text);
  const changes = exact.map((reference) => changeToOurs(text, reference, stagesNamed));
  const inexact = otherReferencesIn(text, exact).flatMap(({ path, ...part }) => {
    const output = path[1]?.name;
    if (output === undefined || !isNativeOutput(output)) return [];
    return [{ ...part, gap: migrationGap('referenceNotExact', { text: partOf(text, part), output }) }];
  });
  return sorted([...changes, ...inexact, ...bareReferences(text)]);
}

/** What to change in a text so that its expressions read our outputs from where native stages leave them. */
export const referencesToNative = (text: string, stagesNamed: StagesNamed): References =>
  sorted(stageReferencesIn(text).map((reference) => changeToNative(text, reference, stagesNamed)));

type Change = MovedReference | LeftReference | undefined;

const sorted = (changes: readonly Change[]): References => ({
  moved: changes.flatMap((change) => (change !== undefined && 'content' in change ? [change] : [])),
  left: changes.flatMap((change) => (change !== undefined && 'gap' in change ? [change] : [])),
});

/** The stages that a reference may mean; none if none of them is a Lambda stage. */
function lambdaStagesMeant({ stage }: StageReference, stagesNamed: StagesNamed): readonly ReferredStage[] {
  const stages = stage === undefined ? [] : stagesNamed(stage);
  return stages.some(({ type }) => type !== undefined) ? stages : [];
}

const areAllCarried = (stages: readonly ReferredStage[], output: string): boolean =>
  stages.every(({ type }) => type !== undefined && isCarriedOutput(type, output));

function changeToOurs(text: string, reference: StageReference, stagesNamed: StagesNamed): Change {
  const stages = lambdaStagesMeant(reference, stagesNamed);
  const [holder, read] = reference.path;
  if (stages.length === 0 || holder === undefined || read === undefined) return undefined;
  const isOutput = isNativeOutput(read.name) || (holder.name === 'outputs' && read.name === 'functionName');
  if (holder.name === 'context' && renameOf(stages)?.from === read.name)
    return movedBy(text, reference, renamedAccess(text, read, renameOf(stages)));
  if (!isOutput || (holder.name !== 'context' && holder.name !== 'outputs')) return undefined;
  if (!areAllCarried(stages, read.name)) return leftBy(text, reference, 'outputNotHere', read.name);
  const isContext = holder.name === 'context';
  return movedBy(text, reference, {
    offset: isContext ? holder.offset + holder.length : holder.offset,
    length: 0,
    content: isContext ? pathText(OUTPUTS_PATH, read.isSafe) : pathBeforeOutputs(holder.isSafe),
  });
}

/**
 * What leads from a stage to our outputs. `['body']` means what `.body` means, and says that the expression had read
 * `outputs`, so that the way back leads there. After `?.`, older Spring versions cannot read it.
 */
const pathBeforeOutputs = (isSafe: boolean): string =>
  isSafe ? pathText(['context', 'webhook', 'monitor', 'body'], true) : ".context.webhook.monitor['body']";

function changeToNative(text: string, reference: StageReference, stagesNamed: StagesNamed): Change {
  const stages = lambdaStagesMeant(reference, stagesNamed);
  const [holder, ...inside] = reference.path;
  const [first] = inside;
  if (stages.length === 0 || holder?.name !== 'context' || first === undefined) return undefined;
  if (renameOf(stages)?.from === first.name)
    return movedBy(text, reference, renamedAccess(text, first, renameOf(stages)));
  if (first.name !== 'webhook' && first.name !== 'lambdaStages') return undefined;
  const output = inside[OUTPUTS_PATH.length];
  const isOutput = OUTPUTS_PATH.every((name, index) => inside[index]?.name === name);
  if (!isOutput || output === undefined || !areAllCarried(stages, output.name))
    return leftBy(text, reference, 'outputOnlyHere');
  return movedBy(text, reference, pathBack(text, holder, inside));
}

/** Takes out of a path what leads to our outputs. */
function pathBack(text: string, holder: Access, inside: readonly Access[]): TextPart & { content: string } {
  const [body = holder, outputs = holder] = inside.slice(OUTPUTS_PATH.length - 2);
  const hadReadOutputs = partOf(text, body).includes('[') && partOf(text, holder).startsWith('.');
  const [from, to] = hadReadOutputs
    ? [holder.offset, outputs.offset]
    : [holder.offset + holder.length, outputs.offset + outputs.length];
  return { offset: from, length: to - from, content: '' };
}

/** The field that gets another name, if it is clear which stage is meant. */
const renameOf = (stages: readonly ReferredStage[]): RenamedField | undefined =>
  stages.length === 1 ? stages[0]?.rename : undefined;

/** Outputs that an expression reads from what it finds in its own stage: native stages leave theirs for all that follow. */
function bareReferences(text: string): LeftReference[] {
  if (!UNMISTAKABLE_OUTPUTS.some((name) => text.includes(name))) return [];
  const names = UNMISTAKABLE_OUTPUTS.filter((name) => !name.includes(':')).join('|');
  const keys = UNMISTAKABLE_OUTPUTS.join('|');
  const bare = new RegExp(
    `(?<![\\w.'"#$\\]:-])(?:${names})(?![\\w'":-])|#root\\s*\\??\\.\\s*(?:${names})\\b|#root\\s*\\[\\s*['"](?:${keys})['"]\\s*\\]`,
    'g',
  );
  return [...text.matchAll(/\$\{[^]*?\}/g)].flatMap(({ 0: expression, index }) =>
    [...expression.matchAll(bare)].map(({ 0: found, index: at }) => ({
      offset: index + at,
      length: found.length,
      gap: migrationGap('referenceNotExact', {
        text: found,
        output: UNMISTAKABLE_OUTPUTS.find((name) => found.includes(name)) ?? found,
      }),
    })),
  );
}

const partOf = (text: string, { offset, length }: TextPart): string => text.slice(offset, offset + length);

/** The same access with another name. */
function renamedAccess(
  text: string,
  access: Access,
  { from, to }: RenamedField = { from: '', to: '' },
): TextPart & { content: string } {
  const { offset, length } = access;
  return { offset, length, content: partOf(text, access).replace(from, to) };
}

function movedBy(text: string, reference: TextPart, change: TextPart & { content: string }): MovedReference {
  const from = partOf(text, reference);
  const at = change.offset - reference.offset;
  return {
    ...change,
    start: reference.offset,
    from,
    to: from.slice(0, at) + change.content + from.slice(at + change.length),
  };
}

function leftBy(
  text: string,
  reference: StageReference,
  code: 'outputNotHere' | 'outputOnlyHere',
  output = '',
): LeftReference {
  const { offset, length, stage } = reference;
  const read = partOf(text, reference);
  const gap =
    code === 'outputNotHere'
      ? migrationGap('outputNotHere', { text: read, output })
      : migrationGap('outputOnlyHere', { text: read });
  return { offset, length, gap, ...(stage === undefined ? {} : { stage }) };
}
