import type { Happening } from './scenario';
import { AT_FIRST } from './simAws';
import type { SimWorld } from './simWorld';

const MINUTE_MS = 60_000;
/** Minutes of calls before the world begins: they tell how clumped the errors of the old version are. */
const MINUTES_BEFORE = 15;
/** Longer than any hold. */
const MINUTES = 40;
/** One call in a thousand fails anyway. */
const USUAL_FAILURES = 0.001;

/** Versions that every function has when worlds begin. */
export const OLD_VERSIONS: readonly string[] = ['1', '2'];

/** Reports to CloudWatch, minute by minute, how an alias was called. The calls themselves would take most of a world's time. */
export async function reportTraffic(
  world: SimWorld,
  { functionName, callsPerMinute, newFailPercent }: Extract<Happening, { kind: 'traffic' }>,
): Promise<void> {
  const { time, aws } = world;
  const report = (minute: number): void => {
    const moves = aws.events.filter(
      (event) => event.functionName === functionName && event.qualifier === 'live' && event.weights !== undefined,
    );
    for (const { version, percent } of moves.at(-1)?.weights ?? AT_FIRST) {
      const invocations = Math.round((callsPerMinute * percent) / 100);
      const failing = OLD_VERSIONS.includes(version) ? USUAL_FAILURES : Math.max(USUAL_FAILURES, newFailPercent / 100);
      const errors = Math.round(invocations * failing);
      aws.lambda.recordTraffic({ functionName, alias: 'live', version, minute, invocations, errors });
    }
  };
  const thisMinute = Math.floor(time.now() / MINUTE_MS) * MINUTE_MS;
  for (let ago = MINUTES_BEFORE; ago > 0; ago--) report(thisMinute - ago * MINUTE_MS);
  for (let minute = 0; minute < MINUTES && !world.isOver; minute++) {
    const begunMs = thisMinute + minute * MINUTE_MS;
    await time.wait(begunMs + MINUTE_MS - 1 - time.now());
    if (!world.isOver) report(begunMs);
  }
}
