import { type CallLog, HISTORY_MS } from './callLog';
import { html, svg } from './element';
import { COLUMN_MS, type Column, columns, routingText } from './transforms';

const HEIGHT = 120;
const AXIS = 34;
const TOP = 22;
const BOTTOM = 18;

/**
 * Stacked columns for the last minutes, with a numbered mark at every routing change of the alias, and a list that
 * explains the marks.
 */
export function drawHistory(log: CallLog, now: number, width: number): Node[] {
  const list = columns(log, now);
  const most = Math.max(5, ...list.map((column) => column.counts.reduce((sum, { count }) => sum + count, 0)));
  const plot = svg('svg', {
    width,
    height: HEIGHT + TOP + BOTTOM,
    role: 'img',
    'aria-label': 'Calls per 3 seconds in the last 3 minutes, by version; the table below has the figures',
  });
  const stepWidth = (width - AXIS) / list.length;
  plot.append(
    stripes(),
    ...grid(most, width),
    ...list.flatMap((column, index) => drawColumn(column, AXIS + index * stepWidth, stepWidth, most)),
    ...list.flatMap((column, index) => drawFailed(column, AXIS + index * stepWidth, stepWidth, most)),
    ...timeLabels(width),
  );
  const startsAt = list[0]?.startsAt ?? now;
  const marks = log.changes.filter((change) => change.at >= startsAt);
  const xOf = (at: number): number => AXIS + ((at - startsAt) / COLUMN_MS) * stepWidth;
  plot.append(...marks.flatMap((change, index) => mark(index + 1, xOf(change.at))));
  const legend = html('ol', { class: 'lt-marks' });
  legend.append(
    ...marks.map((change) =>
      html(
        'li',
        {},
        html('span', { class: 'lt-time' }, new Date(change.at).toLocaleTimeString('en-GB')),
        ` alias set to ${routingText(change.routing)}`,
      ),
    ),
  );
  return marks.length === 0 ? [plot] : [plot, legend];
}

function stripes(): SVGElement {
  const pattern = svg('pattern', {
    id: 'lt-stripes',
    width: 6,
    height: 6,
    patternUnits: 'userSpaceOnUse',
    patternTransform: 'rotate(45)',
  });
  pattern.append(
    svg('rect', { width: 6, height: 6, class: 'lt-fill-accent' }),
    svg('rect', { width: 2, height: 6, fill: '#fff' }),
  );
  return svg('defs', {}, pattern);
}

function drawColumn(column: Column, x: number, width: number, most: number): SVGElement[] {
  let base = TOP + HEIGHT;
  return [...column.counts]
    .sort((one, other) => rank(one.look) - rank(other.look))
    .map(({ look, count, version }) => {
      const height = (count / most) * HEIGHT;
      base -= height;
      const fill = look === 'candidate' ? 'url(#lt-stripes)' : look === 'baseline' ? 'var(--lt-primary)' : '#fff';
      const bar = svg('rect', {
        x: x + 1,
        y: base,
        width: Math.max(1, width - 2),
        height,
        fill,
        class: look === 'other' ? 'lt-outlined' : '',
      });
      bar.append(svg('title', {}, `v${version}: ${count} calls`));
      return bar;
    });
}

/** Failed calls, of whichever version, in front of the column. */
function drawFailed({ failed }: Column, x: number, width: number, most: number): SVGElement[] {
  if (failed === 0) return [];
  const height = Math.max(3, (failed / most) * HEIGHT);
  const bar = svg('rect', {
    x: x + 1,
    y: TOP + HEIGHT - height,
    width: Math.max(1, width - 2),
    height,
    class: 'lt-fill-danger',
  });
  bar.append(svg('title', {}, `${failed} failed`));
  return [bar];
}

/** The candidate at the bottom: as everywhere, the additional version is drawn first. */
function rank(look: Column['counts'][number]['look']): number {
  return look === 'candidate' ? 0 : look === 'baseline' ? 1 : 2;
}

function grid(most: number, width: number): SVGElement[] {
  return [0, 0.5, 1].flatMap((part) => {
    const y = TOP + HEIGHT - part * HEIGHT + 0.5;
    return [
      svg('line', { x1: AXIS, x2: width, y1: y, y2: y, class: 'lt-grid' }),
      svg('text', { x: AXIS - 8, y: y + 4, class: 'lt-axis', 'text-anchor': 'end' }, String(Math.round(most * part))),
    ];
  });
}

function timeLabels(width: number): SVGElement[] {
  const minutes = HISTORY_MS / 60_000;
  return Array.from({ length: minutes }, (_, index) => {
    const x = AXIS + ((width - AXIS) / minutes) * index;
    return svg('text', { x, y: TOP + HEIGHT + 14, class: 'lt-axis' }, `${minutes - index} min ago`);
  }).concat(svg('text', { x: width, y: TOP + HEIGHT + 14, class: 'lt-axis', 'text-anchor': 'end' }, 'now'));
}

function mark(number: number, x: number): SVGElement[] {
  return [
    svg('line', { x1: x, x2: x, y1: TOP - 4, y2: TOP + HEIGHT, class: 'lt-mark-line' }),
    svg('circle', { cx: x, cy: 10, r: 9, class: 'lt-mark' }),
    svg('text', { x, y: 14, class: 'lt-mark-number', 'text-anchor': 'middle' }, String(number)),
  ];
}
