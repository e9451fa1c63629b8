import React from 'react';
import type { FailureBoxView } from '../transforms/failure';
import { CopyButton } from './CopyButton';
import { StatusIcon } from './StatusIcon';

/** What failed, where, what AWS said, what was restored, what to do next, and the fields that need correcting. */
export function FailureBox({ failure }: { failure: FailureBoxView }): React.ReactElement {
  return (
    <div className="lmd-panel lmd-panel-failure" role="group" aria-label="Failure">
      {failure.title !== undefined && <p className="lmd-panel-title"><StatusIcon name="failed" /><b>{failure.title}</b></p>}
      <dl className="lmd-terms">
        {failure.rows.map((row) => (
          <React.Fragment key={`${row.term} ${row.text}`}>
            <dt>{row.term}</dt>
            <dd>{row.copy === undefined ? <span className="lmd-long">{row.text}</span> : <><code>{row.text}</code> <CopyButton text={row.copy} what={row.term.toLowerCase()} /></>}</dd>
          </React.Fragment>
        ))}
        {failure.problems.length > 0 && (
          <>
            <dt>Fields</dt>
            <dd><ul className="lmd-problems">{failure.problems.map((problem, index) => <li key={index}>{problem.field !== '' && <><code>{problem.field}</code>{' '}</>}{problem.message}</li>)}</ul></dd>
          </>
        )}
      </dl>
    </div>
  );
}
