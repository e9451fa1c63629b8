import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/** What sends requests to AWS. */
export type RequestHandler = Pick<
  NodeHttpHandler,
  'handle' | 'destroy' | 'updateHttpClientConfig' | 'httpHandlerConfigs'
>;

/** The two kinds of connections. All clients share them, so that a new execution needs no new handshake. */
export interface Connections {
  /** Kept open for the next call. */
  kept: RequestHandler;
  /** Opened for one call, which may be silent for a long time. */
  fresh: RequestHandler;
}

/** Timeouts for AWS. */
export interface AwsTiming {
  awsConnectTimeoutMs: number;
  awsRequestTimeoutMs: number;
}

/**
 * The longest silence before a response of any service: a Lambda function runs for up to 900 s and responds when it is
 * done.
 */
const LONGEST_SILENCE_MS = 910_000;

/** Connections to AWS; none is opened yet. */
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

/**
 * keepAlive makes the SDK send TCP probes during long runs. No socket is kept for the next call, because AWS may be
 * closing it right then.
 */
function neverReusing<Agent extends HttpAgent>(agent: Agent): Agent {
  agent.maxFreeSockets = 0;
  return agent;
}
