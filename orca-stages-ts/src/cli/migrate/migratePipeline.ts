import { findNodeAtLocation, type Node } from 'jsonc-parser';
import {
  checkStage,
  conversionChanges,
  conversionNews,
  entryOf,
  holdsExpression,
  isGiven,
  lambdaStagesOf,
  migrationGap,
  nativeDifference,
  nativeDifferencesOf,
  ORCA_STAGE,
  referencesToNative,
  referencesToOurs,
  renamedField,
  reversalOf,
  stagesIn,
  textAt,
  textOf,
  type LambdaStage,
  type ReferredStage,
  type RenamedField,
  type Reversal,
  type StagesNamed,
} from 'stage-contract';
import type { JsonPath, JsonSource } from '../pipelines/jsonSource';
import { fieldPath } from '../pipelines/fieldPath';
import type { FoundPipeline } from '../pipelines/pipelinesIn';
import { removeProperties, renameProperty, setText } from './jsonEdits';
import { jsonTextsIn } from './jsonTexts';
import type { Direction, PipelineMigration, Remark, StageMigration } from './migration';
import { otherTypeNames } from './otherTypeNames';

/** A Lambda stage of the pipeline, and what moving it to the other executor means. */
interface Move {
  stage: LambdaStage;
  path: JsonPath;
  /** Undefined if it stays where it is. */
  rename: RenamedField | undefined;
  isMoved: boolean;
  /** Why it stays. */
  open: readonly Remark[];
}

/** Plans how a pipeline's Lambda stages, and the expressions that read their outputs, get to the other executor. */
export function migratePipeline(source: JsonSource, found: FoundPipeline, direction: Direction): PipelineMigration {
  const root = source.root === undefined ? undefined : findNodeAtLocation(source.root, [...found.path]);
  const texts = root === undefined ? [] : jsonTextsIn(source.text, root);
  const stages = lambdaStagesOf(found.pipeline);
  const moves =
    direction === 'toOurs'
      ? stages.map((stage) => moveToOurs(stage, found))
      : movesToNative(
          stages,
          found,
          texts.map(({ text }) => text),
        );
  const named = stagesNamed(found, moves, direction);
  const references = texts.map((text) => ({
    text,
    ...(direction === 'toOurs' ? referencesToOurs : referencesToNative)(text.text, named),
  }));
  const moved = references.flatMap(({ text, moved: all }) =>
    all.map((one) => ({ offset: text.offsetOf(one.start), from: one.from, to: one.to, edit: text.edit(one) })),
  );
  const left = references.flatMap(({ text, left: all }) =>
    all.map(({ offset, gap }): Remark => ({ spot: { offset: text.offsetOf(offset) }, said: gap })),
  );
  const edits = moves.flatMap((move) => stageEdits(source, move, direction));
  return {
    name: textOf(found.pipeline['name']),
    stages: moves
      .filter(
        ({ stage, isMoved, open }) => isMoved || open.length > 0 || (direction === 'toOurs' && !stage.isConverted),
      )
      .map((move) => stageMigration(move, found, direction)),
    moved: moved.map(({ offset, from, to }) => ({ offset, from, to })),
    open:
      direction === 'toNative'
        ? mixedPipeline(moves, found)
        : [...(stages.length === 0 ? [] : left), ...otherTypeNames(found)],
    edits: [...edits, ...moved.map(({ edit }) => edit)],
  };
}

/** Some stages go back, and others cannot. */
function mixedPipeline(moves: readonly Move[], { path }: FoundPipeline): Remark[] {
  const namesOf = (some: readonly Move[]): string[] => some.map(({ stage }) => stage.name);
  const ours = namesOf(moves.filter(({ open }) => open.length > 0));
  const native = namesOf(moves.filter(({ isMoved }) => isMoved));
  if (ours.length === 0 || native.length === 0) return [];
  return [{ spot: { path }, said: migrationGap('pipelineIsMixed', { ours, native }) }];
}

const moveToOurs = (stage: LambdaStage, found: FoundPipeline): Move => ({
  stage,
  path: found.stagePath(stage.index),
  isMoved: !stage.isConverted,
  rename: stage.isConverted ? undefined : renamedField(stage.type, stage.stage),
  open: [],
});

/** A stage stays if its own fields need ours, or an expression needs what ours reports of it. */
function movesToNative(stages: readonly LambdaStage[], found: FoundPipeline, texts: readonly string[]): Move[] {
  const reversals = stages.map((stage) => ({
    stage,
    reversal: stage.isConverted ? reversalOf(stage.type, stage.stage) : undefined,
  }));
  const moves = reversals.map(({ stage, reversal }) => moveToNative(stage, reversal, found.stagePath(stage.index)));
  const left = texts.flatMap((text) => referencesToNative(text, stagesNamed(found, moves, 'toNative')).left);
  return moves.map((move) => {
    const because = move.isMoved ? left.filter(({ stage }) => stage !== undefined && isNamed(move.stage, stage)) : [];
    if (because.length === 0) return move;
    const open = because.map(({ gap }): Remark => ({ spot: { path: move.path }, said: gap }));
    return { ...move, isMoved: false, rename: undefined, open };
  });
}

