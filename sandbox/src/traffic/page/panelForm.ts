import type { TrafficTarget, TrafficWish } from '../trafficAnswer';

const USUAL: TrafficWish = { functionName: 'checkout', aliasName: 'live', region: 'us-east-1', callsPerSecond: 10 };

/**
 * The selection in a URL's query, with the sample's function as default. It is part of the URL, so that a link or a reload
 * shows the same.
 */
export function wishFromQuery(query: string): TrafficWish {
  const parameters = new URLSearchParams(query);
  const callsPerSecond = Number(parameters.get('callsPerSecond'));
  return {
    functionName: parameters.get('functionName') || USUAL.functionName,
    aliasName: parameters.get('aliasName') || USUAL.aliasName,
    region: parameters.get('region') || USUAL.region,
    callsPerSecond: callsPerSecond >= 1 && callsPerSecond <= 20 ? callsPerSecond : USUAL.callsPerSecond,
  };
}

/** The query for a selection. */
export function queryFromWish(wish: TrafficWish): string {
  return `?${new URLSearchParams({ functionName: wish.functionName, aliasName: wish.aliasName, region: wish.region, callsPerSecond: String(wish.callsPerSecond) }).toString()}`;
}

/** Whether two selections name the same alias. */
export const isSameTarget = (one: TrafficTarget, other: TrafficTarget): boolean =>
  one.functionName === other.functionName && one.aliasName === other.aliasName && one.region === other.region;

/** Shows the selection in the form. */
export function showWish(form: HTMLFormElement, wish: TrafficWish): void {
  for (const [name, value] of Object.entries(wish)) {
    const control = form.elements.namedItem(name);
    if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement) {
      control.value = String(value);
    }
  }
}

/** Reports each complete change of the form. */
export function bindForm(form: HTMLFormElement, changed: (wish: TrafficWish) => void): void {
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('change', () => {
    const values = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]));
    changed(wishFromQuery(values.toString()));
  });
}
