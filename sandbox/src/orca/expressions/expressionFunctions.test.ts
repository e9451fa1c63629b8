import { EngineFixture } from '../testing/engineFixture';
import type { JsonObject } from '../executionModel';

const BUILD = { type: 's3/object', name: 'builds/checkout.zip', reference: 's3://builds/checkout.zip' };
const EXPECTED = { id: 'one', displayName: 'the build', matchArtifact: { type: 's3/object', name: 'builds/.*[.]zip' } };

describe("Orca's functions", () => {
  let fixture: EngineFixture;

  beforeEach(async () => {
    fixture = new EngineFixture((application) =>
      application === 'demo' ? [{ id: 'id-1', name: 'Deploy checkout' }] : [{ id: 'id-2', name: 'Promote' }],
    );
    await fixture.start();
  });

  afterEach(() => fixture.stop());

  const evaluate = async (expression: string, pipeline: JsonObject = {}): Promise<unknown> => {
    const { id } = await fixture.run([], pipeline);
    const { result, detail } = fixture.orca.evaluate(id, undefined, `\${${expression}}`);
    const [fault] = Object.values(detail).flat() as { description: string }[];
    return fault === undefined ? result : fault.description;
  };

  it.each<[string, unknown]>([
    ["#pipelineId('Deploy checkout')", 'id-1'],
    [
      "#pipelineId('Promote')",
      expect.stringContaining("Pipeline with name 'Promote' could not be found on application demo"),
    ],
    ["#pipelineIdOrNull('Promote') == null", true],
    ["#pipelineIdInApplication('Promote', 'other')", 'id-2'],
    ["#pipelineIdInApplicationOrNull('Deploy checkout', 'other') == null", true],
    ["#readYaml('weights: [10, 50]')['weights'][1]", 50],
    ["#readYaml('a: [')", expect.stringContaining('#readYaml: ')],
    [
      "#fromUrl('http://127.0.0.1')",
      expect.stringContaining('#fromUrl is not supported in the sandbox, whose expressions read no addresses'),
    ],
  ])('%s is %p', async (expression, expected) => {
    const value = await evaluate(expression);

    expect(value).toEqual(expected);
  });

  describe('of artifacts', () => {
    const trigger = { artifacts: [{ type: 'git/repo', name: 'checkout' }, BUILD], expectedArtifactIds: ['one'] };

    it.each<[string, string]>([
      ["#triggerResolvedArtifactByType('s3/object').reference", BUILD.reference],
      ["#triggerResolvedArtifact('builds/checkout.zip').type", 's3/object'],
      ["#triggerResolvedArtifactByType('git/repo')", 'Unable to locate resolved artifact git/repo in trigger'],
      ['trigger.artifacts[0].name', BUILD.name],
    ])('%s is %p', async (expression, expected) => {
      const value = await evaluate(expression, { trigger, expectedArtifacts: [EXPECTED] });

      expect(value).toContain(expected);
    });

    it('find the default of an expected artifact that the trigger does not bring', async () => {
      const expected = {
        ...EXPECTED,
        useDefaultArtifact: true,
        defaultArtifact: { type: 's3/object', name: 'stable' },
      };

      const value = await evaluate("#triggerResolvedArtifactByType('s3/object').name", {
        expectedArtifacts: [expected],
      });

      expect(value).toBe('stable');
    });

    it.each<[string, JsonObject[]]>([
      ['nothing matches', [{ ...BUILD, name: 'builds/checkout.jar' }]],
      ['nothing came', []],
    ])('need a start that is not refused: %s', async (_, artifacts) => {
      expect(() =>
        fixture.begin([], { trigger: { artifacts, expectedArtifactIds: ['one'] }, expectedArtifacts: [EXPECTED] }),
      ).toThrow('Unmatched expected artifact the build could not be resolved.');
    });
  });
});
