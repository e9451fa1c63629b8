import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/** What carries requests to AWS. */
export type RequestHandler = Pick<
  NodeHttpHandler,
  'handle' | 'destroy' | 'updateHttpClientConfig' | 'httpHandlerConfigs'
>;

/** The two sorts of connections that all clients share, so that an execution costs no handshake of its own. */
export interface Connections {
  /** Kept for the next call. */
  kept: RequestHandler;
  /** Made for one call, which may be silent for long. */
  fresh: RequestHandler;
}

/** How long AWS may take. */
export interface AwsTiming {
  awsConnectTimeoutMs: number;
  awsRequestTimeoutMs: number;
}

/** The longest silence before an answer that any service has: a run of a Lambda function takes up to 900 s, and answers at its very end. */
const LONGEST_SILENCE_MS = 910_000;

/** Connections to AWS, none of them made yet. */
export function createConnections(timing: AwsTiming): Connections {
  const timeouts = {
    connectionTimeout: timing.awsConnectTimeoutMs,
    requestTimeout: timing.awsRequestTimeoutMs,
    throwOnRequestTimeout: true,
  };
  const kept = { keepAlive: true, maxSockets: 100 };
  return {
    kept: new NodeHttpHandler({
      ...timeouts,
      socketTimeout: timing.awsRequestTimeoutMs,
      httpAgent: new HttpAgent(kept),
      httpsAgent: new HttpsAgent(kept),
    }),
    fresh: new NodeHttpHandler({
      ...timeouts,
      socketTimeout: LONGEST_SILENCE_MS,
      httpAgent: neverReusing(new HttpAgent({ keepAlive: true })),
      httpsAgent: neverReusing(new HttpsAgent({ keepAlive: true })),
    }),
  };
}

/** keepAlive makes the SDK send TCP probes through long runs; no socket is kept for the next call, as AWS may just be closing it. */
function neverReusing<Agent extends HttpAgent>(agent: Agent): Agent {
  agent.maxFreeSockets = 0;
  return agent;
}
