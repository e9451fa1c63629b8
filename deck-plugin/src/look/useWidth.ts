import React from 'react';

/** Below this width (px) tables of versions are turned. */
export const NARROW_BELOW = 560;
/** Below this width (px) steps stand below the traffic: beside it their sentences would break after each word. */
export const ONE_COLUMN_BELOW = 720;

/** Width of the element in px, followed while it changes; undefined until measured, or where there is nothing to measure with. */
export function useWidth<E extends HTMLElement>(): [React.RefObject<E>, number | undefined] {
  const ref = React.useRef<E>(null);
  const [width, setWidth] = React.useState<number>();
  React.useLayoutEffect(() => {
    const element = ref.current;
    if (element === null || typeof ResizeObserver === 'undefined') return undefined;
    const measure = (): void => setWidth(element.clientWidth > 0 ? element.clientWidth : undefined);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
