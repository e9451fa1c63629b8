import { createHash } from 'node:crypto';
import { functionArn, partitionOf, type Place } from '../arns';
import type { FunctionRecord, VersionRecord } from '../store/functionRecord';

/** The variants of a configuration in responses: lists omit the states. */
export type ViewOptions = {
  /** The qualifier in FunctionArn; absent for none. */ arnQualifier?: string | undefined;
  inList?: boolean;
};

/** The VPC that all subnets are in. */
export const VPC_ID = 'vpc-0123456789abcdef0';

/** A FunctionConfiguration as AWS returns it. */
export function configurationView(
  place: Place,
  fn: FunctionRecord,
  version: VersionRecord,
  options: ViewOptions = {},
): Record<string, unknown> {
  const { settings } = version;
  return {
    FunctionName: fn.name,
    FunctionArn: functionArn(place, fn.name, options.arnQualifier),
    Version: version.version,
    ...settings,
    CodeSha256: version.codeSha256,
    CodeSize: version.codeSize,
    LastModified: version.lastModified,
    RevisionId: version.revisionId,
    PackageType: 'Zip',
    SnapStart: { ...settings.SnapStart, OptimizationStatus: snapStartStatus(version) },
    ...(settings.VpcConfig === undefined
      ? {}
      : {
          VpcConfig: {
            ...settings.VpcConfig,
            VpcId: settings.VpcConfig.SubnetIds.length > 0 ? VPC_ID : '',
          },
        }),
    ...(settings.Layers === undefined ? {} : { Layers: settings.Layers.map((arn) => ({ Arn: arn, CodeSize: 0 })) }),
    ...(options.inList === true ? {} : stateView(place, version)),
  };
}

function stateView(place: Place, version: VersionRecord): Record<string, unknown> {
  return {
    State: version.state,
    StateReason: version.stateReason,
    StateReasonCode: version.stateReasonCode,
    LastUpdateStatus: version.lastUpdateStatus,
    LastUpdateStatusReason: version.lastUpdateStatusReason,
    LastUpdateStatusReasonCode: version.lastUpdateStatusReasonCode,
    RuntimeVersionConfig: { RuntimeVersionArn: runtimeVersionArn(place, version.settings.Runtime) },
  };
}

function runtimeVersionArn(place: Place, runtime: string): string {
  return `arn:${partitionOf(place.region)}:lambda:${place.region}::runtime:${createHash('sha256').update(runtime).digest('hex')}`;
}

function snapStartStatus(version: VersionRecord): 'On' | 'Off' {
  return version.settings.SnapStart.ApplyOn === 'PublishedVersions' && version.version !== '$LATEST' ? 'On' : 'Off';
}
