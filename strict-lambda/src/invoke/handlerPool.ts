import { createHash, randomUUID } from 'node:crypto';
import type { Place } from '../arns';
import { serviceFailure } from '../errors';
import type { BlobFolder } from '../store/blobFolder';
import { codeBlob } from '../store/codeBlob';
import type { Deployable } from '../store/functionRecord';
import { ExecutionEnvironment, type InvocationOutcome } from './executionEnvironment';
import { handlerEnvironment, logStreamName } from './handlerEnvironment';
import { launcherOf, type LaunchHandler } from './launchHandler';

/** Maximum number of processes: this is a developer's machine, so further invocations wait. */
const mostProcesses = 16;
/** How long warm processes are kept without work. */
const idleLimitMs = 60_000;

/** What to run: a version of a function as it currently serves. */
export type Target = { place: Place; functionName: string; version: string; deployable: Deployable };

/** One invocation of a target. */
export type PoolInvocation = { requestId: string; event: string; invokedArn: string; clientContext: unknown };

type Warm = {
  key: string;
  owner: string;
  environment: ExecutionEnvironment;
  logStream: string;
  idleTimer?: NodeJS.Timeout;
};

/** What runs functions: processes, or a function of this process. */
export type Handlers = {
  run(target: Target, invocation: PoolInvocation): Promise<InvocationOutcome>;
  /** Throws if functions of this runtime cannot be run here. */
  launcher(runtime: string): Promise<unknown>;
  /** The function or version has been deleted. */
  retire(place: Place, functionName: string, version?: string): void;
  close(): Promise<void>;
};

/** Warm handler processes, by version and by what the version consists of. */
export class HandlerPool implements Handlers {
  private readonly idle: Warm[] = [];
  private readonly busy = new Set<Warm>();
  private readonly ending = new Set<Promise<void>>();
  private readonly waiting: (() => void)[] = [];
  private readonly launchers = new Map<string, LaunchHandler>();
  private closed = false;
  private readonly blobs: BlobFolder;

  constructor(blobs: BlobFolder) {
    this.blobs = blobs;
  }

  /** Runs the target's handler once, in a warm process if there is one. */
  async run(target: Target, invocation: PoolInvocation): Promise<InvocationOutcome> {
    const { settings } = target.deployable;
    const warm = await this.take(target, await this.launcher(settings.Runtime));
    const outcome = await warm.environment.invoke({
      requestId: invocation.requestId,
      event: invocation.event,
      timeoutMs: settings.Timeout * 1000,
      context: {
        functionName: target.functionName,
        functionVersion: target.version,
        invokedFunctionArn: invocation.invokedArn,
        awsRequestId: invocation.requestId,
        memoryLimitInMB: String(settings.MemorySize),
        logGroupName: settings.LoggingConfig.LogGroup,
        logStreamName: warm.logStream,
        ...(invocation.clientContext === undefined ? {} : { clientContext: invocation.clientContext }),
      },
    });
    this.giveBack(warm);
    return outcome;
  }

  /** How to start handlers of a runtime. Throws if this machine lacks the program, and looks again the next time. */
  async launcher(runtime: string): Promise<LaunchHandler> {
    const launch = this.launchers.get(runtime) ?? (await launcherOf(runtime));
    this.launchers.set(runtime, launch);
    return launch;
  }

  /** Ends the warm processes of a deleted function or version. */
  retire(place: Place, functionName: string, version?: string): void {
    const owner = ownerOf(place, functionName, version ?? '');
    for (const warm of this.idle.filter(
      (entry) => entry.owner === owner || (version === undefined && entry.owner.startsWith(owner)),
    ))
      this.drop(warm);
  }

  /** Ends every process and resolves when they are gone. */
  async close(): Promise<void> {
    this.closed = true;
    for (const warm of [...this.idle, ...this.busy]) this.drop(warm);
    for (const wake of this.waiting.splice(0)) wake();
    await Promise.all(this.ending);
  }

  private async take(target: Target, launch: LaunchHandler): Promise<Warm> {
    const key = keyOf(target);
    for (;;) {
      const found = this.idle.find((entry) => entry.key === key && entry.environment.usable);
      if (found !== undefined) return this.occupy(found);
      if (this.closed) throw serviceFailure();
      if (this.busy.size + this.idle.length < mostProcesses) return this.start(target, key, launch);
      const oldest = this.idle[0];
      if (oldest !== undefined) this.drop(oldest);
      else await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  private start(target: Target, key: string, launch: LaunchHandler): Warm {
    const folder = this.blobs.unpacked(codeBlob(target.deployable.codeSha256));
    const logStream = logStreamName(target.version, randomUUID().replaceAll('-', ''), Date.now());
    const environment = new ExecutionEnvironment(
      launch({
        folder,
        environment: handlerEnvironment(
          target.place,
          target.functionName,
          target.version,
          target.deployable,
          folder,
          logStream,
        ),
        memoryMegabytes: target.deployable.settings.MemorySize,
      }),
    );
    const warm: Warm = {
      key,
      owner: ownerOf(target.place, target.functionName, target.version),
      environment,
      logStream,
    };
    this.busy.add(warm);
    return warm;
  }

  private occupy(warm: Warm): Warm {
    clearTimeout(warm.idleTimer);
    this.idle.splice(this.idle.indexOf(warm), 1);
    this.busy.add(warm);
    return warm;
  }

  private giveBack(warm: Warm): void {
    this.busy.delete(warm);
    if (warm.environment.usable && !this.closed) {
      warm.idleTimer = setTimeout(() => this.drop(warm), idleLimitMs).unref();
      this.idle.push(warm);
    } else this.drop(warm);
    this.waiting.shift()?.();
  }

  private drop(warm: Warm): void {
    clearTimeout(warm.idleTimer);
    const index = this.idle.indexOf(warm);
    if (index >= 0) this.idle.splice(index, 1);
    this.busy.delete(warm);
    const ended = warm.environment.end();
    this.ending.add(ended);
    void ended.then(() => this.ending.delete(ended));
  }
}

function ownerOf(place: Place, functionName: string, version: string): string {
  return `${place.account}/${place.region}/${functionName}/${version}`;
}

/** A process can only be reused for exactly the same code and settings. */
function keyOf(target: Target): string {
  const made = createHash('sha256')
    .update(JSON.stringify([target.deployable.codeSha256, target.deployable.settings]))
    .digest('hex');
  return `${ownerOf(target.place, target.functionName, target.version)}/${made}`;
}
