import { checkStage, parseStage } from '../parseStage';
import { STAGE_TYPES, type StageType } from '../stageDefinition';
import { nativeStages } from '../testing/nativeStages';
import { problemExamples } from '../testing/problemExamples';
import { replaceWords } from '../testing/replaceWords';
import { formVoice, placeWords } from './formVoice';
import { problemWords, problemsSentence } from './problem';

describe('the words of a problem', () => {
  it.each(problemExamples.map((example) => [example.code, example] as const))(
    'say what is wrong, with its values, in both voices: %s',
    (_code, example) => {
      const words = [example.message, problemWords(example, formVoice('Aws.LambdaTrafficRoutingStage'))];

      expect(words.filter((text) => /undefined|\[object|NaN|\d %|, which are none/.test(text))).toEqual([]);
      expect(words.filter((text) => text === '' || /\.$/.test(text))).toEqual([]);
    },
  );

  it.each(problemExamples.map((example) => [example.code, example] as const))(
    'contain only plain JSON: %s',
    (_code, { values }) => {
      const sent: unknown = JSON.parse(JSON.stringify(values));

      expect(sent).toEqual(values);
    },
  );

  it('name fields by their labels in a form', () => {
    const places = [
      'trafficPercentA',
      'healthCheck.expect.jsonPath.0.lessThan',
      'steps.1.check.attempts',
      'steps.1.odd',
      'eventSources.0.batchSize',
      'odd.place',
    ].map((path) => placeWords('Aws.LambdaTrafficRoutingStage', path));

    expect(places).toEqual([
      'Traffic to A',
      'Health check (expectations, JSON path conditions, condition 1, is less than)',
      'Steps (step 2, health check, attempts)',
      'Steps (step 2, odd)',
      'Event sources (event source 1, batch size)',
      'odd (place)',
    ]);
  });

  it('form one sentence for several problems', () => {
    const some = problemExamples.filter(({ code }) => code === 'required' || code === 'unknownField');

    expect(problemsSentence(some)).toBe(
      'region is required; memorySise is not a field of this stage; did you mean memorySize?',
    );
  });
});

/** The result of reading a stage, without any words. */
function decisionsOf(type: StageType, stage: Readonly<Record<string, unknown>>): unknown {
  const parsed = parseStage(type, stage);
  const checked = checkStage(type, stage);
  const bare = ({ field, code, values }: { field: string; code: string; values: unknown }): unknown => [
    field,
    code,
    values,
  ];
  return [
    parsed.ok ? parsed.input : parsed.problems.map(bare),
    checked.problems.map(bare),
    [...parsed.warnings, ...checked.warnings].map(({ code, values }) => [code, values]),
  ];
}

describe('other words', () => {
  const stages = [
    ...nativeStages.map(({ type, stage }) => [type, stage] as const),
    ...STAGE_TYPES.flatMap((type) =>
      [
        {},
        { functionNam: 'x', region: 'mars', timeout: 'soon', targets: [{}], owner: 'me', version: '${x}' },
        { expect: { odd: 1, bodyContain: 'x' }, version: '$PROVIDED', invokePayload: '${HOME}' },
        { deploymentStrategy: '$GRADUAL', steps: [{ weightpercent: 5 }, { weightPercent: 200 }], healthCheck: 'x' },
        { deploymentStrategy: '$WEIGHTED', packageType: 'Image', envVariables: { '1': 2 }, enableLambdaAtEdge: 'true' },
      ].map((stage) => [type, stage] as const),
    ),
  ];

  it('do not change how a stage is read', () => {
    const before = stages.map(([type, stage]) => decisionsOf(type, stage));
    const sentences = stages.map(([type, stage]) => checkStage(type, stage).problems.map(({ message }) => message));
    const words = replaceWords();

    const after = stages.map(([type, stage]) => decisionsOf(type, stage));
    const others = stages.map(([type, stage]) => checkStage(type, stage).problems.map(({ message }) => message));
    words.restore();

    expect(after).toEqual(before);
    expect(others.flat().filter((message) => sentences.flat().includes(message))).toEqual([]);
    expect(sentences.flat().length).toBeGreaterThan(30);
  });
});
