import http from 'node:http';
import https from 'node:https';
import { gunzipSync } from 'node:zlib';
import { isNestedTooDeeply } from 'strict-lambda';
import type { Clock } from '../clock';

/** A request as a webhook task describes it. */
export interface WebhookRequest {
  method: string;
  url: string;
  headers: Record<string, string[]>;
  /** Undefined means no body. Text is sent unchanged, anything else as JSON. */
  body?: unknown;
}

/** The response; `body` is parsed if the response says that it is JSON. */
export interface WebhookResponse {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** No response: the address refused the connection, is unknown, took too long, or dropped the connection. */
export class NoResponse extends Error {
  constructor(
    readonly reason: 'refused' | 'unknownHost' | 'timeout' | 'dropped',
    message: string,
  ) {
    super(message);
    this.name = 'NoResponse';
  }
}

/** What sends webhooks: the real client, or a stand-in within one process. */
export interface WebhookClient {
  /** Throws `NoResponse`. */
  send(request: WebhookRequest): Promise<WebhookResponse>;
  close(): void;
}

const ACCEPT = 'application/json, application/cbor, application/yaml, text/plain, application/*+json, */*';
/** Read timeout, as measured on the real Orca. */
export const READ_TIMEOUT_MS = 120_000;
const RESEND_AFTER_MS = 50;

/**
 * Sends requests as the recordings of Orca's OkHttp 4.12 show: with the same headers, and a dropped request is silently
 * repeated once.
 */
export class OkHttpClient implements WebhookClient {
  private closed = false;
  private readonly agents = {
    'http:': new http.Agent({ keepAlive: true }),
    'https:': new https.Agent({ keepAlive: true }),
  };

  constructor(private readonly clock: Clock) {}

  async send(request: WebhookRequest): Promise<WebhookResponse> {
    try {
      return await this.sendOnce(request);
    } catch (error) {
      if (!(error instanceof NoResponse) || error.reason !== 'dropped' || this.closed) throw error;
    }
    await new Promise<void>((resolve) => {
      this.clock.schedule(RESEND_AFTER_MS, resolve);
    });
    return this.sendOnce(request);
  }

  close(): void {
    this.closed = true;
    for (const agent of Object.values(this.agents)) agent.destroy();
  }

  private sendOnce(request: WebhookRequest): Promise<WebhookResponse> {
    const url = new URL(request.url);
    const { headers, data } = encode(request);
    const secure = url.protocol === 'https:';
    return new Promise((resolve, reject) => {
      const agent = secure ? this.agents['https:'] : this.agents['http:'];
      const outgoing = (secure ? https : http).request(url, { method: request.method, headers, agent });
      const cancelTimeout = this.clock.schedule(READ_TIMEOUT_MS, () => {
        outgoing.destroy(
          new NoResponse('timeout', `java.net.SocketTimeoutException: Read timed out on ${request.url}`),
        );
      });
      const fail = (error: Error): void => {
        cancelTimeout();
        reject(asNoResponse(error, request, url));
      };
      outgoing.on('error', fail);
      outgoing.on('response', (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', fail);
        incoming.on('end', () => {
          cancelTimeout();
          try {
            resolve(decode(incoming, Buffer.concat(chunks)));
          } catch (error) {
            reject(
              new NoResponse(
                'refused',
                `The answer of ${request.url} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
              ),
            );
          }
        });
      });
      outgoing.end(data);
    });
  }
}

/** Spring sends a map as chunked JSON, and text as plain text in Latin-1 unless a header says otherwise. */
function encode(request: WebhookRequest): { headers: http.OutgoingHttpHeaders; data: Buffer | undefined } {
  const headers: http.OutgoingHttpHeaders = {
    Accept: ACCEPT,
    ...request.headers,
    Connection: 'Keep-Alive',
    'Accept-Encoding': 'gzip',
    'User-Agent': 'okhttp/4.12.0',
  };
  const given = Object.keys(request.headers).find((name) => name.toLowerCase() === 'content-type');
  const { body } = request;
  if (body === undefined || body === null) return { headers: { ...headers, 'Content-Length': '0' }, data: undefined };
  if (typeof body !== 'string') {
    const type = given === undefined ? { 'Content-Type': 'application/json' } : {};
    return {
      headers: { ...headers, ...type, 'Transfer-Encoding': 'chunked' },
      data: Buffer.from(JSON.stringify(body), 'utf8'),
    };
  }
  if (given === undefined) headers['Content-Type'] = 'text/plain;charset=ISO-8859-1';
  const utf8 = /utf-8|json/i.test(request.headers[given ?? '']?.join() ?? '');
  const data = utf8 ? Buffer.from(body, 'utf8') : Buffer.from(body.replace(/[^\u0000-\u00ff]/g, '?'), 'latin1');
  return { headers: { ...headers, 'Content-Length': String(data.length) }, data };
}

function decode(incoming: http.IncomingMessage, raw: Buffer): WebhookResponse {
  const headers: Record<string, string> = {};
  for (let at = 0; at + 1 < incoming.rawHeaders.length; at += 2)
    headers[incoming.rawHeaders[at] ?? ''] = incoming.rawHeaders[at + 1] ?? '';
  const text = (incoming.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw).toString('utf8');
  return { status: incoming.statusCode ?? 0, headers, body: parseBody(text, incoming.headers['content-type'] ?? '') };
}

function parseBody(text: string, contentType: string): unknown {
  if (text === '') return undefined;
  // Orca's Jackson reads nothing that is nested more deeply either.
  if (!contentType.includes('json') || isNestedTooDeeply(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function asNoResponse(error: Error & { code?: string }, request: WebhookRequest, url: URL): NoResponse {
  if (error instanceof NoResponse) return error;
  const withoutQuery = request.url.split('?')[0] ?? request.url;
  const prefix = `org.springframework.web.client.ResourceAccessException: I/O error on ${request.method} request for "${withoutQuery}": `;
  if (error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN')
    return new NoResponse('unknownHost', `${prefix}${url.hostname}: Name or service not known`);
  if (error.code === 'ECONNRESET' || error.code === 'EPIPE')
    return new NoResponse('dropped', `${prefix}unexpected end of stream on ${url.origin}/...`);
  return new NoResponse('refused', `${prefix}Failed to connect to /${url.host}`);
}
