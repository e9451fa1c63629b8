import { readFacts } from './facts';
import { NOT_SERVED } from './notServed';
import { startReplay, type Replay } from './replay';

const facts = readFacts();

describe('the strict Lambda answers as AWS was recorded to answer', () => {
  let replay: Replay;
  beforeAll(async () => {
    replay = await startReplay();
  });
  afterAll(() => replay.close());

  it('refuses only operations that were recorded', () => {
    const recorded = new Set(
      facts.flatMap(({ steps }) => steps.map((step) => ('call' in step ? step.call : step.wait))),
    );

    expect(Object.keys(NOT_SERVED).filter((operation) => !recorded.has(operation))).toEqual([]);
  });

  it.each(facts)('$id: $about', async (scenario) => {
    const differences = await replay.differences(scenario);

    expect(differences).toEqual([]);
  });
});
