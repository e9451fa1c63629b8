import type { DeletionReport } from 'stage-contract';
import type { StageStep } from '../../model/step';

/** One deletion, or the wait for those of event source mappings. */
type DeleteAction =
  | { kind: 'version'; version: string }
  | { kind: 'mapping'; uuid: string }
  | { kind: 'mappingsGone'; uuids: string[] }
  | { kind: 'function'; versions: string[]; words: string };

export interface DeleteStep extends StageStep {
  action: DeleteAction;
  /** What the plan already decided to keep; on the first step, so that the report is whole from there on. */
  decided?: DeletionReport[];
}

export interface DeleteFacts {
  deletions: DeletionReport[];
  deletedVersions: string[];
}
