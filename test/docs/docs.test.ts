import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generatedDocs } from './generatedDocs';

const root = join(__dirname, '..', '..');

describe('the documentation', () => {
  it.each(generatedDocs())('$file says what the schema says (npm run docs)', ({ file, text }) => {
    expect(readFileSync(join(root, file), 'utf8')).toBe(text);
  });

  const pages = ['README.md', ...readdirSync(join(root, 'docs'), { recursive: true }).map((file) => join('docs', String(file))).filter((file) => file.endsWith('.md'))];

  it.each(pages)('%s links only to files that exist', (page) => {
    const links = [...readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => match[1] ?? '');

    const missing = links.filter((link) => !existsSync(join(root, dirname(page), link)));

    expect(missing).toEqual([]);
  });
});
