import React from 'react';

/** Below this width (px), tables of versions are transposed. */
export const NARROW_BELOW = 560;
/** Below this width (px), the steps go below the traffic; next to it, their text would wrap after every word. */
export const ONE_COLUMN_BELOW = 720;

/** The element's current width in px; undefined until it is measured, or if it can't be measured. */
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
