import { EngineFixture, stage, statuses } from './testing/engineFixture';
import type { JsonObject } from './executionModel';

const wait = (refId: string, before: string[], context: JsonObject = {}): JsonObject => ({
  ...stage(refId, 'wait', { waitTime: 0, ...context }),
  requisiteStageRefIds: before,
});

/** Every stage of a layer waits for every stage of the layer before: the number of ways doubles with each layer. */
const layers = (count: number): JsonObject[] =>
  Array.from({ length: count }, (_, layer) =>
    ['a', 'b'].map((side) => wait(`${side}${layer}`, layer === 0 ? [] : [`a${layer - 1}`, `b${layer - 1}`])),
  ).flat();

describe('a large pipeline', () => {
  let fixture: EngineFixture;

  beforeEach(async () => {
    fixture = new EngineFixture();
    await fixture.start();
  });
  afterEach(() => fixture.stop());

  it('runs although there are more ways through it than could be followed', async () => {
    const execution = await fixture.run(layers(40));

    expect(execution.status).toBe('SUCCEEDED');
    expect(execution.stages).toHaveLength(80);
  });

  it('ends if its first stage fails, although there are as many ways to the last', async () => {
    const failing = stage('x', 'checkPreconditions', {
      preconditions: [{ type: 'expression', failPipeline: true, context: { expression: 'false' } }],
    });
    const [first, ...others] = layers(40);

    const execution = await fixture.run([failing, { ...first, requisiteStageRefIds: ['x'] }, ...others]);

    expect(execution.status).toBe('TERMINAL');
    expect(statuses(execution)).toContain('a39:NOT_STARTED');
  });

  it('starts if it has thousands of stages', () => {
    const count = 3000;
    const judgment = stage('0', 'manualJudgment');
    const chain = Array.from({ length: count }, (_, at) => wait(String(at + 1), [String(at)]));

    const execution = fixture.begin([judgment, ...chain]);

    expect(execution.stages).toHaveLength(count + 1);
  });

  it('is rejected if it is a circle that is longer than the stack is deep', () => {
    const count = 20_000;
    const circle = Array.from({ length: count }, (_, at) => wait(String(at), [String((at + 1) % count)]));

    expect(() => fixture.begin(circle)).toThrow('The stages of the pipeline depend on each other in a circle: 0 → 1 →');
  });
});
