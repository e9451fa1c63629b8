import React from 'react';

/** How often counting figures are updated. */
const TICK_MS = 1000;

/** The time in ms since 1970, updated every second while `isTicking` and the page is visible. */
export function useNowMs(isTicking: boolean): number {
  const [nowMs, setNowMs] = React.useState(() => Date.now());
  React.useEffect(() => {
    if (!isTicking) return undefined;
    const timer = setInterval(() => {
      if (!document.hidden) setNowMs(Date.now());
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [isTicking]);
  return nowMs;
}
