import type { ServerResponse } from 'node:http';
import { queryCodeOf } from '../cloudwatch/cloudwatchErrors';
import type { AwsError } from '../errors';
import type { DirectAnswer } from '../strictLambda';
import type { AwsResponse } from './awsRequest';

/** The services behind the endpoint. */
export type Service = 'lambda' | 's3' | 'sts' | 'cloudwatch' | 'sns' | 'events';

/** The services that speak the Query protocol. */
const QUERY_NAMESPACES = {
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
  sns: 'http://sns.amazonaws.com/doc/2010-03-31/',
};

/** Sends a response. */
export function send(response: ServerResponse, { status, headers, body }: Exclude<DirectAnswer, 'dropped'>): void {
  response.writeHead(status, headers);
  response.end(body);
}

/** A response as it goes over the wire, with AWS's request ID header. */
export function wireAnswer(requestId: string, answer: AwsResponse): Exclude<DirectAnswer, 'dropped'> {
  const body = answer.json === undefined ? answer.body : JSON.stringify(answer.json);
  const headers: Record<string, string> = {
    'x-amzn-requestid': requestId,
    'x-amz-request-id': requestId,
    ...(answer.json === undefined ? {} : { 'content-type': 'application/json' }),
    ...answer.headers,
  };
  // HEAD states the length of a body that it does not send; 204 and 304 have no body.
  if (headers['content-length'] === undefined && answer.status !== 204)
    headers['content-length'] = String(body === undefined ? 0 : Buffer.byteLength(body));
  return {
    status: answer.status,
    headers,
    body: typeof body === 'string' ? Buffer.from(body) : (body ?? new Uint8Array()),
  };
}

/** An error in each service's format: JSON for Lambda, CloudWatch and EventBridge, XML for the others. */
export function errorAnswer(service: Service, error: AwsError, requestId: string, isHead: boolean): AwsResponse {
  if (service === 'lambda') {
    const body = {
      ...(error.reason === undefined ? {} : { Reason: error.reason }),
      ...(error.type === undefined ? {} : { Type: error.type }),
      Message: error.message,
      message: error.message,
    };
    return { status: error.status, json: body, headers: { ...error.headers, 'x-amzn-errortype': error.name } };
  }
  if (service === 'cloudwatch')
    return {
      status: error.status,
      json: { __type: `com.amazonaws.cloudwatch#${error.name}`, message: error.message },
      headers: {
        ...error.headers,
        'x-amzn-query-error': `${queryCodeOf(error.name)};${error.status < 500 ? 'Sender' : 'Receiver'}`,
      },
    };
  if (service === 'events')
    return {
      status: error.status,
      json: { __type: error.name, message: error.message },
      headers: { ...error.headers, 'content-type': 'application/x-amz-json-1.1' },
    };
  const detail = `<Code>${error.name.replace(/Exception$/, '')}</Code><Message>${escapeXml(error.message)}</Message>`;
  const headers = { 'content-type': 'application/xml', ...error.headers };
  if (isHead) return { status: error.status, headers };
  if (service === 's3')
    return {
      status: error.status,
      headers,
      body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${detail}<RequestId>${requestId}</RequestId></Error>`,
    };
  const type = error.status < 500 ? 'Sender' : 'Receiver';
  return {
    status: error.status,
    headers,
    body: `<ErrorResponse xmlns="${QUERY_NAMESPACES[service]}"><Error><Type>${type}</Type>${detail}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
  };
}

/** Text made safe for XML. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
