import { SAMPLE_BUCKET } from './sampleBucket';
import { StartError } from './startError';

const VARIABLE = 'SANDBOX_REGIONS';
const USUAL = ['us-east-1', 'eu-west-1'];
/** Regions of AWS's standard partition, in which all ARNs begin with arn:aws: as those of the sandbox do. */
const REGION = /^(?!cn-|us-gov-|us-iso|eu-iso|eusc-)[a-z]{2}(-[a-z]+)+-[0-9]$/;

/**
 * The regions of each of the sandbox's accounts, from the environment. Throws a StartError for what is not a region, for one that
 * is named twice, and for a list without the region of the sample.
 */
export function readRegions(environment: Readonly<Record<string, string | undefined>>): string[] {
  const text = environment[VARIABLE]?.trim() ?? '';
  if (text === '') {
    return USUAL;
  }
  const regions = text.split(/[\s,]+/).filter((name) => name !== '');
  const wrong = regions.find((name) => !REGION.test(name));
  if (wrong !== undefined) {
    throw new StartError(
      `${VARIABLE} names "${wrong}", which is not a region of AWS's standard partition. Separate names with commas, for example ${VARIABLE}=us-east-1,eu-central-1.`,
    );
  }
  const twice = regions.find((name, index) => regions.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new StartError(`${VARIABLE} names ${twice} twice. Name each region once.`);
  }
  if (!regions.includes(SAMPLE_BUCKET.region)) {
    throw new StartError(
      `${VARIABLE} needs ${SAMPLE_BUCKET.region}, where the sample's code is: ${VARIABLE}=${[SAMPLE_BUCKET.region, ...regions].join(',')}`,
    );
  }
  return regions;
}
