import type { CreateFunctionCommandInput } from '@aws-sdk/client-lambda';
import type { ConfigurationSpec } from '../../model/functionSpecs';
import type { LambdaCallFacts } from './lambdaCallFacts';

/**
 * Settings in the form that create and update share. What is absent is not sent; what is empty is sent as AWS's way to
 * clear it.
 */
export const configurationInput = (spec: ConfigurationSpec) => ({
  Runtime: spec.runtime as CreateFunctionCommandInput['Runtime'],
  Handler: spec.handler,
  Role: spec.role,
  Description: spec.description,
  MemorySize: spec.memorySizeMb,
  Timeout: spec.timeoutSeconds,
  EphemeralStorage: spec.ephemeralStorageMb === undefined ? undefined : { Size: spec.ephemeralStorageMb },
  Layers: spec.layers,
  Environment: spec.environment === undefined ? undefined : { Variables: spec.environment },
  KMSKeyArn: spec.kmsKeyArn,
  VpcConfig:
    spec.vpc === undefined ? undefined : { SubnetIds: spec.vpc.subnetIds, SecurityGroupIds: spec.vpc.securityGroupIds },
  DeadLetterConfig: spec.deadLetterArn === undefined ? undefined : { TargetArn: spec.deadLetterArn },
  TracingConfig: spec.tracingMode === undefined ? undefined : { Mode: spec.tracingMode as 'Active' | 'PassThrough' },
});

/** What messages about such a call need, and what they must not reveal. */
export const configurationCallFacts = (spec: ConfigurationSpec): Pick<LambdaCallFacts, 'role' | 'secrets'> => ({
  role: spec.role,
  secrets: { environment: spec.environment },
});
