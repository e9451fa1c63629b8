import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../clock';
import type { JsonObject } from '../executionModel';

/** A request that arrived at the server, with its time by the engine's clock. */
export interface Arrival {
  method: string;
  path: string;
  at: number;
  headers: http.IncomingHttpHeaders;
  body: unknown;
}

/** A response; the default status is 200. */
export interface Answer {
  status?: number;
  body?: unknown;
}

/** A webhook for tests: creates get 202 with a status URL, polls get the response of `poll`, and cancels get 200. */
export class WebhookTestServer {
  readonly arrivals: Arrival[] = [];
  create: (arrival: Arrival, count: number) => Answer = () => ({
    status: 202,
    body: { status: 'RUNNING', statusUrl: `${this.origin}/ops/1` },
  });
  poll: (arrival: Arrival, count: number) => Answer = () => ({ body: { status: 'SUCCEEDED', progress: 'done' } });
  private readonly server = http.createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
    request.on('end', () => {
      const { status = 200, body = {} } = this.answer(request, text);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });

  constructor(private readonly clock: () => Clock) {}

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  paths(): string[] {
    return this.arrivals.map(({ method, path }) => `${method} ${path}`);
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(request: http.IncomingMessage, text: string): Answer {
    const isJson = request.headers['content-type'] === 'application/json';
    const body: unknown = isJson ? (JSON.parse(text) as JsonObject) : text;
    const arrival = {
      method: request.method ?? '',
      path: request.url ?? '',
      at: this.clock().now(),
      headers: request.headers,
      body,
    };
    this.arrivals.push(arrival);
    const count = this.arrivals.filter(({ path }) => path === arrival.path).length;
    if (arrival.path === '/cancel') return {};
    return arrival.path === '/ops' ? this.create(arrival, count) : this.poll(arrival, count);
  }
}
