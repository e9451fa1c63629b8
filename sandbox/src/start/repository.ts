import { join } from 'node:path';

/** The root of the repository. */
export const repositoryDir = join(__dirname, '..', '..', '..');

/** A path inside the repository, as an absolute one. */
export function inRepository(...segments: string[]): string {
  return join(repositoryDir, ...segments);
}
