import type { Catalogue } from '../catalogue';
import { joined } from '../joined';
import type { Voice } from '../voice';

/** What can be wrong with a JSONPath. */
const PATH_FAULTS = {
  noDollar: 'must begin with $',
  openBracket: 'has a bracket that is not closed',
  script: 'contains a filter or script, which is not allowed; use a plain path instead',
  syntax: 'is not a valid JSONPath',
} as const satisfies Record<string, string>;

/** The name of a fault of a JSONPath. */
export type PathFault = keyof typeof PATH_FAULTS;

/** What can be wrong with how a function is called and its response checked. */
export const CALL_PROBLEMS = {
  payloadGivenTwice: ({ fields }: { fields: readonly string[] }, voice: Voice) =>
    `gives the payload more than once; keep one of ${joined(fields.map((field) => voice.field(field)))}`,
  artifactById: (_values: Readonly<Record<string, never>>, voice: Voice) =>
    `refers to an expected artifact by ID, which is not supported yet; provide the content inline${voice.reader === 'api' ? ' (embedded/base64, or invokePayload)' : ''}`,
  artifactType: ({ type }: { type?: string }) =>
    `has type ${type ?? 'unknown'}, which is not supported yet; use an embedded/base64 artifact, or provide the text inline`,
  artifactNotBase64: (_values: Readonly<Record<string, never>>, voice: Voice) =>
    `does not contain valid base64${voice.reader === 'api' ? ' in artifact.reference' : ''}`,
  needsAnswer: ({ invocationType }: { invocationType: string }, voice: Voice) =>
    `needs a response, which ${voice.choice('invocationType', invocationType)} does not return; use ${voice.choice('invocationType', 'RequestResponse')}`,
  invalidPath: ({ fault }: { fault: PathFault }) => PATH_FAULTS[fault],
  brokenJson: () => 'looks like JSON but is not valid JSON',
  payloadTooLarge: ({ bytes, limitBytes }: { bytes: number; limitBytes: number }) =>
    `is ${bytes} bytes, but AWS allows at most ${limitBytes}`,
} as const satisfies Catalogue;
