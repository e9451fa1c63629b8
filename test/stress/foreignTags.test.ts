import { TagResourceCommand } from '@aws-sdk/client-lambda';
import { isDeepStrictEqual } from 'node:util';
import { isMutating } from 'strict-lambda';
import { FUNCTION_NAME } from '../crash/liveState';
import { ACCOUNT_ID } from '../process/support/sidecarSettings';
import { EVERY_CELL } from './everyCell';
import { STRESS_STAGES } from './stressStages';
import { startStressWorld, type StressRun } from './stressWorld';

const ARN = `arn:aws:lambda:us-east-1:${ACCOUNT_ID}:function:${FUNCTION_NAME}`;

/** What a stage has come to, without the tag of somebody else. */
const resultOf = ({ outcome, state, runs }: StressRun): object => {
  const { scanned: _, ...tags } = state.tags;
  const { status, failure, candidate, outputs } = outcome;
  return {
    status,
    code: failure?.code,
    version: candidate?.version,
    versionReused: outputs['versionReused'],
    state: { ...state, tags },
    runs,
  };
};

it('a tag that someone else sets between any two calls changes nothing about a stage', async () => {
  const world = await startStressWorld(),
    wrong: string[] = [];
  let tagged = 0;

  for (const stage of STRESS_STAGES) {
    await world.prepare(stage.before);
    const own = stage.faults ?? [],
      undisturbed = await world.run(stage.request, { faults: own });
    for (const [beforeCall, { operation }] of undisturbed.calls.entries()) {
      // What a stage reads says nothing of tags that it does not set; what it changes might depend on them.
      if (!EVERY_CELL && !isMutating(operation) && beforeCall < undisturbed.calls.length - 1) continue;
      let seen = 0;
      const watch = async (): Promise<void> => {
        if (seen++ !== beforeCall) return;
        // A stage may create the function, or delete it.
        const set = world.aws.send(new TagResourceCommand({ Resource: ARN, Tags: { scanned: 'today' } }));
        tagged += await set.then(
          () => 1,
          () => 0,
        );
      };
      const run = await world.run(stage.request, { faults: own, watch });
      if (!isDeepStrictEqual(resultOf(run), resultOf(undisturbed)))
        wrong.push(
          `${stage.title} | before call ${beforeCall + 1}, ${operation}: ${JSON.stringify(resultOf(run))} ${run.outcome.failure?.what}`,
        );
    }
  }
  await world.close();

  expect(wrong).toEqual([]);
  expect(tagged).toBeGreaterThan(EVERY_CELL ? 200 : 60);
}, 1_800_000);
