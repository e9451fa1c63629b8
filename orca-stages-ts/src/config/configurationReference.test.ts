import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationReference } from './configurationReference';
import { readConfiguration } from './readConfiguration';

const page = (name: string): string => readFileSync(join(__dirname, '../../../docs', name), 'utf8');

describe('the documentation of the configuration', () => {
  it('holds every setting as the schema has it (npm run docs -w orca-stages-ts)', () => {
    expect(page('configuration.md')).toContain(configurationReference());
  });

  it.each(['configuration.md', 'installing.md'])('shows only configurations that the sidecar accepts in %s', (name) => {
    const examples = [...page(name).matchAll(/```yaml\n(publicUrl:[\s\S]*?)```/g)].map((match) => match[1] ?? '');

    const readings = examples.map((text) => readConfiguration(text));

    expect(examples.length).toBeGreaterThan(0);
    expect(readings.flatMap((reading) => (reading.ok ? [] : reading.problems))).toEqual([]);
  });

  it('shows an account that tells a topic and a bus as the sidecar accepts it', () => {
    const [, example = ''] = /<!-- account events -->\n```yaml\n([\s\S]*?)```/.exec(page('operating.md')) ?? [];
    const [, rest = ''] = /```yaml\n(publicUrl:[\s\S]*?)accounts:/.exec(page('configuration.md')) ?? [];

    const reading = readConfiguration(
      `${rest}${example}journal: { file: /tmp/journal.sqlite }\norca: { baseUrl: "http://spin-orca:8083" }\n`,
    );

    expect(reading).toMatchObject({ ok: true, configuration: { accounts: [{ name: 'prod', events: {} }] } });
  });

  it('describes every setting', () => {
    const rows = configurationReference().split('\n').slice(2);

    expect(rows.length).toBeGreaterThan(40);
    expect(rows.filter((row) => /\| {2}\|$/.test(row))).toEqual([]);
  });
});
