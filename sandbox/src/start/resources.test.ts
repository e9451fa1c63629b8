import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readResourcesFile } from './resources';

const queue = 'arn:aws:sqs:us-east-1:123456789012:orders';

describe('the resources of the sandbox', () => {
  let dir: string;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'sandbox-resources-'));
  });

  afterEach(() => rmSync(dir, { recursive: true }));

  const fileWith = (text: string): string => {
    const file = join(dir, 'resources.yml');
    writeFileSync(file, text);
    return file;
  };

  it('are not listed unless the environment names a file', async () => {
    await expect(readResourcesFile({})).resolves.toEqual({});
    await expect(readResourcesFile({ SANDBOX_RESOURCES: ' ' })).resolves.toEqual({});
  });

  it.each([`queues:\n- ${queue}\nsubnets: []\n`, `{ "queues": ["${queue}"], "subnets": [] }`])(
    'are read from YAML and JSON',
    async (text) => {
      const resources = await readResourcesFile({ SANDBOX_RESOURCES: fileWith(text) });

      expect(resources).toEqual({ queues: [queue], subnets: [] });
    },
  );

  it.each([
    ['queues: [orders]', /SANDBOX_RESOURCES: \S+resources\.yml cannot be used: queues names "orders"/],
    ['queue: []', /queue is not a kind of resource/],
    ['', /Resources are lists by kind/],
    ['queues: [', /cannot be used: /],
  ])('of a file with %j are rejected with the reason', async (text, reason) => {
    await expect(readResourcesFile({ SANDBOX_RESOURCES: fileWith(text) })).rejects.toThrow(reason);
  });

  it('of a file that does not exist are rejected', async () => {
    const reading = readResourcesFile({ SANDBOX_RESOURCES: join(dir, 'absent.yml') });

    await expect(reading).rejects.toThrow(/SANDBOX_RESOURCES: .*absent\.yml cannot be used: .*ENOENT/);
  });
});
