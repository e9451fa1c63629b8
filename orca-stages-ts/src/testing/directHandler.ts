import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { LambdaClock, StrictLambda } from 'strict-lambda';

/** What of Node's handler the SDK uses; anything that has it can carry the SDK's requests. */
export type AwsHandler = Pick<
  NodeHttpHandler,
  'handle' | 'destroy' | 'updateHttpClientConfig' | 'httpHandlerConfigs' | 'metadata'
>;
/** A request of the SDK. */
export type HttpRequest = Parameters<NodeHttpHandler['handle']>[0];
type Answered = Awaited<ReturnType<NodeHttpHandler['handle']>>;

/** Told of every request before it is answered; a promise holds it back. */
export type Watch = (request: { method: string; path: string }) => Promise<void> | void;

/** As the configuration's default for a call of the control plane. */
export const REQUEST_TIMEOUT_MS = 30_000;

/**
 * Carries the SDK's requests to the strict Lambda in this process, on a clock that stands still until it is moved: so that timeouts of
 * minutes cost nothing. Connections end and time out with the very errors that Node's handler gives; `overHttp.test.ts` holds the two together.
 */
export class DirectHandler {
  readonly metadata = { handlerProtocol: 'http/1.1' };
  /** Requests that this process or a handler process is working on; requests that wait for the clock don't count. */
  atWork = 0;
  watch: Watch = () => undefined;
  private lambda: StrictLambda | undefined;

  constructor(private readonly clock: () => LambdaClock) {}

  /** The clock for the strict Lambda: what waits on it is not at work. */
  readonly lambdaClock: LambdaClock = {
    now: () => this.clock().now(),
    at: (timeMs, run) => {
      this.atWork -= 1;
      return this.clock().at(timeMs, () => {
        this.atWork += 1;
        run();
      });
    },
  };

  answerFrom(lambda: StrictLambda): void {
    this.lambda = lambda;
  }

  async handle(request: HttpRequest, options: { requestTimeout?: number } = {}): Promise<Answered> {
    const query = Object.entries(request.query)
      .flatMap(([name, value]) =>
        (Array.isArray(value) ? value : [value]).map(
          (each) => `${encodeURIComponent(name)}=${encodeURIComponent(each ?? '')}`,
        ),
      )
      .join('&');
    const path = query === '' ? request.path : `${request.path}?${query}`;
    await this.watch({ method: request.method, path: request.path });
    const timeoutMs = options.requestTimeout ?? REQUEST_TIMEOUT_MS;
    return new Promise((resolve, reject) => {
      const cancelTimeout = this.clock().at(this.clock().now() + timeoutMs, () => {
        reject(
          Object.assign(new Error(`a request was not answered within ${timeoutMs} ms`), {
            name: 'TimeoutError',
            code: 'ETIMEDOUT',
          }),
        );
      });
      this.answer(request.method, path, request)
        .then((response) => resolve({ response }), reject)
        .finally(cancelTimeout);
    });
  }

  destroy(): void {
    /* There is no connection to end. */
  }
  updateHttpClientConfig(): void {
    /* There is none to configure. */
  }
  httpHandlerConfigs(): object {
    return {};
  }

  private async answer(method: string, path: string, { headers, body }: HttpRequest): Promise<Answered['response']> {
    if (this.lambda === undefined) throw new Error('No strict Lambda answers yet.');
    this.atWork += 1;
    try {
      const answer = await this.lambda.handle({ method, path, headers, body: bytesOf(body) });
      if (answer === 'dropped') throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      return { statusCode: answer.status, headers: answer.headers, body: answer.body };
    } finally {
      this.atWork -= 1;
    }
  }
}

function bytesOf(body: unknown): Uint8Array {
  if (body === undefined || body === null) return new Uint8Array();
  if (typeof body === 'string') return Buffer.from(body);
  // The SDK's own kind of bytes warns when it is taken for a text, as a plain copy of it would.
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  throw new Error('Only texts and bytes are sent.');
}
