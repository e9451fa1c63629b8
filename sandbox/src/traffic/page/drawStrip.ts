import { html } from './element';
import type { CallLog } from './callLog';
import { lookOf, millisecondsText } from './transforms';

const CELL_WIDTH = 10;

/** The latest calls next to each other, newest on the right; as many as fit. */
export function drawStrip(log: CallLog, width: number): HTMLElement {
  const calls = log.calls.slice(-Math.max(1, Math.floor(width / CELL_WIDTH)));
  const strip = html('div', {
    class: 'lt-strip',
    role: 'img',
    'aria-label': stripSentence(calls.map((call) => call.version)),
  });
  for (const call of calls) {
    const look = lookOf(log, call.version);
    const title = `v${call.version}, ${millisecondsText(call.durationMs)}${call.failed ? ', function error' : ''}`;
    strip.append(html('span', { class: `lt-cell lt-${look}${call.failed ? ' lt-failed' : ''}`, title }));
  }
  return strip;
}

function stripSentence(versions: readonly string[]): string {
  const last = versions.at(-1);
  return last === undefined ? 'No calls yet' : `The last ${versions.length} calls; v${last} served the newest one`;
}
