import { Agent, request, type IncomingHttpHeaders } from 'node:http';

/** One request, with exactly the given headers. */
export interface Ask {
  method: string;
  url: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** The response; `body` is undefined if it is not JSON. */
export interface Answer {
  httpStatus: number;
  headers: IncomingHttpHeaders;
  text: string;
  body: unknown;
}

/** Every request has its own connection, so that none is left open when a sidecar is stopped. */
const agent = new Agent({ keepAlive: false });

/** Sends a request as it is: `fetch` rejects some of the headers that Orca sends. */
export function ask({ method, url, headers = {}, body }: Ask): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ httpStatus: response.statusCode ?? 0, headers: response.headers, text, body: jsonOf(text) });
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

/** Sends a request and closes the connection before the response can arrive, like a broken network. */
export function askAndHangUp({ method, url, headers = {}, body }: Ask): Promise<void> {
  return new Promise((resolve) => {
    const sent = request(url, { method, headers, agent });
    // Hanging up is the purpose, so its error is expected.
    sent.once('error', () => undefined);
    sent.once('close', () => resolve());
    sent.once('finish', () => sent.destroy());
    sent.end(body);
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
