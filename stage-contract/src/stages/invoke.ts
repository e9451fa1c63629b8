import { z } from 'zod';
import { field } from '../fieldMeta';
import { artifactSchema } from '../fields/artifact';
import { expectationSchema } from '../fields/expectation';
import { targetFields } from '../fields/target';
import { routeVersion, versionNumber } from '../fields/version';
import { defineStage } from '../stageDefinition';
import { flag, oneOf, textLike, wholeNumber } from '../values';
import { invokeRules } from './invokeRules';

/** AWS Lambda Invoke: calls the function and checks its response. */
export const invokeDefinition = defineStage({
  type: 'Aws.LambdaInvokeStage',
  key: 'invoke',
  label: 'AWS Lambda Invoke',
  description: 'Invoke a function and check its response.',
  sections: [
    { id: 'where', title: 'Target' },
    { id: 'call', title: 'Invocation' },
    { id: 'expect', title: 'Expectations' },
    { id: 'record', title: 'Recording' },
  ],
  schema: z.object({
    ...targetFields,
    aliasName: field(textLike(/^[A-Za-z0-9_-]{1,128}$/, 'aliasOrVersion'), {
      label: 'Alias',
      section: 'where',
      native: true,
      example: 'live',
      whenAbsent: 'the unpublished head is called',
      help: 'The alias to call. If you set neither an alias nor a version, the unpublished head is called.',
    }),
    version: field(routeVersion(), {
      label: 'Version',
      section: 'where',
      control: 'versionMacro',
      help: 'A version to call directly, without an alias: for example the candidate before it gets traffic.',
    }),
    versionNumber: field(versionNumber(), {
      label: 'Version number',
      section: 'where',
      example: '42',
      help: 'Used with $PROVIDED.',
    }),
    invokePayload: field(z.unknown(), {
      label: 'Payload',
      section: 'call',
      control: 'textArea',
      secret: true,
      example: '{"ping": true}',
      whenAbsent: 'an empty object',
      help: 'The payload that the function is called with: JSON or text.',
    }),
    payloadArtifact: field(artifactSchema, {
      label: 'Payload artifact',
      section: 'call',
      native: true,
      control: 'artifact',
      help: 'An inline artifact (embedded/base64), instead of Payload.',
    }),
    invocationType: field(oneOf(['RequestResponse', 'Event', 'DryRun']), {
      label: 'Invocation type',
      section: 'call',
      control: 'cards',
      choices: { RequestResponse: 'Wait for the response', Event: 'Asynchronous', DryRun: 'Dry run' },
      defaultChoice: 'RequestResponse',
      whenAbsent: 'waits for the response',
    }),
    executionCount: field(wholeNumber(1, 100), {
      label: 'Number of calls',
      section: 'call',
      native: true,
      unit: 'calls',
      whenAbsent: 'once',
    }),
    parallelism: field(wholeNumber(1, 20), {
      label: 'In parallel',
      section: 'call',
      unit: 'calls',
      whenAbsent: 'one at a time',
    }),
    timeout: field(wholeNumber(1, 900), {
      label: 'Timeout',
      section: 'call',
      native: true,
      unit: 's',
      whenAbsent: "the function's own timeout plus 5 s",
      help: 'Maximum duration of one call.',
    }),
    expect: field(expectationSchema, {
      label: 'Expectations',
      section: 'expect',
      control: 'json',
      whenAbsent: 'the function must not fail',
      help: 'Conditions that must all be met: functionError, body, bodyContains, jsonPath, matches, maxDurationMs.',
    }),
    outputArtifact: field(artifactSchema, {
      label: 'Expected output artifact',
      section: 'expect',
      native: true,
      control: 'artifact',
      help: 'An inline artifact (embedded/base64). The response body must equal it.',
    }),
    recordResponse: field(oneOf(['none', 'truncated']), {
      label: 'Responses',
      section: 'record',
      control: 'cards',
      choices: { none: 'Do not record', truncated: 'First 4 KB' },
      defaultChoice: 'truncated',
      whenAbsent: 'the first 4 KB are recorded',
    }),
    recordLogs: field(flag(), {
      label: 'Logs',
      section: 'record',
      whenAbsent: 'not recorded',
      help: 'Record the last 4 KB of the log of each call and show them in the execution details. Logs can contain secrets.',
    }),
  }),
  qualifierFields: { alias: 'aliasName', version: 'version' },
  notSupportedYet: {
    targets: 'oneStagePerTarget',
    tenantId: 'withoutTenants',
    durableExecutionName: 'withoutDurability',
  },
  deadFields: ['lambdaPayload', 'lambdaOutput', 'payloadrtifact', 'triggerArns', 'batchsize'],
  rules: invokeRules,
});

export type InvokeInput = z.output<typeof invokeDefinition.schema>;
