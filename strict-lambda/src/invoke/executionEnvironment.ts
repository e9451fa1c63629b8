import type { HandlerProcess } from './handlerLauncher';

/** The result of one invocation. */
export type InvocationOutcome = {
  failed: boolean;
  payload: string;
  log: string;
  durationMs: number;
  initMs?: number;
  memoryBytes: number;
};

/** What the handler gets. */
export type Invocation = { requestId: string; event: string; timeoutMs: number; context: Record<string, unknown> };

type Message =
  | { kind: 'ready' }
  | { kind: 'initFailed'; error: unknown }
  | { kind: 'log'; text: string }
  | {
      kind: 'result';
      failed: boolean;
      payload: string;
      memoryBytes: number;
      /** The process exits after this. */ fatal: boolean;
    };

/** Lambda gives code outside the handler ten seconds. */
const initLimitMs = 10_000;

/** How much of a log is kept, at least: a caller gets its last 4 KB, and a handler may write for 15 minutes. */
const keptLogCharacters = 256 * 1024;

/** A process that runs one version's handler, one invocation at a time, and stays warm in between. */
export class ExecutionEnvironment {
  private readonly startedAt = performance.now();
  private initMs: number | undefined;
  private initReported = false;
  private log = '';
  private dead = false;
  private ending = false;
  private onMessage: ((message: Message) => void) | undefined;
  private onExit: ((code: number | null, signal: NodeJS.Signals | null) => void) | undefined;
  private early: Message | undefined;
  /** Resolves when the process has ended. */
  readonly gone: Promise<void>;

  constructor(private readonly child: HandlerProcess) {
    this.gone = new Promise((resolve) => {
      this.child.listen({
        message: (message) => this.receive(message as Message),
        output: (text) => this.addToLog(text),
        ended: (code, signal) => {
          this.dead = true;
          this.onExit?.(code, signal);
          resolve();
        },
      });
    });
  }

  get usable(): boolean {
    return !this.dead && !this.ending && this.child.connected;
  }

  /** Ends the process and everything that it has started; resolves when it has ended. */
  async end(): Promise<void> {
    this.ending = true;
    if (!this.dead) this.child.kill();
    await this.gone;
  }

  /** Runs the handler once. Never rejects: a handler's failure is a result. */
  invoke(invocation: Invocation): Promise<InvocationOutcome> {
    this.log = '';
    let startedAt = performance.now();
    return new Promise((resolve) => {
      let timer: NodeJS.Timeout;
      const finish = (failed: boolean, payload: string, memoryBytes = 0): void => {
        clearTimeout(timer);
        this.onMessage = undefined;
        this.onExit = undefined;
        const initMs = this.initReported ? undefined : this.initMs;
        this.initReported = true;
        resolve({
          failed,
          payload,
          log: this.log,
          durationMs: performance.now() - startedAt,
          memoryBytes,
          ...(initMs === undefined ? {} : { initMs }),
        });
      };
      const fail = (error: unknown): void => finish(true, JSON.stringify(error));
      const expire = (limitMs: number) => (): void => {
        const seconds = (limitMs / 1000).toFixed(2);
        this.addToLog(
          `${new Date().toISOString()} ${invocation.requestId} Task timed out after ${seconds} seconds\n\n`,
        );
        fail({
          errorType: 'Sandbox.Timedout',
          errorMessage: `RequestId: ${invocation.requestId} Error: Task timed out after ${seconds} seconds`,
        });
        void this.end();
      };
      const begin = (): void => {
        clearTimeout(timer);
        startedAt = performance.now();
        timer = setTimeout(expire(invocation.timeoutMs), invocation.timeoutMs);
        this.child.send({
          kind: 'invoke',
          event: invocation.event,
          context: { ...invocation.context, deadlineMs: Date.now() + invocation.timeoutMs },
        });
      };
      timer = setTimeout(expire(initLimitMs), initLimitMs);
      this.onMessage = (message) => {
        if (message.kind === 'ready') begin();
        if (message.kind === 'initFailed') fail(message.error);
        if (message.kind === 'result') finish(message.failed, message.payload, message.memoryBytes);
      };
      this.onExit = (code, signal) =>
        fail({
          errorType: 'Runtime.ExitError',
          errorMessage: `RequestId: ${invocation.requestId} Error: ${exitReason(code, signal)}`,
        });
      if (this.dead) this.onExit(null, null);
      else if (this.initMs !== undefined) begin();
      else if (this.early !== undefined) this.onMessage(this.early);
    });
  }

  private addToLog(text: string): void {
    this.log += text;
    if (this.log.length > 2 * keptLogCharacters) this.log = this.log.slice(-keptLogCharacters);
  }

  private receive(message: Message): void {
    if (message.kind === 'log') {
      this.addToLog(message.text);
      return;
    }
    if (message.kind === 'initFailed' || (message.kind === 'result' && message.fatal)) this.ending = true;
    if (message.kind === 'ready') this.initMs = performance.now() - this.startedAt;
    if (this.onMessage === undefined) this.early = message;
    else this.onMessage(message);
  }
}

function exitReason(code: number | null, signal: NodeJS.Signals | null): string {
  if (signal !== null)
    return `Runtime exited with error: signal: ${signal === 'SIGKILL' || signal === 'SIGABRT' ? 'killed' : signal}`;
  return code === null || code === 0
    ? 'Runtime exited without providing a reason'
    : `Runtime exited with error: exit status ${code}`;
}
