import { EngineFixture, errorsOf, stage, stageOf, statuses } from './testing/engineFixture';

const SLOW = "${'" + 'x'.repeat(40) + "' matches '(x+x+)+y'}";

describe('stages whose expressions would take years', () => {
  let fixture: EngineFixture;

  beforeEach(async () => {
    fixture = new EngineFixture();
    await fixture.start();
  });

  afterEach(() => fixture.stop());

  it('end with errors, and many variables cost no more than one', async () => {
    const variables = Array.from({ length: 50 }, (_, index) => ({ key: `v${index}`, value: SLOW }));

    const execution = await fixture.run([stage('1', 'evaluateVariables', { variables })]);

    const errors = errorsOf(stageOf(execution, '1'));
    expect(statuses(execution)).toBe('1:SUCCEEDED');
    expect(errors.filter((error) => error.includes('EL1073E'))).toHaveLength(1);
    expect(errors.filter((error) => error.includes('which the sandbox allows'))).toHaveLength(49);
  });

  it('are not taken for something else because of a name that every object has', async () => {
    const execution = await fixture.run([
      stage('1', 'checkPreconditions', { preconditions: [{ type: 'constructor', context: {} }] }),
    ]);

    expect(statuses(execution)).toContain('1:TERMINAL');
    expect(JSON.stringify(execution.stages)).toContain("Preconditions of type 'constructor' are not supported yet");
  });
});
