import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/** A handler's process, which the launcher has started in a process group of its own. */
export interface HandlerProcess {
  /** Whether messages can reach it. */
  readonly connected: boolean;
  /** Sends a message over its channel. */
  send(message: object): void;
  /** Kills it and everything that it has started. */
  kill(): void;
  /** Whoever runs the handler is told what it sends, what it writes, and, once, that it has ended. */
  listen(listener: HandlerListener): void;
}

/** What a handler's process does. `code` and `signal` are null if it could not be started, or if nothing is known about its end. */
interface HandlerListener {
  message(message: unknown): void;
  output(text: string): void;
  ended(code: number | null, signal: NodeJS.Signals | null): void;
}

/** What to run: the program and its parameters, in a folder, with exactly these variables. */
export interface HandlerProgram {
  program: [command: string, ...parameters: string[]];
  options: { cwd: string; env: Record<string, string> };
}

type FromLauncher = { id: number } & (
  | { kind: 'message'; message: unknown }
  | { kind: 'output'; text: string }
  | { kind: 'ended'; code: number | null; signal: NodeJS.Signals | null }
);

/** How long the launcher waits for another handler to start, ms: tests end one emulator and start the next. */
const IDLE_LIMIT_MS = 2_000;

/** The launcher while there are handlers, and a little longer. */
let current: Launcher | undefined;

/** Starts a handler through the launcher, a small process that this module starts when it is needed. */
export function launch(program: HandlerProgram): HandlerProcess {
  if (current?.usable !== true) current = new Launcher();
  return current.launch(program);
}

class Launcher {
  private readonly child: ChildProcess;
  private readonly handlers = new Map<number, HandlerListener>();
  private lastId = 0;
  private idleTimer: NodeJS.Timeout | undefined;

  constructor() {
    this.child = fork(join(__dirname, 'launcherProcess.cjs'), [], {
      env: {},
      // Not the emulator's own flags: those load TypeScript.
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      // A Ctrl+C in the terminal is for the emulator, which ends the handlers itself.
      detached: true,
    });
    // What waits for a handler has a timer; the launcher alone keeps nobody alive.
    this.child.unref();
    this.child.channel?.unref();
    this.child.on('message', (message) => this.receive(message as FromLauncher));
    const lose = (): void => this.lose();
    this.child.on('exit', lose).on('error', lose).on('disconnect', lose);
  }

  get usable(): boolean {
    return this.child.connected;
  }

  launch(program: HandlerProgram): HandlerProcess {
    clearTimeout(this.idleTimer);
    const id = ++this.lastId;
    const connected = (): boolean => this.child.connected && this.handlers.has(id);
    this.handlers.set(id, { message: () => undefined, output: () => undefined, ended: () => undefined });
    this.send({ kind: 'launch', id, ...program });
    return {
      get connected() {
        return connected();
      },
      send: (message) => this.send({ kind: 'send', id, message }),
      kill: () => this.send({ kind: 'kill', id }),
      listen: (listener) => {
        if (this.handlers.has(id)) this.handlers.set(id, listener);
        else listener.ended(null, null);
      },
    };
  }

  private send(message: object): void {
    if (this.child.connected) this.child.send(message, () => undefined);
  }

  private receive(message: FromLauncher): void {
    const listener = this.handlers.get(message.id);
    if (listener === undefined) return;
    if (message.kind === 'message') listener.message(message.message);
    else if (message.kind === 'output') listener.output(message.text);
    else {
      this.handlers.delete(message.id);
      listener.ended(message.code, message.signal);
      if (this.handlers.size === 0) this.idleTimer = setTimeout(() => this.child.disconnect(), IDLE_LIMIT_MS).unref();
    }
  }

  /** The launcher is gone, and with it every handler: they end when they lose their channel. */
  private lose(): void {
    if (current === this) current = undefined;
    for (const [id, listener] of [...this.handlers]) {
      this.handlers.delete(id);
      listener.ended(null, null);
    }
  }
}
