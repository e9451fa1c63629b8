import { z } from 'zod';
import { LAYER_VERSION_ARN, ROLE_ARN } from '../arns';
import { field, requiredField } from '../fieldMeta';
import { concurrencyFields } from '../fields/concurrency';
import { codeFields, codeRules } from '../fields/code';
import { environmentFields } from '../fields/environment';
import { eventSourceFields, OWNERSHIP_MODES, OWNERSHIP_WORDS } from '../fields/eventSource';
import { networkFields } from '../fields/network';
import { aliasName, targetFields } from '../fields/target';
import { tracingFields } from '../fields/tracing';
import { awsDescription, versionDescriptionField } from '../fields/version';
import { defineStage } from '../stageDefinition';
import { deploymentRules } from './deploymentRules';
import { flag, listOf, oneOf, textLike, textMap, wholeNumber } from '../values';

/** Runtimes to suggest. AWS decides, so any other text is allowed too. Source: Lambda's list of runtimes. */
export const RUNTIMES = [
  'nodejs24.x',
  'nodejs22.x',
  'nodejs20.x',
  'python3.14',
  'python3.13',
  'python3.12',
  'python3.11',
  'python3.10',
  'java25',
  'java21',
  'java17',
  'java11',
  'java8.al2',
  'dotnet10',
  'dotnet9',
  'dotnet8',
  'ruby4.0',
  'ruby3.4',
  'ruby3.3',
  'provided.al2023',
  'provided.al2',
] as const;

