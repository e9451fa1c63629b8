import { createHash } from 'node:crypto';
import { AwsError, invalidParameter, tooLarge } from '../errors';
import type { AwsRequest } from '../http/awsRequest';
import type { RequestFields } from '../http/requestFields';
import { deniedByS3, requireAllowed } from '../iam/requireAllowed';
import { listBucketPermission, readCodePermission } from '../iam/s3Permission';
import { readCodeObject, type CodeLocation } from '../s3/readCodeObject';
import type { Emulator } from '../emulator';
import { codeBlob } from '../store/codeBlob';
import { BadZip, readZip } from '../zip/readZip';

const zippedLimitBytes = 52_428_800;
const unzippedLimitBytes = 262_144_000;

/** Code, as a function's record stores it. */
export type StoredCode = { codeSha256: string; codeSize: number };

/** Takes the zip from the request or from S3, checks it against AWS's limits, and stores it under its hash. */
export function takeCode(code: RequestFields | undefined, request: AwsRequest, emulator: Emulator): StoredCode {
  const zip = zipOfRequest(code, request, emulator);
  const codeSha256 = createHash('sha256').update(zip).digest('base64');
  const blob = codeBlob(codeSha256);
  if (!emulator.blobs.has(blob)) {
    requireZip(zip);
    emulator.blobs.write(blob, zip);
  }
  return { codeSha256, codeSize: zip.length };
}

function zipOfRequest(code: RequestFields | undefined, request: AwsRequest, emulator: Emulator): Uint8Array {
  const inline = code?.text('ZipFile');
  const bucket = code?.text('S3Bucket');
  const key = code?.text('S3Key');
  if (code?.has('ImageUri') === true)
    throw invalidParameter(
      'Functions of package type Image are not supported yet by this emulator; provide a zip (ZipFile, or S3Bucket and S3Key).',
    );
  if (inline !== undefined && (bucket !== undefined || key !== undefined))
    throw invalidParameter('Please do not provide other FunctionCode parameters when providing a ZipFile.');
  if (inline !== undefined) {
    const zip = Buffer.from(inline, 'base64');
    if (zip.length > zippedLimitBytes) throw tooLarge(`Zipped size must be smaller than ${zippedLimitBytes} bytes`);
    return zip;
  }
  if (bucket === undefined || key === undefined) throw invalidParameter('Please provide a source for function code.');
  return readWithPermission({ bucket, key, versionId: code?.text('S3ObjectVersion') }, request, emulator);
}

/** Reads the zip with the caller's permissions, as Lambda does. */
function readWithPermission(location: CodeLocation, request: AwsRequest, emulator: Emulator): Uint8Array {
  const { region } = request,
    permission = readCodePermission({ ...location, region });
  requireAllowed(request, emulator, permission, deniedByS3);
  try {
    return readCodeObject(emulator, region, location);
  } catch (error) {
    // "If you don't have the s3:ListBucket permission, Amazon S3 returns an HTTP status code 403" for what is missing.
    if (error instanceof AwsError && error.message.includes('S3 Error Code: NoSuchKey'))
      requireAllowed(request, emulator, listBucketPermission({ bucket: location.bucket, region }), () =>
        deniedByS3('Access Denied', permission),
      );
    throw error;
  }
}

function requireZip(zip: Uint8Array): void {
  try {
    const entries = readZip(zip);
    if (entries.length === 0) throw invalidParameter('Uploaded file must be a non-empty zip');
    const unzippedBytes = entries.reduce((sum, entry) => sum + entry.unpackedBytes, 0);
    if (unzippedBytes > unzippedLimitBytes)
      throw invalidParameter(`Unzipped size must be smaller than ${unzippedLimitBytes} bytes`);
    // What cannot be unpacked is rejected now, as AWS does, and not by the first call.
    for (const entry of entries) entry.read();
  } catch (error) {
    if (!(error instanceof BadZip)) throw error;
    throw invalidParameter('Could not unzip uploaded file. Please check your file, then try to upload again.');
  }
}
