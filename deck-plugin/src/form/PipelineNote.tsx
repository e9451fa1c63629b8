import * as React from 'react';
import type { PipelineFinding, StageType } from 'stage-contract';
import { problemSentence } from '../problems/problemWords';
import { WarningNote } from './WarningNote';

/** The notice above the form says this, and offers to convert the stage. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set(['runsNatively', 'halfConverted']);

/** What the pipeline shows about the stage, and the stage alone does not. */
export function PipelineNote({
  type,
  findings,
}: {
  type: StageType;
  findings: readonly PipelineFinding[];
}): React.ReactElement | null {
  const shown = findings.filter(({ problem: { code } }) => !SAID_ELSEWHERE.has(code));
  if (shown.length === 0) return null;
  return (
    <WarningNote>
      <strong>In this pipeline:</strong>
      <ul>
        {shown.map(({ path, problem }) => (
          <li key={`${path.join('.')} ${problem.code}`}>{problemSentence(type, problem)}</li>
        ))}
      </ul>
    </WarningNote>
  );
}
