import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedDocs } from './generatedDocs';

const root = join(__dirname, '..', '..');
for (const { file, text } of generatedDocs()) {
  mkdirSync(join(root, file, '..'), { recursive: true });
  writeFileSync(join(root, file), text);
}
