import * as React from 'react';

/** Inline SVG: a plugin can't bring fonts or images. */
const PATHS = {
  error:
    'M5.3 1h5.4L15 5.3v5.4L10.7 15H5.3L1 10.7V5.3zM5.2 4 4 5.2 6.8 8 4 10.8 5.2 12 8 9.2l2.8 2.8 1.2-1.2L9.2 8 12 5.2 10.8 4 8 6.8z',
  warning: 'M8 1 16 15H0zM7 6v4.5h2V6zm0 5.7v1.8h2v-1.8z',
  done: 'M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0m3.6 4.6L7 9.2 4.4 6.6 3 8l4 4 6-6z',
  info: 'M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0M6 6.500v1.300h1.100V11H6v1.300h4V11H8.900V6.500zM7 3.500v1.800h1.900V3.500z',
  remove: 'M3.4 2 8 6.6 12.6 2 14 3.4 9.4 8l4.6 4.6-1.4 1.4L8 9.4 3.4 14 2 12.6 6.6 8 2 3.4z',
  add: 'M7 2h2v5h5v2H9v5H7V9H2V7h5z',
  down: 'M2.5 5 8 10.5 13.5 5l1 1L8 12.5 1.5 6z',
  up: 'M2.5 11 8 5.5 13.500 11l1-1L8 3.500 1.500 10z',
  check: 'M8 1 15 8 8 15 1 8z',
  right: 'M5 2.5 10.5 8 5 13.5l1 1L12.5 8 6 1.5z',
  eye: 'M8 3c4 0 7 3.2 8 5-1 1.8-4 5-8 5S1 9.800 0 8c1-1.8 4-5 8-5m0 1.500A3.500 3.500 0 1 0 8 11.500 3.500 3.500 0 0 0 8 4.500M8 6a2 2 0 1 1 0 4 2 2 0 0 1 0-4',
} as const;

export type IconName = keyof typeof PATHS;

/** An icon next to a word. The word says it all, so screen readers skip the icon. */
export function Icon({ name, className = '' }: { name: IconName; className?: string }): React.ReactElement {
  return (
    <svg
      className={`lst-icon ${className}`}
      viewBox="0 0 16 16"
      width="14"
      height="14"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} fill="currentColor" fillRule="evenodd" />
    </svg>
  );
}
