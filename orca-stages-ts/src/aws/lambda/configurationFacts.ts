import { present } from 'stage-contract';
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { ConfigurationFacts } from '../../model/functionFacts';

/** AWS's description of a function or version as our facts, read leniently: what is absent has AWS's default. */
export function configurationFacts(found: FunctionConfiguration): ConfigurationFacts {
  return {
    ...identityFacts(found),
    ...stateFacts(found),
    ...settingFacts(found),
  };
}

const identityFacts = (found: FunctionConfiguration) => ({
  functionName: found.FunctionName ?? '',
  functionArn: found.FunctionArn ?? '',
  version: found.Version ?? '$LATEST',
  revisionId: found.RevisionId ?? '',
  codeSha256: found.CodeSha256 ?? '',
  codeSizeBytes: found.CodeSize ?? 0,
  lastModified: isoTime(found.LastModified ?? ''),
  packageType: found.PackageType ?? 'Zip',
});

/** Lists leave out the states; AWS only lists versions that are usable. */
const stateFacts = (found: FunctionConfiguration) =>
  present({
    state: found.State ?? 'Active',
    stateReason: found.StateReason,
    stateReasonCode: found.StateReasonCode,
    lastUpdateStatus: found.LastUpdateStatus ?? 'Successful',
    lastUpdateStatusReason: found.LastUpdateStatusReason,
    lastUpdateStatusReasonCode: found.LastUpdateStatusReasonCode,
  });

const settingFacts = (found: FunctionConfiguration) =>
  present({
    runtime: found.Runtime,
    handler: found.Handler,
    role: found.Role ?? '',
    description: found.Description ?? '',
    memorySizeMb: found.MemorySize ?? 128,
    timeoutSeconds: found.Timeout ?? 3,
    ephemeralStorageMb: found.EphemeralStorage?.Size ?? 512,
    architectures: found.Architectures ?? ['x86_64'],
    layers: (found.Layers ?? []).flatMap((layer) => layer.Arn ?? []),
    ...environmentFacts(found.Environment),
    kmsKeyArn: textOrUndefined(found.KMSKeyArn),
    vpc: vpcFacts(found.VpcConfig),
    deadLetterArn: textOrUndefined(found.DeadLetterConfig?.TargetArn),
    tracingMode: found.TracingConfig?.Mode ?? 'PassThrough',
  });

/** Without kms:Decrypt on the function's key, AWS shows an error in place of the variables. */
const environmentFacts = (environment: FunctionConfiguration['Environment']) => ({
  environment: environment?.Variables ?? {},
  environmentRefused: environment?.Error?.Message ?? environment?.Error?.ErrorCode,
});

/** A function without a VPC may have an empty VpcConfig. */
function vpcFacts(vpc: FunctionConfiguration['VpcConfig']): ConfigurationFacts['vpc'] {
  const subnetIds = vpc?.SubnetIds ?? [];
  return subnetIds.length === 0
    ? undefined
    : { vpcId: vpc?.VpcId ?? '', subnetIds, securityGroupIds: vpc?.SecurityGroupIds ?? [] };
}

const textOrUndefined = (text: string | undefined): string | undefined => (text === '' ? undefined : text);

/** Lambda writes `+0000` where ISO 8601 has `Z`. */
function isoTime(text: string): string {
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : new Date(time).toISOString();
}
