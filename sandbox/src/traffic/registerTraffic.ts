import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { FastifyInstance } from 'fastify';

import type { AliasCaller } from './aliasCaller';
import type { TrafficTarget, TrafficWish } from './trafficAnswer';
import { trafficGenerator } from './trafficGenerator';

/** Where the calls go, and where the page's bundle is. */
export type TrafficOptions = { lambdaUrl: string; pageDir: string };

/** Most calls per second: each one is answered by a real process on this machine. */
const MOST_PER_SECOND = 20;

const FILES = {
  '/traffic': { type: 'text/html; charset=utf-8', path: () => join(__dirname, 'page', 'index.html') },
  '/traffic/panel.js': { type: 'text/javascript; charset=utf-8', path: (dir: string) => join(dir, 'panel.js') },
  '/traffic/panel.css': { type: 'text/css; charset=utf-8', path: (dir: string) => join(dir, 'panel.css') },
} as const satisfies Record<string, { type: string; path: (pageDir: string) => string }>;

const name = { type: 'string', minLength: 1, maxLength: 140 } as const;
const target = {
  type: 'object',
  required: ['region', 'functionName', 'aliasName'],
  properties: { region: name, functionName: name, aliasName: name },
} as const;
const wish = {
  type: 'object',
  required: [...target.required, 'callsPerSecond'],
  properties: { ...target.properties, callsPerSecond: { type: 'number', minimum: 1, maximum: MOST_PER_SECOND } },
} as const;
const after = { type: 'object', properties: { after: { type: 'integer', minimum: 0, default: 0 } } } as const;

/**
 * Adds the live traffic page and its endpoints: start and stop calls to an alias, see which version served them, and read the
 * alias's routing.
 */
export function registerTraffic(fastify: FastifyInstance, options: TrafficOptions): void {
  for (const [url, { type, path }] of Object.entries(FILES)) {
    fastify.get(url, async (_request, reply) => reply.type(type).send(await readFile(path(options.pageDir))));
  }
  const caller = lazyCaller(options.lambdaUrl);
  const generator = trafficGenerator(async (called) => (await caller.get()).invoke(called));
  fastify.put<{ Body: TrafficWish }>('/traffic/calls', { schema: { body: wish } }, ({ body }) => {
    generator.start(body);
    return Promise.resolve(generator.seen(Number.MAX_SAFE_INTEGER));
  });
  fastify.delete('/traffic/calls', () => {
    generator.stop();
    return Promise.resolve(generator.seen(Number.MAX_SAFE_INTEGER));
  });
  fastify.get<{ Querystring: { after: number } }>('/traffic/calls', { schema: { querystring: after } }, ({ query }) =>
    Promise.resolve(generator.seen(query.after)),
  );
  fastify.get<{ Querystring: TrafficTarget }>(
    '/traffic/routing',
    { schema: { querystring: target } },
    async ({ query }) => (await caller.get()).routing(query),
  );
  fastify.addHook('onClose', async () => {
    generator.stop();
    await caller.close();
  });
}

/** The SDK takes a quarter of a second to load, and maybe nobody ever opens the panel. */
function lazyCaller(lambdaUrl: string): { get: () => Promise<AliasCaller>; close: () => Promise<void> } {
  let caller: Promise<AliasCaller> | undefined;
  return {
    get: () => (caller ??= loadCaller(lambdaUrl)),
    close: async () => (await caller)?.close(),
  };
}

async function loadCaller(lambdaUrl: string): Promise<AliasCaller> {
  // Someone who watches traffic doesn't need to know which Node version a later SDK needs.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const { aliasCaller } = await import('./aliasCaller');
  return aliasCaller(lambdaUrl);
}
