import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { sandboxPorts } from '../../../orca-stages-ts/src/testing/freePort';
import { startSandbox } from '../../../sandbox/src/start/startSandbox';

/** A whole sandbox with its own state, on free ports. */
export interface TestSandbox {
  url: string;
  /** Where the sidecar has its journal. */
  journalFile: string;
  /** The address of the strict Lambda. */
  lambdaUrl: string;
  /** The strict Lambda, as another tool sees it. */
  aws: LambdaClient;
  /** Gate's response to a path under /gate. */
  gate(path: string, init?: RequestInit): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts the sandbox as `npm start` does: real Deck, small Gate and Orca, the sidecar as a process, strict Lambda. */
export async function startTestSandbox(): Promise<TestSandbox> {
  const state = mkdtempSync(join(tmpdir(), 'sandbox-'));
  const sandbox = await startSandbox({
    parts: new Set(['lambda', 'sidecar', 'deck', 'orca']),
    reset: false,
    say: () => undefined,
    signal: new AbortController().signal,
    environment: { ...(await sandboxPorts()), SANDBOX_STATE: state },
  });
  const url = `http://127.0.0.1:${sandbox.ports.sandbox}`;
  const lambdaUrl = `http://127.0.0.1:${sandbox.ports.lambda}`;
  const aws = new LambdaClient({
    endpoint: lambdaUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'test' },
  });
  return {
    url,
    lambdaUrl,
    journalFile: join(state, 'journal.sqlite'),
    aws,
    async gate(path, init) {
      const response = await fetch(`${url}/gate${path}`, {
        ...init,
        headers: { 'content-type': 'application/json', ...init?.headers },
      });
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
