import { AwsError, invalidParameter } from '../errors';
import type { Emulator } from '../emulator';
import { requireBucket, requireObject } from './buckets';

/** Where a function's zip file is. */
export type CodeLocation = { bucket: string; key: string; versionId?: string | undefined };

/** Reads a function's zip file as Lambda does. S3's errors become InvalidParameterValueException with S3's message. */
export function readCodeObject(emulator: Emulator, region: string, location: CodeLocation): Uint8Array {
  try {
    const bucket = requireBucket(emulator, region, location.bucket);
    return emulator.blobs.read(requireObject(bucket, location.key, location.versionId).file);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const bucketRegion = error.headers['x-amz-bucket-region'];
    const message =
      bucketRegion === undefined
        ? error.message
        : `The bucket is in this region: ${bucketRegion}. Please use this region to retry the request`;
    throw invalidParameter(
      `Error occurred while GetObject. S3 Error Code: ${error.name}. S3 Error Message: ${message}`,
    );
  }
}
