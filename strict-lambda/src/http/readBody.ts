import type { IncomingMessage } from 'node:http';
import { AwsError, tooLarge } from '../errors';

/** AWS's limit for one request to Lambda's control plane: a 50 MB zip in base64, plus the rest. */
export const requestLimitBytes = 70_167_211;

/** S3 allows more; this only protects the machine. */
const hardLimitBytes = 320 * 1024 * 1024;

/**
 * Reads the whole body and decodes the `aws-chunked` encoding that clients use for streams. Throws 413 over the hard
 * limit.
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > hardLimitBytes) throw tooLarge(`Request must be smaller than ${hardLimitBytes} bytes`);
    chunks.push(bytes);
  }
  const body = Buffer.concat(chunks);
  return isAwsChunked(request) ? withoutChunks(body) : body;
}

function isAwsChunked(request: IncomingMessage): boolean {
  const encoding = request.headers['content-encoding'] ?? '';
  return (
    encoding.includes('aws-chunked') || String(request.headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-')
  );
}

/**
 * Chunks are `<hex size>[;signature]\r\n<bytes>\r\n`, ended by one of size 0 and trailing headers. Throws IncompleteBody
 * for anything else: half an object must not be stored as a whole one.
 */
function withoutChunks(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = body.indexOf('\r\n', at);
    const size = lineEnd < 0 ? NaN : parseInt(body.toString('latin1', at, lineEnd), 16);
    if (size === 0) return Buffer.concat(parts);
    const end = lineEnd + 2 + size;
    if (!(size > 0 && end <= body.length)) throw incompleteBody();
    parts.push(body.subarray(lineEnd + 2, end));
    at = end + 2;
  }
}

function incompleteBody(): AwsError {
  return new AwsError('IncompleteBody', 400, 'The request body terminated unexpectedly');
}
