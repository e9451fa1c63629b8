import { wordsOf, type NativeDifference } from 'stage-contract';
import type { Place } from '../pipelines/jsonSource';
import type { Direction, PipelineMigration, Remark, Spot, StageMigration } from './migration';
import { movedOutputs } from './migratePipeline';
import { offsetAfter, type SourceMigration } from './migrateSource';

/** Something about a place in a file, for people (`words`) and programs. */
interface ReportedRemark extends Place {
  /** The field of the stage, for problems with its input. */
  field?: string;
  code?: string;
  values?: object;
  words: string;
}

/** What `migrate --format json` prints. */
export interface MigrationReport {
  formatVersion: 1;
  direction: Direction;
  written: boolean;
  files: readonly {
    file: string;
    changed: boolean;
    pipelines: readonly ReportedPipeline[];
  }[];
}

/** What happens to one pipeline of a file. */
export interface ReportedPipeline {
  name?: string;
  stages: readonly ReportedStage[];
  /** Expressions that now read the same from another place. */
  moved: readonly (Place & { from: string; to: string })[];
  /** What will be different, about the pipeline as a whole. */
  differences: readonly NativeDifference[];
  /** What needs a person. */
  open: readonly ReportedRemark[];
}

/** What happens to one stage. */
interface ReportedStage extends Place {
  name: string;
  type: string;
  /** Whether it runs on the other executor now. */
  moved: boolean;
  changes: readonly { code: string; values: object; words: string }[];
  differences: readonly NativeDifference[];
  notes: readonly ReportedRemark[];
  open: readonly ReportedRemark[];
}

/** The report of a run. Places are those of what is written, or else of the files as they are. */
export const migrationReport = (
  sources: readonly SourceMigration[],
  direction: Direction,
  written: boolean,
): MigrationReport => ({
  formatVersion: 1,
  direction,
  written,
  files: sources.map((source) => ({
    file: source.before.file,
    changed: source.isChanged,
    pipelines: source.pipelines.map((pipeline) => reportedPipeline(pipeline, placesIn(source, written))),
  })),
});

type PlaceOf = (spot: Spot) => Place;

const placesIn =
  (source: SourceMigration, written: boolean): PlaceOf =>
  (spot) => {
    const shown = written ? source.after : source.before;
    if ('path' in spot) return shown.placeOf(spot.path);
    return shown.placeAt(written ? offsetAfter(source, spot.offset) : spot.offset);
  };

function reportedPipeline(pipeline: PipelineMigration, placeOf: PlaceOf): ReportedPipeline {
  const { name, stages, moved, open } = pipeline;
  return {
    ...(name === undefined || name === '' ? {} : { name }),
    stages: stages.map((stage) => reportedStage(stage, placeOf)),
    moved: moved.map(({ offset, from, to }) => ({ ...placeOf({ offset }), from, to })),
    differences: moved.length === 0 ? [] : [movedOutputs],
    open: open.map((remark) => reportedRemark(remark, placeOf)),
  };
}

const reportedStage = (stage: StageMigration, placeOf: PlaceOf): ReportedStage => ({
  ...placeOf({ path: stage.path }),
  name: stage.name,
  type: stage.type,
  moved: stage.news.length > 0,
  changes: stage.news.map(({ code, values, words }) => ({ code, values, words })),
  differences: stage.differences,
  notes: stage.notes.map((remark) => reportedRemark(remark, placeOf)),
  open: stage.open.map((remark) => reportedRemark(remark, placeOf)),
});

function reportedRemark({ spot, said }: Remark, placeOf: PlaceOf): ReportedRemark {
  const { code, values } = said;
  const more = { ...(code === undefined ? {} : { code }), ...(values === undefined ? {} : { values }) };
  return 'message' in said
    ? { ...placeOf(spot), field: said.field, ...more, words: `${said.field} ${said.message}` }
    : { ...placeOf(spot), ...more, words: wordsOf(said) };
}
