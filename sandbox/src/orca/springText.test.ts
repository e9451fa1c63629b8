import { springText } from './springText';

describe('springText', () => {
  it.each([
    ['plain', 'plain'],
    ['\\${ {"a": b} }', '${ {"a": b} }'],
    ['a \\${x} b \\${y:z}', 'a ${x} b ${y:z}'],
    ['Bearer ${TOKEN}', 'Bearer t0ken'],
    ['${MISSING:default}', 'default'],
    ['${MISSING}', '${MISSING}'],
    ['${constructor}', '${constructor}'],
    ['${#currentStage().context}', '${#currentStage().context}'],
    ['${#root["job"]} and ${TOKEN}', '${#root["job"]} and t0ken'],
    ['${ {"a": b, "c": d} }', ' b, "c": d} '],
    ['${open', '${open'],
  ])('%s becomes %s', (source, expected) => {
    const text = springText(source, { TOKEN: 't0ken' });

    expect(text).toBe(expected);
  });
});
