import canaryWithJudgment from '../../samples/canaryWithJudgment.json';
import { SAMPLE_BUCKET, SAMPLE_CODE, seedSampleCode } from './seedSampleCode';
import { seedSamplePipeline } from './seedSamplePipeline';
import type { Seeded } from './stateFolder';

function memoryState(): { readSeeded: () => Seeded; writeSeeded: (seeded: Seeded) => void } {
  let kept: Seeded = { pipelines: [], objects: {} };
  return {
    readSeeded: () => kept,
    writeSeeded: (seeded) => {
      kept = seeded;
    },
  };
}

describe('the sample', () => {
  it('is saved by the first start and never again, so that an edited or deleted pipeline stays so', () => {
    const state = memoryState();
    const saved: unknown[] = [];
    const spinnaker = {
      savePipeline: (pipeline: Record<string, unknown>) => {
        saved.push(pipeline['name']);
        return { ...pipeline, id: '1' };
      },
    };

    seedSamplePipeline(spinnaker, state);
    seedSamplePipeline(spinnaker, state);

    expect(saved).toEqual(['Canary with judgment']);
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
    ]);
  });

  it('finds the code that it offers: its bucket and its choices are what is put there', () => {
    const [parameter] = canaryWithJudgment.parameterConfig;
    const deploy = canaryWithJudgment.stages.find((stage) => stage.type === 'Aws.LambdaDeploymentStage');

    expect(deploy?.s3bucket).toBe(SAMPLE_BUCKET.name);
    expect(parameter?.options.map((option) => option.value)).toEqual(Object.keys(SAMPLE_CODE));
    expect(parameter?.default).toBe('checkout-v1.zip');
  });
});
