import { createServer, type IncomingHttpHeaders } from 'node:http';
import { freePort } from '../../orca-stages-ts/src/testing/freePort';
import type { JsonObject } from '../../sandbox/src/orca';

/** A request that a receiver has got. */
interface Got {
  headers: IncomingHttpHeaders;
  text: string;
  body: JsonObject;
}

/** An HTTP server that keeps what it gets. */
export interface Receiver {
  url: string;
  /** In the order in which it came. */
  got: Got[];
  /** Stands for a request that has not come. */
  none: Got;
  /** What it answers from now on; `silence`: nothing. */
  answer: { status: number; headers?: Record<string, string> } | 'silence';
  close(): Promise<void>;
}

/** Starts a receiver of events, by default on a free port; close it in the end. */
export async function startReceiver(port?: number): Promise<Receiver> {
  const listensAt = port ?? (await freePort());
  const receiver: Receiver = {
    url: `http://127.0.0.1:${listensAt}/events`,
    got: [],
    none: { headers: {}, text: '', body: {} },
    answer: { status: 204 },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      receiver.got.push({ headers: request.headers, text, body: JSON.parse(text) as JsonObject });
      const { answer } = receiver;
      if (answer !== 'silence') response.writeHead(answer.status, answer.headers).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(listensAt, '127.0.0.1', () => resolve()));
  return receiver;
}
