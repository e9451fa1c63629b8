import { problemExamples } from '../testing/problemExamples';
import { sayingExamples } from '../testing/sayingExamples';
import { formVoice } from './formVoice';
import { problem } from './problem';
import { say, toldOf } from './say';
import { reportedProblemWords, sayingWords } from './valuesFit';
import { API_VOICE } from './voice';

const sayings = sayingExamples.map((example) => [example.code, example] as const);
const withValues = sayings.filter(([, { values }]) => Object.keys(values).length > 0);
const ROUTE = formVoice('Aws.LambdaTrafficRoutingStage');

describe('the words of what another release says', () => {
  it.each(sayings)('are those of the catalogue: %s', (code, { values, words }) => {
    expect(sayingWords({ code, values: { ...values } }, API_VOICE)).toBe(words());
  });

  it.each(problemExamples.map((example) => [example.code, example] as const))(
    'are those of the catalogue for a problem: %s',
    (_code, { field, code, values, message }) => {
      const words = reportedProblemWords({ field, code, values: { ...values }, message: '' }, API_VOICE);

      expect(words).toBe(problem(field, code, values as never).message);
      expect(message).toContain(words?.slice(0, 10));
    },
  );

  it.each(withValues)(
    'are not made without a value that they need, or of another kind of value: %s',
    (code, example) => {
      const values: Record<string, unknown> = { ...example.values };
      const changed = Object.keys(values).flatMap((name) => [
        { ...values, [name]: undefined },
        { ...values, [name]: { unlike: true } },
        { ...values, [name]: Number.NaN },
      ]);

      const words = changed.map((some) => sayingWords({ code, values: some }, API_VOICE));

      expect(words.filter((text) => text !== undefined && /undefined|\[object|NaN/.test(text))).toEqual([]);
      expect(words).toContain(undefined);
    },
  );

  it.each([
    ['a code that is not known', 'ofNewerSidecar', {}],
    ['a name that every object has', 'constructor', {}],
    ['an unknown word where the known ones are listed', 'createAlias', { alias: 'live', at: 'ofNewerSidecar' }],
    ['an unknown kind among several', 'nothingWasDeleted', { nothing: { why: 'ofNewerSidecar' } }],
    ['a problem that is not known', 'payloadRefused', { problem: { field: 'x', code: 'ofNewer', values: {} } }],
    ['a part of a list that does not fit', 'aliasesAtHead', { aliases: ['live', 7] }],
  ])('are not made of %s', (_title, code, values) => {
    expect(sayingWords({ code, values }, API_VOICE)).toBeUndefined();
  });

  it.each([
    ['noFunction', 'functionMissing', { functionName: 'checkout' }],
    ['noVersionOf', 'versionMissing', { version: '42', functionName: 'checkout' }],
    ['noAliasOf', 'aliasMissing', { alias: 'live', functionName: 'checkout' }],
  ])('are those of the code that has taken the place of %s', (retired, code, values) => {
    const words = sayingWords({ code: retired, values }, API_VOICE);

    expect([typeof words, words]).toEqual(['string', sayingWords({ code, values }, API_VOICE)]);
  });

  it('may hold any text that a value has', () => {
    const said = say('notAllowed', { call: 'Invoke', message: 'undefined is NaN [object Object]' });

    expect(sayingWords(toldOf(said), API_VOICE)).toBe(said.words);
  });

  it('are in one voice, with what is said inside', () => {
    const next = say('usualAdvice', { failure: 'foreignChange' });
    const said = say('nothingBroughtBack', { next });

    expect(said.words).toContain('onForeignChange');
    expect(sayingWords(toldOf(said), ROUTE)).not.toContain('onForeignChange');
  });

  it('keep the words of what is said inside where its code is not known', () => {
    const next = { code: 'ofNewerSidecar', values: {}, words: 'Wait.' };

    expect(sayingWords({ code: 'nothingBroughtBack', values: { next } }, ROUTE)).toMatch(/ Wait\.$/);
  });
});
