import { html } from './element';
import { percentText, type Share } from './transforms';

/** A small square in a version's color. */
export function swatch(look: Share['look']): HTMLElement {
  return html('span', { class: `lt-swatch lt-${look}`, 'aria-hidden': 'true' });
}

/** One labeled bar that adds up to 100%, with its figures below. */
export function drawBar(label: string, shares: readonly Share[], whenEmpty: string): HTMLElement {
  const text = shares.map((share) => `v${share.version} ${percentText(share.percent)}`).join(', ');
  const bar = html('div', { class: 'lt-bar', role: 'img', 'aria-label': `${label}: ${text || whenEmpty}` });
  for (const share of shares) {
    bar.append(html('span', { class: `lt-${share.look}`, style: `flex-grow: ${share.percent}` }));
  }
  const figures = html('div', { class: 'lt-figures' });
  figures.append(
    ...(shares.length === 0
      ? [whenEmpty]
      : shares.map((share) =>
          html('span', {}, swatch(share.look), `v${share.version} `, html('b', {}, percentText(share.percent))),
        )),
  );
  return html('div', { class: 'lt-row' }, html('span', { class: 'lt-label' }, label), html('div', {}, bar, figures));
}
