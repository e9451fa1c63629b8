import type { TrafficTarget } from '../trafficAnswer';

/** What the user has selected. It is part of the URL, so that a link or a reload shows the same. */
export type Wish = TrafficTarget & { callsPerSecond: number };

const USUAL: Wish = { functionName: 'checkout', aliasName: 'live', region: 'us-east-1', callsPerSecond: 5 };

/** The selection in a URL's query, with the sample's function as default. */
export function wishFromQuery(query: string): Wish {
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
export function queryFromWish(wish: Wish): string {
  return `?${new URLSearchParams({ functionName: wish.functionName, aliasName: wish.aliasName, region: wish.region, callsPerSecond: String(wish.callsPerSecond) }).toString()}`;
}

/** Shows the selection in the form and reports each complete change. */
export function bindForm(form: HTMLFormElement, wish: Wish, changed: (wish: Wish) => void): void {
  for (const [name, value] of Object.entries(wish)) {
    const control = form.elements.namedItem(name);
    if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement) {
      control.value = String(value);
    }
  }
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('change', () => {
    const values = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]));
    changed(wishFromQuery(values.toString()));
  });
}
