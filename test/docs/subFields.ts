import { typeWords, type JsonSchema } from './typeWords';

/** One place inside a field that holds a map or a list of maps. */
export interface SubField {
  path: string;
  type: string;
  required: boolean;
  meaning: string;
}

/** What the places mean: by the end of their path, the longest one first found. */
const MEANINGS: Readonly<Record<string, string>> = {
  invokePayload: 'JSON or text that the candidate gets as its event',
  payloadArtifact: 'inline artifact, instead of invokePayload',
  'artifact.type': '`embedded/base64`; others are not supported yet and refused',
  'artifact.reference': 'the content, as base64',
  'artifact.name': 'for the reader',
  artifact: 'the artifact itself',
  id: 'id of an expected artifact; alone, without artifact, it is not supported yet',
  account: 'for the reader',
  expect: 'what the answer must be; without it, the function must not fail',
  'expect.functionError': 'whether the function must fail (true) or must not (false, and when absent)',
  'expect.body': 'what `body` of the answer (else `payload`, else the whole answer) must equal',
  'expect.bodyContains': 'what it must contain: text within text, keys within maps, items within lists',
  'expect.jsonPath': 'conditions on places of the answer',
  'expect.jsonPath[].path': 'JSONPath such as `$.statusCode`, without scripts and filters; what it finds must exist',
  'expect.jsonPath[].equals': 'the value found',
  'expect.jsonPath[].matches': 'regular expression that the value found matches',
  'expect.jsonPath[].lessThan': 'a number above the value found',
  'expect.jsonPath[].greaterThan': 'a number below the value found',
  'expect.matches': 'regular expression that the whole answer matches',
  'expect.maxDurationMs': 'longest a call may take, in ms',
  timeoutSeconds: "how long one call may take, in s; absent: the stage's timeout, else the function's own and 5 s",
  attempts: 'how many answers may be judged until one passes; absent: 1',
  intervalSeconds: 'wait between two of them, in s; absent: 10',
  weightPercent: 'share of the calls that the candidate gets; each weight above the one before',
  holdSeconds: 'how long the weight is held before the next step; absent: 0',
  check: 'a step that calls the candidate and judges the answer, instead of weightPercent and holdSeconds',
  arn: 'queue, stream or other source',
  batchSize: 'most records in one invocation',
  windowSeconds: 'how long records are gathered, in s',
  startingPosition: 'where a new mapping of a stream begins; AWS never changes it later',
  filters: "patterns of AWS's event filtering, each a JSON text",
  maximumConcurrency: 'most invocations at one time; SQS queues only',
  onFailureArn: 'where failed records go',
  onSuccessArn: 'not supported yet and refused: AWS sends only failed batches on',
  enabled: 'whether it is polled; absent: one that was paused stays paused',
  targetArn: 'queue or topic; empty text removes it',
  mode: '`Active` traces, `PassThrough` follows the caller',
};

/** Every place inside a field, outermost first; none when the field holds a plain value. */
export function subFields(name: string, schema: JsonSchema | undefined): SubField[] {
  const inner = schema?.type === 'array' ? schema.items : schema;
  const place = schema?.type === 'array' ? `${name}[]` : name;
  return Object.entries(inner?.properties ?? {}).flatMap(([key, part]) => {
    const path = `${place}.${key}`;
    return [
      { path, type: typeWords(part), required: inner?.required?.includes(key) === true, meaning: meaningOf(path) },
      ...subFields(path, part),
    ];
  });
}

function meaningOf(path: string): string {
  const parts = path.split('.');
  const ends = parts.map((_, index) => parts.slice(index).join('.'));
  return ends.map((end) => MEANINGS[end]).find((meaning) => meaning !== undefined) ?? '';
}
