import { EXPECTATION_ENTRIES } from './expectationEntries';

describe('conditions on the whole response', () => {
  it('show what they wrote', () => {
    const texts: Record<string, string> = {
      functionError: 'true',
      body: '{"a":1}',
      bodyContains: '"x"',
      matches: '^a$',
      maxDurationMs: '800',
    };

    expect(EXPECTATION_ENTRIES.map((entry) => entry.show(entry.write(texts[entry.name] ?? '')))).toEqual([
      'true',
      '{"a":1}',
      'x',
      '^a$',
      '800',
    ]);
    expect(EXPECTATION_ENTRIES.map((entry) => entry.write(''))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
