import React from 'react';
import type { StatusIconName } from '../transforms/steps';

const ring = <circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" strokeWidth="2" />;
const disc = <circle cx="10" cy="10" r="9" fill="currentColor" />;
const white = {
  fill: 'none',
  stroke: '#fff',
  strokeWidth: 2.2,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;
const line = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 2,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

const SHAPES: Readonly<Record<StatusIconName, React.ReactElement>> = {
  done: (
    <>
      {disc}
      <path {...white} d="M5.8 10.4l2.9 2.9 5.6-6.1" />
    </>
  ),
  running: (
    <>
      {ring}
      <path {...line} d="M10 5.5V10l3 2" />
    </>
  ),
  todo: <circle cx="10" cy="10" r="7.5" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  same: <path {...line} d="M4 7.5h12M4 12.5h12" />,
  skipped: <path fill="currentColor" d="M3 5l6 5-6 5zM10 5l6 5-6 5z" />,
  failed: (
    <>
      <path fill="currentColor" d="M6.3 1h7.4L19 6.3v7.4L13.7 19H6.3L1 13.7V6.3z" />
      <path {...white} d="M7 7l6 6M13 7l-6 6" />
    </>
  ),
  reverted: <path {...line} d="M7.5 3.5L3.5 7.5l4 4M3.5 7.5H12a4.2 4.2 0 010 8.5H8" />,
  warning: (
    <>
      <path fill="currentColor" d="M10 1.5l9 16.5H1z" />
      <path {...white} d="M10 8v4.2M10 15v.1" />
    </>
  ),
  protected: (
    <>
      <rect x="4" y="9" width="12" height="9" rx="1" fill="currentColor" />
      <path {...line} d="M6.5 9V6.2a3.5 3.5 0 017 0V9" />
    </>
  ),
  info: (
    <>
      {disc}
      <path {...white} d="M10 9v5M10 5.8v.1" />
    </>
  ),
  pending: (
    <circle cx="10" cy="10" r="7.5" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="2.4 2.3" />
  ),
  shadow: (
    <>
      <path {...line} d="M1.5 10c2-3.6 5-5.5 8.5-5.5s6.5 1.9 8.5 5.5c-2 3.6-5 5.5-8.5 5.5s-6.5-1.9-8.5-5.5z" />
      <circle cx="10" cy="10" r="2.6" fill="currentColor" />
    </>
  ),
  unknown: (
    <>
      {ring}
      <path {...line} d="M7.8 8a2.2 2.2 0 114 1.3c-.9.9-1.8 1.2-1.8 2.2M10 14.2v.1" />
    </>
  ),
  cancelled: (
    <>
      {ring}
      <path {...line} d="M4.5 4.5l11 11" />
    </>
  ),
};

/** Status as a drawing; decorative, because the word is always next to it. */
export function StatusIcon({ name, large = false }: { name: StatusIconName; large?: boolean }): React.ReactElement {
  const size = large ? 20 : 15;
  return (
    <svg
      className={`lst-status-icon lst-is-${name}`}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      aria-hidden="true"
      focusable="false"
    >
      {SHAPES[name]}
    </svg>
  );
}

/** Status as icon and word, the word in the status's color. */
export function Status({ name, word }: { name: StatusIconName; word: string }): React.ReactElement {
  return (
    <span className="lst-status">
      <StatusIcon name={name} />
      <span className={`lst-word lst-is-${name}`}>{word}</span>
    </span>
  );
}
