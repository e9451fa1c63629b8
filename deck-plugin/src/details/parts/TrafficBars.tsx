import React from 'react';
import { formatPercent, formatVersion } from '../text/formats';
import type { TrafficRow, VersionRole } from '../transforms/traffic';

/** The look of a version: solid for the baseline, striped for the candidate, dotted for any other. */
export function Swatch({ role }: { role: VersionRole }): React.ReactElement {
  return <span className={`lst-swatch lst-fill-${role}`} aria-hidden="true" />;
}

function Bar({ row }: { row: TrafficRow }): React.ReactElement {
  return (
    <div className="lst-traffic-bar" role="img" aria-label={row.sentence}>
      {row.shares.map((share) => (
        <span
          key={share.version}
          className={`lst-fill-${share.role}`}
          style={{ flexGrow: share.percent, flexBasis: 0 }}
        />
      ))}
      {row.shares.length === 0 && <span className="lst-fill-none" style={{ flexGrow: 1 }} />}
    </div>
  );
}

/** The alias's traffic at each point in time, one bar each, labeled with version and share. */
export function TrafficBars({ rows }: { rows: readonly TrafficRow[] }): React.ReactElement {
  return (
    <div className="lst-details-card lst-traffic">
      {rows.map((row) => (
        <React.Fragment key={row.label}>
          <b>{row.label}</b>
          <div>
            <Bar row={row} />
            <div className="lst-traffic-labels">
              {row.shares.map((share) => (
                <span key={share.version}>
                  <Swatch role={share.role} />
                  {formatVersion(share.version)} <b>{formatPercent(share.percent)}</b>
                </span>
              ))}
              {row.shares.length === 0 && <span>no alias, or not recorded</span>}
            </div>
          </div>
        </React.Fragment>
      ))}
    </div>
  );
}