function moveToNative(stage: LambdaStage, reversal: Reversal | undefined, path: JsonPath): Move {
  if (reversal === undefined) return { stage, path, isMoved: false, rename: undefined, open: [] };
  if ('news' in reversal) return { stage, path, isMoved: true, rename: reversal.rename, open: [] };
  const { fields } = reversal;
  const spot = { path: [...path, fields[0] ?? 'type'] };
  const open = [{ spot, said: migrationGap('fieldsOnlyHere', { fields }) }];
  return { stage, path, isMoved: false, rename: undefined, open };
}

const isNamed = ({ stage }: Pick<LambdaStage, 'stage'>, { by, id }: Parameters<StagesNamed>[0]): boolean =>
  textOf(entryOf(stage, by)) === id;

/** The stages of the pipeline by name, or by reference ID. A Lambda stage counts if its outputs move. */
function stagesNamed({ pipeline }: FoundPipeline, moves: readonly Move[], direction: Direction): StagesNamed {
  return ({ by, id }) =>
    stagesIn(pipeline).flatMap((stage, index): ReferredStage[] => {
      if (textOf(entryOf(stage, by)) !== id) return [];
      const move = moves.find((one) => one.stage.index === index);
      // Expressions that read a stage that has been converted before may still be as they were.
      if (move === undefined || (direction === 'toNative' && !move.isMoved)) return [{ type: undefined }];
      return [{ type: move.stage.type, ...(move.rename === undefined ? {} : { rename: move.rename }) }];
    });
}

function stageEdits({ text, root }: JsonSource, { path, rename, isMoved }: Move, direction: Direction) {
  const node: Node | undefined = root === undefined ? undefined : findNodeAtLocation(root, [...path]);
  if (!isMoved || node === undefined) return [];
  // A field of the new name that is there already is empty, or the stage would stay.
  const removed = [...(direction === 'toNative' ? ['alias'] : []), ...(rename === undefined ? [] : [rename.to])];
  return [
    ...(direction === 'toOurs' ? setText(text, node, 'alias', ORCA_STAGE, 'type') : []),
    ...removeProperties(node, removed),
    ...(rename === undefined ? [] : renameProperty(node, rename.from, rename.to)),
  ];
}

/** The native Invoke may have text beside an artifact, which counts for it; ours is rejected. */
function payloadProblems({ stage }: LambdaStage, path: JsonPath, rename: RenamedField | undefined): Remark[] {
  const read = 'payloadArtifact';
  if (rename === undefined || !isGiven(entryOf(stage, read))) return [];
  const said = migrationGap('payloadWasIgnored', { read, ignored: rename.from, now: rename.to });
  return [{ spot: { path: [...path, read] }, said }];
}

function stageMigration(
  { stage: found, path, isMoved, rename, open }: Move,
  pipeline: FoundPipeline,
  direction: Direction,
): StageMigration {
  const { name, type, stage } = found;
  const base = { name, type, path };
  if (!isMoved) return { ...base, news: [], differences: [], notes: [], open };
  if (direction === 'toNative') {
    const reversal = reversalOf(type, stage);
    const news = 'news' in reversal ? reversal.news : [];
    return { ...base, news, differences: nativeDifferencesOf(type, stage), notes: [], open };
  }
  const converted = convertedStage(found);
  const { problems, warnings } = checkStage(type, converted);
  return {
    ...base,
    news: conversionNews(type, stage),
    differences: nativeDifferencesOf(type, stage),
    notes: [...warnings.map((said): Remark => ({ spot: { path }, said })), ...prefixNotes(found, path, pipeline)],
    open: [
      ...payloadProblems(found, path, rename),
      ...problems
        .filter(({ field, code }) => rename === undefined || field !== 'payloadArtifact' || code !== 'givenTogether')
        .map((said): Remark => ({ spot: { path: [...path, ...fieldPath(said.field, converted)] }, said })),
    ],
  };
}

/** The stage as the sidecar will get it. */
const convertedStage = ({ type, stage }: LambdaStage): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries({ ...stage, ...conversionChanges(type, stage) }).filter(([, value]) => value !== undefined),
  );

/** Clouddriver may have added the application's name. */
function prefixNotes({ stage }: LambdaStage, path: JsonPath, { pipeline }: FoundPipeline): Remark[] {
  const application = textAt(pipeline, 'application');
  const functionName = textAt(stage, 'functionName');
  if (!/^[\w-]+$/.test(application) || functionName === '' || holdsExpression(functionName)) return [];
  if (functionName.startsWith(application) || /[:{]/.test(functionName)) return [];
  const said = migrationGap('nameWithoutPrefix', { functionName, application });
  return [{ spot: { path: [...path, 'functionName'] }, said }];
}

/** Said once for a pipeline whose expressions have moved. */
export const movedOutputs = nativeDifference('outputsAreInBody', {});
