import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

import { type StrictLambda, zipOf } from 'strict-lambda';

import { inRepository } from './repository';
import { SAMPLE_BUCKET } from './sampleBucket';
import type { StateFolder } from './stateFolder';

/** The objects with the sample's code, and the folder of sandbox/samples/checkout that each is built from. */
export const SAMPLE_CODE = {
  'checkout-v1.zip': 'v1',
  'checkout-v2.zip': 'v2',
  'checkout-v3.zip': 'v3',
} as const satisfies Record<string, string>;

/** Puts the sample's code into the strict S3. An object is only rebuilt if its source has changed. */
export async function seedSampleCode(
  lambda: Pick<StrictLambda, 'putObject'>,
  state: Pick<StateFolder, 'readSeeded' | 'writeSeeded'>,
): Promise<void> {
  for (const [key, folder] of Object.entries(SAMPLE_CODE)) {
    const body = zipOf(filesOf(inRepository('sandbox', 'samples', 'checkout', folder)));
    const checksum = createHash('sha256').update(body).digest('hex');
    const seeded = state.readSeeded();
    if (seeded.objects[key] !== checksum) {
      await lambda.putObject({ bucket: SAMPLE_BUCKET.name, key, body, region: SAMPLE_BUCKET.region });
      state.writeSeeded({ ...seeded, objects: { ...seeded.objects, [key]: checksum } });
    }
  }
}

function filesOf(dir: string): Record<string, Uint8Array> {
  return Object.fromEntries(
    readdirSync(dir)
      .sort()
      .map((name) => [name, readFileSync(`${dir}/${name}`)]),
  );
}
