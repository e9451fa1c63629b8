import { changesBefore, FOREIGN_CHANGES, presentRouting, publishForeignVersion, wrongWith } from './foreignChanges';
import { namedCalls } from './faultKinds';
import { STRESS_STAGES } from './stressStages';
import { startStressWorld } from './stressWorld';

it('an alias that someone else changes between any two calls of a stage is never overwritten, and the stage says what it found', async () => {
  const world = await startStressWorld(),
    wrong: string[] = [],
    met = new Set<object>();
  let cells = 0,
    stages = 0;

  for (const stage of STRESS_STAGES) {
    let version = '';
    await world.prepare(stage.before, async (prepared) => {
      if (stage.before.length > 0) version = await publishForeignVersion(prepared);
    });
    const own = stage.faults ?? [],
      undisturbed = await world.run(stage.request, { faults: own });
    if (!undisturbed.calls.some((call) => call.operation === 'UpdateAlias')) continue;
    stages += 1;
    const calls = namedCalls(undisturbed.calls.map(({ operation }) => operation));
    for (const [beforeCall, call] of calls.entries()) {
      for (const change of changesBefore(call, stages + beforeCall)) {
        cells += 1;
        met.add(change);
        let seen = 0,
          foreign = await presentRouting(world.aws);
        const watch = async (): Promise<void> => {
          if (seen++ !== beforeCall) return;
          await change.make(world.aws, version);
          foreign = change.routing?.(version) ?? (await presentRouting(world.aws));
        };
        const run = await world.run(stage.request, { faults: own, watch });
        const problem = wrongWith(
          { stage, change, beforeCall, foreign, now: await presentRouting(world.aws) },
          undisturbed,
          run,
        );
        if (problem !== undefined)
          wrong.push(`${stage.title} | ${change.title} before call ${beforeCall + 1}, ${call.operation}: ${problem}`);
      }
    }
  }
  await world.close();

  expect(wrong).toEqual([]);
  expect(stages).toBeGreaterThan(8);
  expect(cells).toBeGreaterThan(stages * 10);
  expect(met).toEqual(new Set(FOREIGN_CHANGES));
}, 1_800_000);
