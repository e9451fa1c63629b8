import React from 'react';
import type { Fact } from '../transforms/notes';

/** What is known from the stage's own fields where no outcome can be read. */
export function KnownFacts({ facts }: { facts: readonly Fact[] }): React.ReactElement {
  return (
    <div className="lmd-card">
      <dl className="lmd-terms">
        {facts.map((fact) => (
          <React.Fragment key={fact.term}>
            <dt>{fact.term}</dt>
            <dd className={fact.isSet ? '' : 'lmd-unset'}>{fact.text}</dd>
          </React.Fragment>
        ))}
      </dl>
    </div>
  );
}