/** AWS Lambda Deployment: creates the function, or updates its code and configuration. */
export const deploymentDefinition = defineStage({
  type: 'Aws.LambdaDeploymentStage',
  key: 'deployment',
  label: 'AWS Lambda Deployment',
  description:
    'Create a function, or update its code and configuration. Then publish a version and create missing aliases.',
  sections: [
    { id: 'where', title: 'Target' },
    { id: 'code', title: 'Code' },
    { id: 'memory', title: 'Memory and timeout' },
    { id: 'environment', title: 'Environment' },
    { id: 'network', title: 'Network' },
    { id: 'concurrency', title: 'Concurrency' },
    { id: 'eventSources', title: 'Event sources' },
    { id: 'tags', title: 'Tags' },
    { id: 'tracing', title: 'Tracing and dead letters' },
  ],
  schema: z.object({
    ...targetFields,
    ...codeFields,
    runtime: requiredField(textLike(/^[a-z][a-z0-9.]*$/, 'runtime'), {
      label: 'Runtime',
      section: 'code',
      native: true,
      suggestions: RUNTIMES,
      example: 'nodejs22.x',
    }),
    handler: requiredField(textLike(/^\S{1,128}$/, 'handler'), {
      label: 'Handler',
      section: 'code',
      native: true,
      example: 'index.handler',
      help: 'The method that Lambda runs: for Node.js, file name and exported function.',
    }),
    role: requiredField(textLike(ROLE_ARN, 'roleArn'), {
      label: 'Role',
      section: 'code',
      native: true,
      example: 'arn:aws:iam::123456789012:role/name',
      help: 'The execution role: what the function is allowed to do in AWS.',
    }),
    publish: field(flag(), {
      label: 'Publish',
      section: 'code',
      native: true,
      whenAbsent: 'no version is published',
      help: 'Publish a version, or reuse the newest one if nothing has changed. Route needs a published version.',
    }),
    ...versionDescriptionField,
    aliases: field(listOf(aliasName(), 100), {
      label: 'Aliases',
      entry: 'Alias',
      section: 'code',
      native: true,
      placeholder: 'add an alias',
      help: 'Missing aliases are created and point to the new version. Existing aliases keep their routing: use a Route stage to shift traffic.',
    }),
    aliasRouting: field(oneOf(['keep', 'newVersion']), {
      label: 'Existing aliases',
      section: 'code',
      choices: { keep: 'Keep their routing', newVersion: 'Shift all traffic at once' },
      control: 'cards',
      defaultChoice: 'keep',
      whenAbsent: 'they keep their routing',
      help: 'Shift all traffic at once: the listed aliases send all their traffic to the new version, without a canary.',
    }),
    description: field(awsDescription(), {
      label: 'Description',
      section: 'memory',
      native: true,
      whenAbsent: 'unchanged',
    }),
    memorySize: field(wholeNumber(128, 10_240), {
      label: 'Memory',
      section: 'memory',
      native: true,
      unit: 'MB',
      whenAbsent: 'unchanged (128 MB for a new function)',
      help: 'CPU power increases with memory.',
    }),
    timeout: field(wholeNumber(1, 900), {
      label: 'Timeout',
      section: 'memory',
      native: true,
      unit: 's',
      whenAbsent: 'unchanged (3 s for a new function)',
      help: 'Lambda stops an invocation that takes longer.',
    }),
    architectures: field(listOf(oneOf(['x86_64', 'arm64']), 1), {
      label: 'Architecture',
      section: 'memory',
      suggestions: ['x86_64', 'arm64'],
      leftAloneWhenAbsent: true,
      whenAbsent: 'unchanged (x86_64 for a new function)',
    }),
    ephemeralStorageMb: field(wholeNumber(512, 10_240), {
      label: 'Ephemeral storage',
      section: 'memory',
      unit: 'MB',
      whenAbsent: 'unchanged (512 MB for a new function)',
      help: 'Size of /tmp.',
    }),
    layers: field(listOf(textLike(LAYER_VERSION_ARN, 'layerArn'), 5), {
      label: 'Layers',
      entry: 'Layer',
      section: 'memory',
      native: true,
      example: 'arn:aws:lambda:us-east-1:123456789012:layer:name:1',
      whenAbsent: 'unchanged',
      help: 'Layer versions, in order. An empty list removes all layers.',
    }),
    ...environmentFields,
    ...networkFields,
    ...concurrencyFields,
    aliasName: field(aliasName(), {
      label: 'Alias for provisioned concurrency',
      section: 'concurrency',
      native: true,
      help: 'The alias that gets the provisioned concurrency.',
    }),
    ...eventSourceFields,
    tagsMode: field(oneOf(OWNERSHIP_MODES), {
      label: 'Ownership',
      section: 'tags',
      control: 'cards',
      choices: OWNERSHIP_WORDS,
      whenAbsent: 'unchanged when no tags are listed, otherwise Add or update',
    }),
    tags: field(textMap(/^(?!aws:).{1,128}$/u, 'tagName'), {
      label: 'Tags',
      entry: 'Tag',
      section: 'tags',
      native: true,
      whenAbsent: 'unchanged',
    }),
    ...tracingFields,
    enableLambdaAtEdge: field(flag(), {
      label: 'Lambda@Edge',
      native: true,
      noControl: 'not supported yet',
      refused: { true: 'keepEdgeLimits' },
    }),
  }),
  qualifierFields: { alias: 'aliases' },
  notSupportedYet: {
    targets: 'oneStagePerTarget',
    imageUri: 'deployZip',
    imageConfig: 'deployZip',
    snapStart: 'setAtDefinition',
    loggingConfig: 'setAtDefinition',
    fileSystemConfigs: 'setAtDefinition',
    asyncInvoke: 'setAtDefinition',
    aliasPermissions: 'permissionsAtDefinition',
    permissionsMode: 'permissionsAtDefinition',
    functionUrl: 'setAtDefinition',
    targetGroups: 'registerAtLoadBalancer',
    tenancyConfig: 'setAtDefinition',
    durableConfig: 'setAtDefinition',
    capacityProviderConfig: 'setAtDefinition',
    codeSigningConfigArn: 'setAtDefinition',
    publishTo: 'publishNumbered',
    sourceKMSKeyArn: 'withoutSourceKey',
  },
  deadFields: [
    'functionUid',
    'stackName',
    'detailName',
    // In every pipeline that the old plugin came with.
    'describeName',
    'operation',
    'clearExisting',
    'eventConfigurationInputList',
  ],
  rules: (fields, unread) => [...codeRules(fields, unread), ...deploymentRules(fields)],
});

export type DeploymentInput = z.output<typeof deploymentDefinition.schema>;
