import * as React from 'react';

/** Deck's own header with one more entry at the right, so that the live traffic is one click away from every screen. */
export function HeaderWithTraffic({
  OriginalComponent,
}: {
  OriginalComponent: React.ComponentType;
}): React.ReactElement {
  return (
    <div className="sandbox-header">
      <OriginalComponent />
      <a
        className="sandbox-traffic-link"
        href="/traffic"
        target="traffic"
        title="Call an alias continuously and see which version responds"
      >
        Live traffic
      </a>
    </div>
  );
}
