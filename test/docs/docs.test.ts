import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stageDefinitions } from '../../stage-contract/src';
import { generatedDocs } from './generatedDocs';
import { undescribed } from './outcomePage';
import { readFields } from './readFields';
import { stageReference } from './stageReference';
import { subFields } from './subFields';

const root = join(__dirname, '..', '..');

describe('the documentation', () => {
  it.each(generatedDocs())('$file matches its source (npm run docs)', ({ file, text }) => {
    expect(readFileSync(join(root, file), 'utf8')).toBe(text);
  });

  const pages = [
    'README.md',
    ...readdirSync(join(root, 'docs'), { recursive: true })
      .map((file) => join('docs', String(file)))
      .filter((file) => file.endsWith('.md')),
  ];

  it.each(pages)('%s links only to files that exist', (page) => {
    const links = [...readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(
      (match) => match[1] ?? '',
    );

    const missing = links.filter((link) => !existsSync(join(root, dirname(page), link)));

    expect(missing).toEqual([]);
  });

  it.each(Object.values(stageDefinitions))('says what every part inside the fields of $label means', (definition) => {
    const fields = readFields(definition);

    const wordless = Object.entries(fields)
      .flatMap(([name, schema]) => subFields(name, schema))
      .filter((place) => place.meaning === '');

    expect(wordless).toEqual([]);
  });

  it('says what every part of an outcome means', () => {
    expect(undescribed()).toEqual([]);
  });

  it('shows a choice that is rejected as not supported yet', () => {
    const page = stageReference(stageDefinitions['Aws.LambdaDeploymentStage']);

    expect(page).toContain('`Zip`, `Image` (not supported yet; deploy a zip from S3)');
  });

  it.each([
    ['Aws.LambdaTrafficRoutingStage', false],
    ['Aws.LambdaDeleteStage', true],
  ] as const)('lists the macros that %s takes', (type, all) => {
    const page = stageReference(stageDefinitions[type]);

    expect(page).toContain('| `$PREVIOUS` | what the alias served before its newest release |');
    expect(page.includes('| `$MOVING` |')).toBe(all);
  });
});
