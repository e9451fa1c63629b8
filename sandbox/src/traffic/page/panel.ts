import './panel.css';

import type { Refusal, TrafficSeen, TrafficWish } from '../trafficAnswer';
import { type CallLog, countedCalls, emptyLog, withCall, withRouting } from './callLog';
import { drawBar } from './drawBars';
import { drawHistory } from './drawHistory';
import { drawStrip } from './drawStrip';
import { drawVersions } from './drawVersions';
import { bindForm, isSameTarget, queryFromWish, showWish, wishFromQuery } from './panelForm';
import { answeredShares, headline, rateText, refusalText, routingText, versionRows, wantedShares } from './transforms';
import { startTraffic, stopTraffic, watchTraffic } from './watchTraffic';

const REDRAW_EVERY_MS = 250;

function part(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) {
    throw new Error(`The page has no element #${id}.`);
  }
  return element;
}

let wish: TrafficWish = wishFromQuery(window.location.search);
let log: CallLog = emptyLog;
let refusal: Refusal | null = null;
let traffic: Pick<TrafficSeen, 'wish' | 'perSecond'> = { wish: null, perSecond: 0 };
let series = 0;
const form = document.forms.item(0);

/** The sandbox calls one alias at a time: that is the one to show, whoever has started it. */
function takeOver(seen: TrafficSeen): void {
  traffic = seen;
  if (seen.series !== series && seen.series !== 0) {
    log = emptyLog;
    series = seen.series;
  }
  if (seen.wish !== null && JSON.stringify(seen.wish) !== JSON.stringify(wish)) {
    choose(seen.wish);
    if (form !== null) showWish(form, wish);
  }
  refusal = seen.refusal;
  if (seen.wish !== null) for (const call of seen.calls) log = withCall(log, call);
}

function choose(wanted: TrafficWish): void {
  if (!isSameTarget(wish, wanted)) log = emptyLog;
  wish = wanted;
  window.history.replaceState(null, '', queryFromWish(wish));
}

async function start(): Promise<void> {
  takeOver(await startTraffic(wish));
  redraw();
}

async function stop(): Promise<void> {
  takeOver(await stopTraffic());
  redraw();
}

function showText(id: string, text: string): void {
  const element = part(id);
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

function redraw(): void {
  const isOn = traffic.wish !== null;
  showText('toggle', isOn ? 'Stop traffic' : 'Start traffic');
  part('rate').className = isOn ? 'lt-rate lt-on' : 'lt-rate';
  showText('rate', rateText(traffic));
  const text =
    refusal !== null && log.calls.length === 0
      ? `${wish.aliasName} of ${wish.functionName} does not respond yet.`
      : headline(log, wish, isOn);
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
  part('strip-note').textContent = 'newest on the right; red: failed';
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

if (form !== null) {
  showWish(form, wish);
  bindForm(form, (changed) => {
    choose(changed);
    if (traffic.wish !== null) void start();
  });
}
part('toggle').addEventListener('click', () => void (traffic.wish === null ? start() : stop()));
part('clear').addEventListener('click', () => {
  log = { ...emptyLog, routing: log.routing };
});
watchTraffic(() => wish, {
  seen: takeOver,
  routing: (answer) => {
    if (answer.outcome === 'found') log = withRouting(log, answer.routing, Date.now());
  },
});
redraw();
setInterval(redraw, REDRAW_EVERY_MS);
