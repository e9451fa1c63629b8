import { AwsError } from '../errors';

/** S3's errors by code, with the status and message that S3 uses. */
const refusals = {
  NoSuchBucket: [404, 'The specified bucket does not exist'],
  NoSuchKey: [404, 'The specified key does not exist.'],
  NoSuchVersion: [404, 'The specified version does not exist.'],
  BucketAlreadyOwnedByYou: [409, 'Your previous request to create the named bucket succeeded and you already own it.'],
  BucketAlreadyExists: [
    409,
    'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
  ],
  BucketNotEmpty: [409, 'The bucket you tried to delete is not empty'],
  InvalidBucketName: [400, 'The specified bucket is not valid.'],
  NoSuchUpload: [
    404,
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
  ],
  InvalidPart: [
    400,
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
  ],
  InvalidPartOrder: [400, 'The list of parts was not in ascending order. Parts must be ordered by part number.'],
  InvalidArgument: [400, 'Part number must be an integer between 1 and 10000, inclusive'],
  InvalidURI: [400, "Couldn't parse the specified URI."],
  InvalidRange: [416, 'The requested range is not satisfiable'],
  EntityTooSmall: [400, 'Your proposed upload is smaller than the minimum allowed size'],
  EntityTooLarge: [400, 'Your proposed upload exceeds the maximum allowed size'],
  MalformedXML: [400, 'The XML you provided was not well-formed or did not validate against our published schema'],
  MethodNotAllowed: [405, 'The specified method is not allowed against this resource.'],
  NotImplemented: [501, 'This part of S3 is not supported yet by this emulator.'],
} as const satisfies Record<string, readonly [number, string]>;

/** An S3 error by its code, with the message that S3 uses for it, or for this cause of it. */
export function s3Error(code: keyof typeof refusals, message: string = refusals[code][1]): AwsError {
  return new AwsError(code, refusals[code][0], message);
}

/** 301: the bucket is in another region than the one that the request was signed for. */
export function permanentRedirect(bucketRegion: string): AwsError {
  return new AwsError(
    'PermanentRedirect',
    301,
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
    {
      headers: { 'x-amz-bucket-region': bucketRegion },
    },
  );
}
