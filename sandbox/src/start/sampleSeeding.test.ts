import canaryWithJudgment from '../../samples/canaryWithJudgment.json';
import gradualWithGuard from '../../samples/gradualWithGuard.json';
import { startSpinnaker } from '../gate';
import { seedSampleApplication } from './seedSampleApplication';
import { SAMPLE_BUCKET } from './sampleBucket';
import { SAMPLE_CODE, seedSampleCode } from './seedSampleCode';
import { seedSamplePipelines } from './seedSamplePipelines';
import type { Seeded } from './stateFolder';

function memoryState(): { readSeeded: () => Seeded; writeSeeded: (seeded: Seeded) => void } {
  let kept: Seeded = { applications: [], pipelines: [], objects: {} };
  return {
    readSeeded: () => kept,
    writeSeeded: (seeded) => {
      kept = seeded;
    },
  };
}

describe('the sample', () => {
  it('has an application without lists of servers, which the user may change permanently', async () => {
    const state = memoryState();
    const spinnaker = await startSpinnaker({ port: 0 });
    const sourcesOf = async (): Promise<unknown> => {
      const application: { attributes: { dataSources?: { disabled: string[] } } } = await (
        await fetch(`${spinnaker.url}/gate/applications/demo`)
      ).json();
      return application.attributes.dataSources?.disabled;
    };

    await seedSampleApplication(spinnaker, state);
    const seeded = await sourcesOf();
    await fetch(`${spinnaker.url}/gate/tasks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        job: [{ type: 'updateApplication', application: { name: 'demo', dataSources: { enabled: [], disabled: [] } } }],
      }),
    });
    await seedSampleApplication(spinnaker, state);
    const edited = await sourcesOf();
    await spinnaker.close();

    expect(seeded).toContain('loadBalancers');
    expect(edited).toEqual([]);
  });

  it('is saved by the first start and never again, so that edits and deletions stay', () => {
    const state = memoryState();
    const saved: unknown[] = [];
    const spinnaker = {
      savePipeline: (pipeline: Record<string, unknown>) => {
        saved.push(pipeline['name']);
        return { ...pipeline, id: '1' };
      },
    };

    seedSamplePipelines(spinnaker, state);
    seedSamplePipelines(spinnaker, state);

    expect(saved).toEqual(['Canary with judgment', 'Gradual with guard', 'Roll back']);
  });

  it('gets what a newer release has added, without what was deleted since', () => {
    const state = memoryState();
    const saved: unknown[] = [];
    const spinnaker = {
      savePipeline: (pipeline: Record<string, unknown>) => {
        saved.push(pipeline['name']);
        return { ...pipeline, id: '1' };
      },
    };
    state.writeSeeded({ ...state.readSeeded(), pipelines: ['Canary with judgment'] });

    seedSamplePipelines(spinnaker, state);

    expect(saved).toEqual(['Gradual with guard', 'Roll back']);
  });

  it('puts its code into the bucket once, as long as the code does not change', async () => {
    const state = memoryState();
    const put: { bucket: string; key: string }[] = [];
    const lambda = {
      putObject: async ({ bucket, key }: { bucket: string; key: string }) => {
        put.push({ bucket, key });
        return { versionId: '1' };
      },
    };

    await seedSampleCode(lambda, state);
    await seedSampleCode(lambda, state);

    expect(put).toEqual([
      { bucket: 'lambda-stages-samples', key: 'checkout-v1.zip' },
      { bucket: 'lambda-stages-samples', key: 'checkout-v2.zip' },
      { bucket: 'lambda-stages-samples', key: 'checkout-v3.zip' },
    ]);
  });

  it('finds the code that it offers: bucket and choices match what is put there', () => {
    const samples = [canaryWithJudgment, gradualWithGuard];
    const parameters = samples.flatMap((sample) => sample.parameterConfig);
    const buckets = samples
      .flatMap((sample): { s3bucket?: string }[] => sample.stages)
      .flatMap(({ s3bucket }) => s3bucket ?? []);

    expect(new Set(buckets)).toEqual(new Set([SAMPLE_BUCKET.name]));
    expect(new Set(parameters.flatMap(({ options }) => options.map(({ value }) => value)))).toEqual(
      new Set(Object.keys(SAMPLE_CODE)),
    );
    expect(parameters.map((parameter) => parameter.default)).toEqual(['checkout-v1.zip', 'checkout-v1.zip']);
  });
});
