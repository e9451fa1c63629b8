import type { Outcome } from 'stage-contract';

import type { RoutingAnswer, TrafficSeen, TrafficTarget, TrafficWish } from '../traffic/trafficAnswer';

/** What the demo needs to know of an execution, in Gate's form. */
export type GateExecution = {
  status: string;
  stages: { name: string; status: string; context: { webhook?: { monitor?: { body?: Outcome } } } }[];
};

/** The sandbox as its pages use it. */
export type DemoGate = {
  /** Starts a saved pipeline of the application demo; resolves with where Gate shows the execution. */
  start(pipeline: string, parameters: Record<string, string>): Promise<string>;
  execution(ref: string): Promise<GateExecution>;
  startTraffic(wish: TrafficWish): Promise<TrafficSeen>;
  /** The rate, without the calls. */
  traffic(): Promise<TrafficSeen>;
  routing(target: TrafficTarget): Promise<RoutingAnswer>;
};

/** The sandbox at an address, until the signal is aborted. */
export function demoGate(url: string, signal: AbortSignal): DemoGate {
  const ask = async <A>(path: string, method = 'GET', body?: object): Promise<A> => {
    const sent =
      body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(`${url}${path}`, { method, signal, ...sent });
    if (!response.ok)
      throw new Error(`${method} ${path} was answered with ${response.status}: ${await response.text()}`);
    return (await response.json()) as A;
  };
  return {
    async start(pipeline, parameters) {
      const path = `/gate/pipelines/demo/${encodeURIComponent(pipeline)}`;
      return (await ask<{ ref: string }>(path, 'POST', { type: 'manual', parameters })).ref;
    },
    execution: (ref) => ask(`/gate${ref}`),
    startTraffic: (wish) => ask('/traffic/calls', 'PUT', wish),
    traffic: () => ask(`/traffic/calls?after=${Number.MAX_SAFE_INTEGER}`),
    routing: ({ region, functionName, aliasName }) =>
      ask(`/traffic/routing?${new URLSearchParams({ region, functionName, aliasName }).toString()}`),
  };
}
