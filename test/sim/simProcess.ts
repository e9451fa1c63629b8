import { aheadBy, type Clock } from '../../orca-stages-ts/src/model/clock';
import type { VirtualTime } from './virtualTime';

const NEVER = new Promise<never>(() => undefined);

/**
 * What a process is to the rest of the world: it can stand still for a while (SIGSTOP, a long pause of its machine), and it
 * can die at any point. What is dead never does anything again: its timers don't come, and whatever it waits for never
 * arrives.
 */
export class SimProcess {
  private state: 'running' | 'paused' | 'dead' = 'running';
  private held: (() => void)[] = [];
  private readonly mourners = new Set<() => void>();
  private pointsLeft = Infinity;
  private atLastPoint: () => void = () => undefined;
  /** How far its clock is ahead of the world's. */
  aheadMs = 0;
  readonly clock: Clock;

  constructor(
    readonly name: string,
    private readonly time: VirtualTime,
    private readonly onDeath: () => void = () => undefined,
  ) {
    const own: Clock = {
      now: () => time.now(),
      at: (timeMs, run) => {
        let isCancelled = false;
        const cancel = time.at(timeMs, () =>
          this.run(() => {
            if (!isCancelled) run();
          }),
        );
        return () => {
          isCancelled = true;
          cancel();
        };
      },
    };
    this.clock = aheadBy(own, () => this.aheadMs);
  }

  get isDead(): boolean {
    return this.state === 'dead';
  }

  get isPaused(): boolean {
    return this.state === 'paused';
  }

  /** Runs something in this process: now, when it is no longer paused, or never. */
  run(action: () => void): void {
    if (this.state === 'running') action();
    else if (this.state === 'paused') this.held.push(action);
  }

  /** Resolves as soon as the process runs. */
  running(): Promise<void> {
    return this.state === 'running' ? Promise.resolve() : new Promise((resolve) => this.run(resolve));
  }

  pause(): void {
    if (this.state === 'running') this.state = 'paused';
  }

  resume(): void {
    if (this.state !== 'paused') return;
    this.state = 'running';
    for (const action of this.held.splice(0)) this.run(action);
  }

  die(): void {
    if (this.state === 'dead') return;
    this.state = 'dead';
    this.held = [];
    for (const mourn of [...this.mourners]) this.time.at(this.time.now(), mourn);
    this.onDeath();
  }

  /** Something happens when it has come past so many more points. */
  afterPoints(points: number, happen: () => void): void {
    this.pointsLeft = points;
    this.atLastPoint = happen;
  }

  /** A point at which a crash makes a difference. Never resolves if the process dies here. */
  async point(): Promise<void> {
    if (this.passesPoint()) await this.running();
    else await NEVER;
  }

  /** The same where nothing can be awaited; false if the process dies here. */
  passesPoint(): boolean {
    if (this.isDead) return false;
    this.pointsLeft -= 1;
    if (this.pointsLeft > 0) return true;
    this.pointsLeft = Infinity;
    this.atLastPoint();
    return !this.isDead;
  }

  /** What happens if it dies, until the returned function is called. */
  atDeath(mourn: () => void): () => void {
    this.mourners.add(mourn);
    return () => {
      this.mourners.delete(mourn);
    };
  }
}
