import type { Edit } from 'jsonc-parser';
import type { ConversionNews, MigrationGap, NativeDifference, Problem, StageType, Worded } from 'stage-contract';
import type { JsonPath } from '../pipelines/jsonSource';

/** Which executor stages are moved to. */
export type Direction = 'toOurs' | 'toNative';

/** A place in a document: a value by its path, or a position. */
export type Spot = { path: JsonPath } | { offset: number };

/** Something that is said about a place. */
export interface Remark {
  spot: Spot;
  said: MigrationGap | Problem | Worded;
}

/** What happens to one stage. */
export interface StageMigration {
  name: string;
  type: StageType;
  path: JsonPath;
  /** What happens to its JSON; empty if it stays as it is. */
  news: readonly ConversionNews[];
  /** What it does differently on one executor and on the other. */
  differences: readonly NativeDifference[];
  /** What somebody should look at. */
  notes: readonly Remark[];
  /** What needs a person before it works. */
  open: readonly Remark[];
}

/** An expression that now reads the same from another place. */
interface MovedExpression {
  offset: number;
  from: string;
  to: string;
}

/** What happens to one pipeline. */
export interface PipelineMigration {
  /** Undefined if it has no name. */
  name: string | undefined;
  stages: readonly StageMigration[];
  moved: readonly MovedExpression[];
  open: readonly Remark[];
  edits: readonly Edit[];
}
