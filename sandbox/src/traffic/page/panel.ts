import './panel.css';

import type { Refusal } from '../trafficAnswer';
import { startCallLoop } from './callLoop';
import { type CallLog, countedCalls, emptyLog, withCall, withRouting } from './callLog';
import { drawBar } from './drawBars';
import { drawHistory } from './drawHistory';
import { drawStrip } from './drawStrip';
import { drawVersions } from './drawVersions';
import { bindForm, queryFromWish, type Wish, wishFromQuery } from './panelForm';
import { answeredShares, headline, refusalText, routingText, versionRows, wantedShares } from './transforms';

const REDRAW_EVERY_MS = 250;

function part(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) {
    throw new Error(`The page has no element #${id}.`);
  }
  return element;
}

let wish: Wish = wishFromQuery(window.location.search);
let log: CallLog = emptyLog;
let refusal: Refusal | null = null;
let stop: (() => void) | null = null;

function start(): void {
  stop?.();
  stop = startCallLoop(wish, {
    answer: (answer) => {
      refusal = answer.outcome === 'refused' ? answer : null;
      if (answer.outcome === 'answered') {
        log = withCall(log, {
          at: Date.now(),
          version: answer.version,
          durationMs: answer.durationMs,
          failed: answer.functionError !== null,
        });
      }
    },
    routing: (answer) => {
      if (answer.outcome === 'found') {
        log = withRouting(log, answer.routing, Date.now());
      }
    },
  });
  part('toggle').textContent = 'Pause';
}

function pause(): void {
  stop?.();
  stop = null;
  part('toggle').textContent = 'Resume';
}

function startAfresh(): void {
  log = emptyLog;
  refusal = null;
  start();
}

function showText(id: string, text: string): void {
  const element = part(id);
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

function redraw(): void {
  const text =
    refusal !== null && log.calls.length === 0
      ? `${wish.aliasName} of ${wish.functionName} does not respond yet.`
      : headline(log, wish);
  showText('headline', text);
  showText('notice', refusal === null ? '' : refusalText(refusal, wish));
  part('notice').hidden = refusal === null;
  // Read out by screen readers, so it only contains what rarely changes.
  showText('status', log.routing === null ? '' : `${wish.aliasName}: ${routingText(log.routing)}`);
  const width = part('strip').clientWidth - 28;
  const window = countedCalls(log).length;
  part('bars').replaceChildren(
    drawBar('Routing', wantedShares(log), 'no alias yet'),
    drawBar('Served', answeredShares(log), 'no calls yet'),
  );
  part('strip-note').textContent = 'newest on the right';
  part('strip').replaceChildren(drawStrip(log, width));
  part('history').replaceChildren(...drawHistory(log, Date.now(), width));
  part('versions-note').textContent =
    window === 0
      ? ''
      : log.changes.length === 0
        ? `over the last ${window} calls`
        : `over the last ${window} calls since the alias was changed`;
  part('versions').replaceChildren(drawVersions(versionRows(log)));
}

const form = document.forms.item(0);
if (form !== null) {
  bindForm(form, wish, (changed) => {
    const sameTarget =
      changed.functionName === wish.functionName &&
      changed.aliasName === wish.aliasName &&
      changed.region === wish.region;
    wish = changed;
    window.history.replaceState(null, '', queryFromWish(wish));
    if (sameTarget) {
      start();
    } else {
      startAfresh();
    }
  });
}
part('toggle').addEventListener('click', () => (stop === null ? start() : pause()));
part('clear').addEventListener('click', startAfresh);
start();
redraw();
setInterval(redraw, REDRAW_EVERY_MS);
