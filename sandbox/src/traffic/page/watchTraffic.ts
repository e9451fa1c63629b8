import type { Refusal, RoutingAnswer, TrafficSeen, TrafficTarget, TrafficWish } from '../trafficAnswer';

const LOOK_EVERY_MS = 500;

/** What the page learns at each look. */
export type TrafficListener = { seen: (seen: TrafficSeen) => void; routing: (answer: RoutingAnswer) => void };

/** Looks at the sandbox's calls and at the alias's routing as long as the page is open. */
export function watchTraffic(target: () => TrafficTarget, listener: TrafficListener): void {
  let series = 0;
  let after = 0;
  const lookAtCalls = async (): Promise<void> => {
    const seen = await seenAfter(after);
    if (seen.series !== series && after > 0) {
      // The calls of another alias, or of a sandbox that was started since: from the first one.
      after = 0;
    } else {
      after = seen.calls.at(-1)?.number ?? after;
      listener.seen(seen);
    }
    series = seen.series;
  };
  const lookAtRouting = async (): Promise<void> => {
    const { region, functionName, aliasName } = target();
    const query = new URLSearchParams({ region, functionName, aliasName });
    listener.routing(await ask<RoutingAnswer>('GET', `/traffic/routing?${query.toString()}`, asRefusal));
  };
  const look = async (): Promise<void> => {
    await Promise.all([lookAtCalls(), lookAtRouting()]);
    setTimeout(() => void look(), LOOK_EVERY_MS);
  };
  void look();
}

/** Starts the calls, or changes the alias or the rate. */
export const startTraffic = (wish: TrafficWish): Promise<TrafficSeen> =>
  ask<TrafficSeen>('PUT', '/traffic/calls', nothingSeen, wish);

/** Stops the calls. */
export const stopTraffic = (): Promise<TrafficSeen> => ask<TrafficSeen>('DELETE', '/traffic/calls', nothingSeen);

const seenAfter = (after: number): Promise<TrafficSeen> =>
  ask<TrafficSeen>('GET', `/traffic/calls?after=${after}`, nothingSeen);

async function ask<A>(method: string, path: string, otherwise: (why: string) => A, body?: object): Promise<A> {
  const sent =
    body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  try {
    const response = await fetch(path, { method, ...sent });
    const answer: A & { message?: string } = await response.json();
    return response.ok ? answer : otherwise(answer.message ?? `status ${response.status}`);
  } catch (error) {
    return otherwise(error instanceof Error ? error.message : String(error));
  }
}

const asRefusal = (message: string): Refusal => ({ outcome: 'refused', reason: 'sandboxAway', message });

const nothingSeen = (message: string): TrafficSeen => ({
  wish: null,
  series: 0,
  calls: [],
  refusal: asRefusal(message),
  perSecond: 0,
});
