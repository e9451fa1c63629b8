import React from 'react';
import type { Note } from '../transforms/notes';
import { Sentence } from './Sentence';
import { StatusIcon } from './StatusIcon';

/** Notes about the page itself: what it cannot show, and what to do meanwhile. */
export function Notes({ notes }: { notes: readonly Note[] }): React.ReactElement {
  return (
    <>
      {notes.map(({ id, text }) => (
        <p key={id} className="lst-remark">
          <StatusIcon name="info" />
          {text}
        </p>
      ))}
    </>
  );
}

/** The stage's warnings, each on its own line. */
export function Warnings({ warnings }: { warnings: readonly string[] }): React.ReactElement {
  return (
    <div className="lst-panel lst-panel-warning">
      {warnings.map((warning, index) => (
        <p key={index}>
          <StatusIcon name="warning" />
          <span>
            <b>Warning</b> <Sentence text={warning} />
          </span>
        </p>
      ))}
    </div>
  );
}
