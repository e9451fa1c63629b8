import { z } from 'zod';
import { field } from '../fieldMeta';
import { artifactSchema } from '../fields/artifact';
import { expectationSchema } from '../fields/expectation';
import { targetFields } from '../fields/target';
import { routeVersion, versionNumber } from '../fields/version';
import { defineStage } from '../stageDefinition';
import { flag, oneOf, textLike, wholeNumber } from '../values';
import { invokeRules } from './invokeRules';

/** AWS Lambda Invoke: run the function and judge the answer. */
export const invokeDefinition = defineStage({
  type: 'Aws.LambdaInvokeStage',
  key: 'invoke',
  label: 'AWS Lambda Invoke',
  description: 'Run the function and judge the answer.',
  sections: [
    { id: 'where', title: 'Where' },
    { id: 'call', title: 'Call' },
    { id: 'expect', title: 'Expectations' },
    { id: 'record', title: 'What is kept' },
  ],
  schema: z.object({
    ...targetFields,
    aliasName: field(textLike(/^[A-Za-z0-9_-]{1,128}$/, 'aliasOrVersion'), {
      label: 'Alias',
      section: 'where',
      native: true,
      placeholder: 'for example live',
      whenAbsent: 'the unpublished head is called',
      help: 'The alias to call. Without an alias and a version, the unpublished head is called.',
    }),
    version: field(routeVersion(), {
      label: 'Version',
      section: 'where',
      control: 'versionMacro',
      help: 'A version to call past every alias, such as the candidate before it gets traffic.',
    }),
    versionNumber: field(versionNumber(), {
      label: 'Version number',
      section: 'where',
      placeholder: '42',
      help: 'Used with $PROVIDED.',
    }),
    invokePayload: field(z.unknown(), {
      label: 'Payload',
      section: 'call',
      control: 'textArea',
      secret: true,
      placeholder: '{"ping": true}',
      whenAbsent: 'an empty object',
      help: 'JSON or text that the function gets as its event.',
    }),
    payloadArtifact: field(artifactSchema, {
      label: 'Payload artifact',
      section: 'call',
      native: true,
      control: 'artifact',
      help: 'Inline artifact (embedded/base64), instead of Payload.',
    }),
    invocationType: field(oneOf(['RequestResponse', 'Event', 'DryRun']), {
      label: 'Kind of call',
      section: 'call',
      control: 'cards',
      choices: { RequestResponse: 'Wait for the answer', Event: 'Queue it', DryRun: 'Only check permission' },
      defaultChoice: 'RequestResponse',
      whenAbsent: 'the answer is waited for',
    }),
    executionCount: field(wholeNumber(1, 100), {
      label: 'How often',
      section: 'call',
      native: true,
      unit: 'calls',
      whenAbsent: 'once',
    }),
    parallelism: field(wholeNumber(1, 20), {
      label: 'At one time',
      section: 'call',
      unit: 'calls',
      whenAbsent: 'one after the other',
    }),
    timeout: field(wholeNumber(1, 900), {
      label: 'Timeout',
      section: 'call',
      native: true,
      unit: 's',
      whenAbsent: "the function's own and 5 s",
      help: 'How long one call may take.',
    }),
    expect: field(expectationSchema, {
      label: 'Expectations',
      section: 'expect',
      control: 'json',
      whenAbsent: 'the function must not fail',
      help: 'All conditions that are given must hold: functionError, body, bodyContains, jsonPath, matches, maxDurationMs.',
    }),
    outputArtifact: field(artifactSchema, {
      label: 'Expected output artifact',
      section: 'expect',
      native: true,
      control: 'artifact',
      help: 'Inline artifact (embedded/base64) that the response body must equal.',
    }),
    recordResponse: field(oneOf(['none', 'truncated']), {
      label: 'Responses',
      section: 'record',
      control: 'cards',
      choices: { none: 'Not kept', truncated: 'First 4 KB' },
      defaultChoice: 'truncated',
      whenAbsent: 'the first 4 KB are kept',
    }),
    recordLogs: field(flag(), {
      label: 'Log tails',
      section: 'record',
      whenAbsent: 'not kept',
      help: 'The last 4 KB of log of each call, shown in the execution. Logs may hold secrets.',
    }),
  }),
  notSupportedYet: { targets: 'oneStagePerTarget' },
  deadFields: ['lambdaPayload', 'lambdaOutput', 'payloadrtifact', 'triggerArns', 'batchsize'],
  rules: invokeRules,
});

export type InvokeInput = z.output<typeof invokeDefinition.schema>;
