import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationReference } from './src/config';

const page = join(__dirname, '..', 'docs', 'configuration.md');
const text = readFileSync(page, 'utf8');
// A function, since a table may hold what replace() reads as a pattern.
writeFileSync(
  page,
  text.replace(
    /(<!-- settings -->\n)[\s\S]*(<!-- end of settings -->)/,
    (_, begin: string, end: string) => `${begin}${configurationReference()}\n${end}`,
  ),
);
