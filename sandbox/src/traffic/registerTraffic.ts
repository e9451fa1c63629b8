import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { FastifyInstance } from 'fastify';

import type { AliasCaller } from './aliasCaller';
import type { TrafficTarget } from './trafficAnswer';

/** Where the panel's calls go, and where its bundle is. */
export type TrafficOptions = { lambdaUrl: string; pageDir: string };

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

/** Adds the live traffic panel and its two endpoints: call the alias once, and read the alias's routing. */
export function registerTraffic(fastify: FastifyInstance, options: TrafficOptions): void {
  for (const [url, { type, path }] of Object.entries(FILES)) {
    fastify.get(url, async (_request, reply) => reply.type(type).send(await readFile(path(options.pageDir))));
  }
  const caller = lazyCaller(options.lambdaUrl);
  fastify.post<{ Body: TrafficTarget }>('/traffic/invoke', { schema: { body: target } }, async ({ body }) =>
    (await caller.get()).invoke(body),
  );
  fastify.get<{ Querystring: TrafficTarget }>(
    '/traffic/routing',
    { schema: { querystring: target } },
    async ({ query }) => (await caller.get()).routing(query),
  );
  fastify.addHook('onClose', async () => caller.close());
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
