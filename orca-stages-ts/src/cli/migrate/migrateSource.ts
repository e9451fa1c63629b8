import { applyEdits } from 'jsonc-parser';
import { readJsonSource, type JsonSource } from '../pipelines/jsonSource';
import { pipelinesIn } from '../pipelines/pipelinesIn';
import type { Direction, PipelineMigration } from './migration';
import { migratePipeline } from './migratePipeline';
import { unifiedDiff } from './unifiedDiff';

/** A document with its pipelines, before and after. */
export interface SourceMigration {
  before: JsonSource;
  after: JsonSource;
  isChanged: boolean;
  /** What changes, as `git apply` reads it. */
  diff: string;
  pipelines: readonly PipelineMigration[];
}

/** Converts the pipelines of a document, and changes nothing else in it. */
export function migrateSource(before: JsonSource, direction: Direction): SourceMigration {
  const pipelines = pipelinesIn(before).map((found) => migratePipeline(before, found, direction));
  const edits = pipelines.flatMap((pipeline) => pipeline.edits);
  return {
    before,
    after: edits.length === 0 ? before : readJsonSource(before.file, before.mark + applyEdits(before.text, edits)),
    isChanged: edits.length > 0,
    diff: unifiedDiff(before.file, before.text, edits),
    pipelines,
  };
}

/** Where a position of the document before has moved to. */
export const offsetAfter = ({ pipelines }: SourceMigration, offset: number): number =>
  pipelines
    .flatMap(({ edits }) => edits)
    .filter((edit) => edit.offset < offset)
    .reduce((moved, edit) => moved + edit.content.length - edit.length, offset);
