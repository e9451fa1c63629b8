import type { InvokeAnswer, Refusal, RoutingAnswer, TrafficTarget } from '../trafficAnswer';
import type { Wish } from './panelForm';

const ROUTING_EVERY_MS = 1_000;
/** While the alias can't be called, it is tried this often, whatever the selected rate. */
const RETRY_EVERY_MS = 2_000;
/** Maximum number of concurrent calls; a slow function lowers the rate instead of piling up calls. */
const MOST_OUT = 10;

/** What the loop reports. */
export type CallListener = { answer: (answer: InvokeAnswer) => void; routing: (answer: RoutingAnswer) => void };

/** Calls the alias at a steady rate until it is stopped, and reads its routing at the same time. */
export function startCallLoop(wish: Wish, listener: CallListener): () => void {
  let stopped = false;
  let out = 0;
  let refused = false;
  let callTimer: ReturnType<typeof setTimeout>;
  let routingTimer: ReturnType<typeof setTimeout>;
  const call = async (): Promise<void> => {
    out += 1;
    const answer = await ask<InvokeAnswer>('POST', '/traffic/invoke', wish);
    out -= 1;
    refused = answer.outcome === 'refused';
    if (!stopped) {
      listener.answer(answer);
    }
  };
  const tick = (): void => {
    callTimer = setTimeout(tick, refused ? RETRY_EVERY_MS : 1_000 / wish.callsPerSecond);
    if (out < (refused ? 1 : MOST_OUT)) {
      void call();
    }
  };
  const askRouting = async (): Promise<void> => {
    const answer = await ask<RoutingAnswer>('GET', '/traffic/routing', wish);
    if (!stopped) {
      listener.routing(answer);
      routingTimer = setTimeout(() => void askRouting(), ROUTING_EVERY_MS);
    }
  };
  tick();
  void askRouting();
  return () => {
    stopped = true;
    clearTimeout(callTimer);
    clearTimeout(routingTimer);
  };
}

async function ask<A extends InvokeAnswer | RoutingAnswer>(
  method: 'GET' | 'POST',
  path: string,
  wish: TrafficTarget,
): Promise<A | Refusal> {
  const target = { region: wish.region, functionName: wish.functionName, aliasName: wish.aliasName };
  try {
    const response =
      method === 'GET'
        ? await fetch(`${path}?${new URLSearchParams(target).toString()}`)
        : await fetch(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(target) });
    const answer: A & { message?: string } = await response.json();
    return response.ok ? answer : refused(answer.message ?? `status ${response.status}`);
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error));
  }
}

function refused(message: string): Refusal {
  return { outcome: 'refused', reason: 'unreachable', message };
}
