import React from 'react';

/** Below this width (px) the details have one column and turned tables. */
export const NARROW_BELOW = 560;

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
