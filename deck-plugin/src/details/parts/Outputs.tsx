import React from 'react';
import type { OutputRow } from '../transforms/outputs';
import { CopyButton } from './CopyButton';

/**
 * Values that later stages can use, by name. Long ones are truncated, with the full value in the title and the copy.
 */
export function Outputs({ rows }: { rows: readonly OutputRow[] }): React.ReactElement {
  return (
    <div className="lst-details-card">
      <dl className="lst-terms">
        {rows.map((row) => (
          <React.Fragment key={row.name}>
            <dt>{row.name}</dt>
            <dd>
              {row.isCode ? (
                <code title={row.full}>{row.text}</code>
              ) : (
                <span title={row.text === row.full ? undefined : row.full}>{row.text}</span>
              )}{' '}
              {(row.isCode || row.text !== row.full) && <CopyButton text={row.full} what={row.name} />}
            </dd>
          </React.Fragment>
        ))}
      </dl>
    </div>
  );
}
