import { Agent, request } from 'node:http';
import type { Outcome } from 'stage-contract';
import { requestOf, type StageRequest } from '../process/support/sidecarClient';
import { TOKEN } from '../process/support/sidecarSettings';

/** The result of one request, in ms, and when it was sent (ms since 1970). */
export interface Asked {
  kind: 'create' | 'poll';
  atMs: number;
  tookMs: number;
}

/** A stage that was started, and how it ended. */
export interface Played {
  stage: StageRequest;
  id: string;
  createdAtMs: number;
  ended: Promise<Outcome>;
}

/** Orca polls about every second in the first minute of a stage, and every 15 s after that. */
const ORCA_CADENCE = { firstMs: 60_000, firstEveryMs: 1_000, laterEveryMs: 15_000 };

/** Plays Orca with many stages at a time, over kept-alive connections, and records how long every request takes. */
export class OrcaPlayer {
  readonly asked: Asked[] = [];
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 128 });

  constructor(
    private readonly address: string,
    private readonly cadence = ORCA_CADENCE,
  ) {}

  /** Posts a stage and polls it until it has ended. */
  async play(stage: StageRequest): Promise<Played> {
    const createdAtMs = Date.now();
    const answer = await this.ask('create', 'POST', '/v1/operations', JSON.stringify(requestOf(stage)));
    const { id } = JSON.parse(answer) as { id: string };
    return { stage, id, createdAtMs, ended: this.untilEnded(id, createdAtMs) };
  }

  close(): void {
    this.agent.destroy();
  }

  private async untilEnded(id: string, createdAtMs: number): Promise<Outcome> {
    for (;;) {
      const everyMs =
        Date.now() - createdAtMs < this.cadence.firstMs ? this.cadence.firstEveryMs : this.cadence.laterEveryMs;
      await new Promise((resolve) => {
        setTimeout(resolve, everyMs);
      });
      const text = await this.poll(id);
      // Reads only the first kilobyte of a running stage's document: reading it all would cost this process's time, not
      // the sidecar's.
      if (!text.slice(0, 1000).includes('"status":"RUNNING"')) return JSON.parse(text) as Outcome;
    }
  }

  /** As Orca does, asks again if the server has just closed the connection that was kept. */
  private async poll(id: string): Promise<string> {
    const poll = (): Promise<string> => this.ask('poll', 'GET', `/v1/operations/${id}`);
    return poll().catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ECONNRESET') return poll();
      throw error;
    });
  }

  private ask(kind: Asked['kind'], method: string, path: string, body?: string): Promise<string> {
    const atMs = Date.now(),
      startedAt = performance.now();
    return new Promise((resolve, reject) => {
      const sent = request(
        `${this.address}${path}`,
        {
          method,
          agent: this.agent,
          headers: {
            authorization: `Bearer ${TOKEN}`,
            ...(body === undefined
              ? {}
              : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.once('error', reject);
          response.once('end', () => {
            this.asked.push({ kind, atMs, tookMs: performance.now() - startedAt });
            const text = Buffer.concat(chunks).toString();
            if (response.statusCode === 200 || response.statusCode === 202) resolve(text);
            else reject(new Error(`The sidecar answered ${response.statusCode} to ${method} ${path}: ${text}`));
          });
        },
      );
      sent.once('error', reject);
      sent.end(body);
    });
  }
}
