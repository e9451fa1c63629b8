import { partitionOf } from '../arns';
import type { Emulator } from '../emulator';
import { invalidParameter } from '../errors';
import { Constraints } from '../http/constraints';
import type { RequestFields } from '../http/requestFields';
import type { FunctionSettings } from '../store/functionRecord';
import type { AwsRequest } from '../http/awsRequest';
import { deniedByEc2, requireAllowed } from '../iam/requireAllowed';
import { requireLayer, requireReceiver, requireSubnet } from '../resources';
import { requireEnvironment, requireNoNull } from './environment';
import { VPC_ID } from './configurationView';
import { rolePattern } from './role';
import { requireRuntime } from './runtimes';

const layerPattern = /^(arn:(aws[a-zA-Z-]*)?:lambda:[a-z-]+-\d:\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)$/;
const printedLayerPattern =
  '(arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+)';

/** Rejects what is outside AWS's limits, for create and update alike. */
export function requireSettingsFields(fields: RequestFields, request: AwsRequest, emulator: Emulator): void {
  new Constraints()
    .pattern('role', fields.text('Role'), rolePattern)
    .length('handler', fields.text('Handler'), 0, 128)
    .pattern('handler', fields.text('Handler'), '[^\\s]+')
    .length('description', fields.text('Description'), 0, 256)
    .range('timeout', fields.integer('Timeout'), 1, 900)
    .range('memorySize', fields.integer('MemorySize'), 128, 10_240)
    .range('ephemeralStorage.size', fields.structure('EphemeralStorage')?.integer('Size'), 512, 10_240)
    .oneOf('tracingConfig.mode', fields.structure('TracingConfig')?.text('Mode'), ['Active', 'PassThrough'])
    .oneOf('snapStart.applyOn', fields.structure('SnapStart')?.text('ApplyOn'), ['PublishedVersions', 'None'])
    .oneOf('loggingConfig.logFormat', fields.structure('LoggingConfig')?.text('LogFormat'), ['JSON', 'Text'])
    .pattern(
      'deadLetterConfig.targetArn',
      fields.structure('DeadLetterConfig')?.text('TargetArn'),
      '(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()',
    )
    .pattern('kMSKeyArn', fields.text('KMSKeyArn'), '(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()')
    .enforce();
  requireNoNull('The handler', fields.text('Handler'));
  const runtime = fields.text('Runtime');
  if (runtime !== undefined) requireRuntime(runtime);
  const variables = fields.structure('Environment')?.textMap('Variables');
  if (variables !== undefined) requireEnvironment(variables);
  requireVpc(fields.structure('VpcConfig'), request, emulator);
  requireDeadLetterTarget(fields.structure('DeadLetterConfig')?.text('TargetArn'), emulator);
  requireLayers(fields.texts('Layers'), request, emulator);
}

function requireVpc(vpc: RequestFields | undefined, request: AwsRequest, emulator: Emulator): void {
  if (vpc === undefined) return;
  const subnets = vpc.texts('SubnetIds') ?? [];
  const groups = vpc.texts('SecurityGroupIds') ?? [];
  const member =
    'Member must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 0, Member must satisfy regular expression pattern:';
  new Constraints()
    .that(
      subnets.every((id) => /^subnet-[0-9a-z]*$/.test(id)),
      'vpcConfig.subnetIds',
      `[${subnets.join(', ')}]`,
      `${member} subnet-[0-9a-z]*]`,
    )
    .that(
      groups.every((id) => /^sg-[0-9a-zA-Z]*$/.test(id)),
      'vpcConfig.securityGroupIds',
      `[${groups.join(', ')}]`,
      `${member} sg-[0-9a-zA-Z]*]`,
    )
    .enforce();
  if ((subnets.length === 0) !== (groups.length === 0))
    throw invalidParameter('SubnetIds and SecurityIds must coexist or be both empty list.');
  if (subnets.length > 16 || groups.length > 5)
    throw invalidParameter('A function takes at most 16 subnets and 5 security groups.');
  requireVpcAllowed(subnets, groups, request, emulator);
  for (const id of subnets) requireSubnet(emulator, id);
}

/** Lambda uses the caller's permissions to look the network up. Source: developer guide, "User permissions" of VPCs. */
function requireVpcAllowed(subnets: string[], groups: string[], request: AwsRequest, emulator: Emulator): void {
  if (subnets.length === 0) return;
  const looks = [
    ['ec2:DescribeSecurityGroups', groups[0]],
    ['ec2:DescribeSubnets', subnets[0]],
    ['ec2:DescribeVpcs', VPC_ID],
  ] as const;
  for (const [action, id = ''] of looks) requireAllowed(request, emulator, { action, resource: '*' }, deniedByEc2(id));
}

function requireDeadLetterTarget(target: string | undefined, emulator: Emulator): void {
  if (target === undefined || target === '') return;
  if (!/^arn:aws[a-zA-Z-]*:(sqs|sns):/.test(target)) {
    throw invalidParameter(
      'The dead letter target provided is invalid: it must be the ARN of an SQS queue or SNS topic.',
    );
  }
  requireReceiver(emulator, target);
}

function requireLayers(layers: string[] | undefined, request: AwsRequest, emulator: Emulator): void {
  if (layers === undefined) return;
  new Constraints()
    .that(
      layers.every((arn) => layerPattern.test(arn)),
      'layers',
      `[${layers.join(', ')}]`,
      `Member must satisfy constraint: [Member must have length less than or equal to 2048, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: ${printedLayerPattern}, Member must not be null]`,
    )
    .enforce();
  if (layers.length > 5) throw invalidParameter('Cannot reference more than 5 layers.');
  if (layers.some((arn) => !arn.startsWith(`arn:${partitionOf(request.region)}:lambda:${request.region}:`))) {
    throw invalidParameter(
      `Layers are not in the same region as the function. Layers are expected to be in region ${request.region}.`,
    );
  }
  const byLayer = new Map<string, string>();
  for (const arn of layers) {
    const layer = arn.replace(/:\d+$/, '');
    const other = byLayer.get(layer);
    if (other !== undefined)
      throw invalidParameter(
        `Two different versions of the same layer are not allowed to be referenced in the same function. ${other} and ${arn} are versions of the same layer.`,
      );
    byLayer.set(layer, arn);
    requireAllowed(request, emulator, { action: 'lambda:GetLayerVersion', resource: arn });
    requireLayer(emulator, arn);
  }
}

/** The settings of a new function before the request's are applied. */
export function defaultSettings(name: string): FunctionSettings {
  return {
    Role: '',
    Runtime: '',
    Handler: '',
    Description: '',
    Timeout: 3,
    MemorySize: 128,
    Architectures: ['x86_64'],
    EphemeralStorage: { Size: 512 },
    TracingConfig: { Mode: 'PassThrough' },
    SnapStart: { ApplyOn: 'None' },
    LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${name}` },
  };
}
