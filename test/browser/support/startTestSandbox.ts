import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { startSandbox } from '../../../sandbox/src/start/startSandbox';

/** A whole sandbox with state of its own, on free ports. */
export interface TestSandbox {
  url: string;
  /** The strict Lambda, as somebody else's tool sees it. */
  aws: LambdaClient;
  /** What Gate says to a path under /gate. */
  gate(path: string, init?: RequestInit): Promise<unknown>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const address = server.address();
  await new Promise((resolve) => { server.close(resolve); });
  if (address === null || typeof address === 'string') throw new Error('No free port was given.');
  return address.port;
}

/** Starts the sandbox as `npm start` does: real Deck, small Gate and Orca, the sidecar as a process, strict Lambda. */
export async function startTestSandbox(): Promise<TestSandbox> {
  const state = mkdtempSync(join(tmpdir(), 'sandbox-'));
  const ports = { sandbox: await freePort(), lambda: await freePort(), sidecar: await freePort() };
  const sandbox = await startSandbox({
    parts: new Set(['lambda', 'sidecar', 'deck', 'orca']), reset: false, say: () => undefined, signal: new AbortController().signal,
    environment: { SANDBOX_PORT: String(ports.sandbox), LAMBDA_PORT: String(ports.lambda), SIDECAR_PORT: String(ports.sidecar), SANDBOX_STATE: state },
  });
  const url = `http://127.0.0.1:${ports.sandbox}`;
  const aws = new LambdaClient({ endpoint: `http://127.0.0.1:${ports.lambda}`, region: 'us-east-1', credentials: { accessKeyId: '123456789012', secretAccessKey: 'test' } });
  return {
    url, aws,
    async gate(path, init) {
      const response = await fetch(`${url}/gate${path}`, { ...init, headers: { 'content-type': 'application/json', ...init?.headers } });
      const text = await response.text();
      if (!response.ok) throw new Error(`Gate answered ${response.status} to ${path}: ${text}`);
      return text === '' ? undefined : JSON.parse(text);
    },
    async stop() {
      aws.destroy();
      await sandbox.stop();
      rmSync(state, { recursive: true, force: true });
    },
  };
}
