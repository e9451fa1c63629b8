import React from 'react';
import type { Fact } from '../transforms/notes';

/** What is known from the stage's own fields if no outcome can be read. */
export function KnownFacts({ facts }: { facts: readonly Fact[] }): React.ReactElement {
  return (
    <div className="lst-details-card">
      <dl className="lst-terms">
        {facts.map((fact) => (
          <React.Fragment key={fact.term}>
            <dt>{fact.term}</dt>
            <dd className={fact.isSet ? '' : 'lst-unset'}>{fact.text}</dd>
          </React.Fragment>
        ))}
      </dl>
    </div>
  );
}
