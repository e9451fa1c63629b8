import type { AwsResponse } from '../http/awsRequest';

/** The namespace of S3's responses. */
export const namespace = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

/** A response in XML. */
export function xmlAnswer(body: string, headers: Record<string, string> = {}): AwsResponse {
  return {
    status: 200,
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
    headers: { 'content-type': 'application/xml', ...headers },
  };
}
