import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands in front of the replicas: one address that stays when they come and go. */
export interface Ingress {
  url: string;
  close(): Promise<void>;
}

/**
 * Passes requests to the replicas in turn. As DESIGN asks of an ingress, a replica that refuses the connection gives way
 * to the next one, and only if none is there the answer is 503. A connection that breaks halfway breaks for the caller, too.
 */
export async function startIngress(backends: () => readonly string[]): Promise<Ingress> {
  let turn = 0;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const all = backends();
      const first = turn++;
      const order = all.map((_, index) => all[(first + index) % all.length] ?? '');
      pass(request, response, Buffer.concat(parts), order);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

function pass(request: IncomingMessage, response: ServerResponse, body: Buffer, [backend, ...others]: string[]): void {
  if (backend === undefined) {
    response.writeHead(503).end();
    return;
  }
  const passed = send(
    `${backend}${request.url ?? '/'}`,
    { method: request.method, headers: request.headers },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on('error', () => response.destroy());
      answer.pipe(response);
    },
  );
  passed.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ECONNREFUSED') pass(request, response, body, others);
    else response.destroy();
  });
  passed.end(body);
}
