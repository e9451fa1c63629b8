import type { ChildProcess } from 'node:child_process';
import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';

/** A child process that was just started. */
export interface StartedChild {
  /** What it is, for the message. */
  name: string;
  child: ChildProcess;
  /** Resolves or rejects when it has ended. */
  ended: Promise<unknown>;
  /** Whatever it has written. */
  text(): string;
}

/** Waits until a process does its work. Rejects with what it has written if it ends before or is not ready in time; then it is killed. */
export async function untilUp(
  { name, child, ended, text }: StartedChild,
  isUp: () => Promise<boolean>,
  withinMs: number,
): Promise<void> {
  let hasEnded = false;
  const marked = ended.then(
    () => void (hasEnded = true),
    () => void (hasEnded = true),
  );
  const look = async (): Promise<true | NotYet> => {
    if (hasEnded) throw new Error(`${name} ended before it was ready: ${text()}`);
    return (await isUp().catch(() => false)) || new NotYet(text());
  };
  await eventually(`${name} to be ready`, look, { everyMs: 20, withinMs }).catch(async (error: unknown) => {
    child.kill('SIGKILL');
    await marked;
    throw error;
  });
}
