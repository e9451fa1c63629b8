import type { Catalogue } from '../catalogue';
import { joined } from '../joined';
import type { Voice } from '../voice';

/** What can be wrong with a JSONPath. */
const PATH_FAULTS = {
  noDollar: 'must begin with $',
  openBracket: 'has a bracket that is not closed',
  script: 'holds a filter or script, which is not allowed; name the place instead',
  syntax: 'is not a valid JSONPath',
} as const satisfies Record<string, string>;

/** The name of a fault of a JSONPath. */
export type PathFault = keyof typeof PATH_FAULTS;

/** What can be wrong with how a function is called and its answer judged. */
export const CALL_PROBLEMS = {
  payloadGivenTwice: ({ fields }: { fields: readonly string[] }, voice: Voice) =>
    `gives the payload more than once; keep one of ${joined(fields.map((field) => voice.field(field)))}`,
  artifactById: (_values: Readonly<Record<string, never>>, voice: Voice) =>
    `refers to an expected artifact by id, which is not supported yet; give the content inline${voice.reader === 'api' ? ' (embedded/base64, or invokePayload)' : ''}`,
  artifactType: ({ type }: { type?: string }) =>
    `is of type ${type ?? 'unknown'}, which is not supported yet; use an embedded/base64 artifact, or give the text inline`,
  artifactNotBase64: (_values: Readonly<Record<string, never>>, voice: Voice) =>
    `has no valid base64 text${voice.reader === 'api' ? ' in artifact.reference' : ''}`,
  needsAnswer: ({ invocationType }: { invocationType: string }, voice: Voice) =>
    `needs an answer, which ${voice.choice('invocationType', invocationType)} does not give; use ${voice.choice('invocationType', 'RequestResponse')}`,
  invalidPath: ({ fault }: { fault: PathFault }) => PATH_FAULTS[fault],
  brokenJson: () => 'begins like JSON but is not valid JSON',
  payloadTooLarge: ({ bytes, limitBytes }: { bytes: number; limitBytes: number }) =>
    `takes ${bytes} bytes, but AWS allows ${limitBytes}`,
} as const satisfies Catalogue;
