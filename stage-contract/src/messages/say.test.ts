import { STAGE_TYPES } from '../stageDefinition';
import { sayingExamples } from '../testing/sayingExamples';
import { formVoice } from './formVoice';
import { say, SAYING_PARTS, toldOf } from './say';

const byCode = sayingExamples.map((example) => [example.code, example] as const);

describe('what an outcome says', () => {
  it('has one code for each saying, in only one part of the catalogue', () => {
    const codes = Object.values(SAYING_PARTS).flatMap((part) => Object.keys(part));

    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
    expect(sayingExamples.map(({ code }) => code)).toEqual(codes);
  });

  it.each(byCode)('has complete words in every voice: %s', (_code, example) => {
    const words = [example.words(), ...STAGE_TYPES.map((type) => example.words(formVoice(type)))];

    expect(words.filter((text) => text === '' || /undefined|\[object|NaN|null|\d %/.test(text))).toEqual([]);
  });

  it.each(byCode)('contains only plain JSON: %s', (_code, { values }) => {
    const sent: unknown = JSON.parse(JSON.stringify(values));

    expect(sent).toEqual(values);
  });

  it.each(byCode.filter(([, { part }]) => part === 'advice'))('is a sentence if it is advice: %s', (_code, example) => {
    expect(example.words()).toMatch(/^[A-Z].*\.$/);
  });

  it('names fields by their labels in a form', () => {
    const advice = sayingExamples.find(({ code }) => code === 'pointCallersAtAlias');

    const words = [advice?.words(), advice?.words(formVoice('Aws.LambdaTrafficRoutingStage'))];

    expect(words[0]).toContain('turn off requireAliasCallers');
    expect(words[1]).not.toContain('requireAliasCallers');
  });

  it.each([
    ['healthChecksRefused', 'Aws.LambdaTrafficRoutingStage'],
    ['nothingWasCalled', 'Aws.LambdaInvokeStage'],
  ] as const)('names the fields of the problems in it alike: %s', (code, type) => {
    const refused = sayingExamples.find((example) => example.code === code);

    const words = [refused?.words(), refused?.words(formVoice(type))];

    expect(words[0]).toContain('invokePayload');
    expect(words[1]).not.toContain('invokePayload');
  });

  it('is a code with its values in the outcome', () => {
    const told = toldOf(say('published', { version: '42' }));

    expect(told).toEqual({ code: 'published', values: { version: '42' } });
  });

  it('has no code if an older release stored only words', () => {
    const told = toldOf({ words: 'published v42' });

    expect(told).toBeUndefined();
  });
});
