import { swatch } from './drawBars';
import { html } from './element';
import { failedText, millisecondsText, percentText, type VersionRow } from './transforms';

const HEADINGS = ['Version', 'Routing', 'Calls', 'Served', 'Function errors', 'Median'] as const;

/** The figures behind the drawings. */
export function drawVersions(rows: readonly VersionRow[]): HTMLElement {
  const head = html('tr');
  head.append(...HEADINGS.map((heading) => html('th', { scope: 'col' }, heading)));
  const body = html('tbody');
  body.append(...rows.map(drawRow));
  return html('table', {}, html('thead', {}, head), body);
}

function drawRow(row: VersionRow): HTMLElement {
  const name = html('th', { scope: 'row' }, swatch(row.look), html('b', {}, `v${row.version}`), ` ${row.role}`);
  const figures = [
    percentText(row.wantedPercent),
    String(row.calls),
    percentText(row.percent),
    row.failed === 0 ? failedText(row) : html('b', { class: 'lt-errors' }, failedText(row)),
    millisecondsText(row.medianMs),
  ];
  const line = html('tr', {}, name);
  line.append(...figures.map((figure) => html('td', {}, figure)));
  return line;
}
