import type { Place } from '../pipelines/jsonSource';

/** A mistake in a file, or something that may be one. */
export interface Finding extends Place {
  /** The file's path, or `-` for standard input. */
  file: string;
  /** `error`: the stage would be refused, or can't do what it says. `warning`: it may be intended. */
  level: 'error' | 'warning';
  /** Programs decide by it; docs/failures.md lists the codes. */
  code: string;
  pipeline?: string;
  stage?: string;
  /** Path of the field in the stage, such as `steps.1.weightPercent`; absent if it is about the stage as a whole. */
  field?: string;
  /** A sentence. */
  message: string;
}

/** What was checked. */
export interface Validation {
  findings: readonly Finding[];
  counts: { files: number; pipelines: number; stages: number; errors: number; warnings: number };
}
