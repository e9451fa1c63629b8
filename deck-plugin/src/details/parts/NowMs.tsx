import React from 'react';

/** How often figures that count on are renewed. */
const TICK_MS = 1000;

/** The time in ms since 1970 for everything below; without it, the time at which each part is drawn. */
export const NowMs = React.createContext<number | undefined>(undefined);

/** The time that is shown. Only what reads it is drawn again when it moves on. */
export function useNowMs(): number {
  return React.useContext(NowMs) ?? Date.now();
}

/** Renews the time for its children every second while `isTicking` and the page is visible. */
export function Ticking({
  isTicking,
  children,
}: {
  isTicking: (nowMs: number) => boolean;
  children: React.ReactNode;
}): React.ReactElement {
  const [nowMs, setNowMs] = React.useState(() => Date.now());
  const ticks = isTicking(nowMs);
  React.useEffect(() => {
    if (!ticks) return undefined;
    const timer = setInterval(() => {
      if (!document.hidden) setNowMs(Date.now());
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [ticks]);
  return <NowMs.Provider value={nowMs}>{children}</NowMs.Provider>;
}
