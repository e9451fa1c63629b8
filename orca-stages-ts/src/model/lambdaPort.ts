import type { AliasFacts, AliasSpec } from './aliasFacts';
import type { ConfigurationFacts, FunctionFacts } from './functionFacts';
import type { CreateFunctionSpec, UpdateCodeSpec, UpdateConfigurationSpec } from './functionSpecs';
import type { InvokeFacts, InvokeSpec } from './invocation';
import type { MappingFacts, MappingSpec } from './mappingFacts';
import type { PolicyStatement } from './policyStatement';
import type { ProvisionedFacts } from './provisionedFacts';

/**
 * What stages may do with AWS Lambda, in facts of our own. The port is bound to one account, region and execution;
 * each method is one API call (lists page through), made once, without retries: the engine decides about those.
 * What a call sends is stated here and only here: the operation behind a method takes its signature over, and the port is derived from the operations.
 * Every method throws StageError with AWS's code and request id; "not found" is a value where the return type says undefined.
 */
export interface LambdaPort {
  getFunction(functionName: string, qualifier?: string): Promise<FunctionFacts | undefined>;
  createFunction(spec: CreateFunctionSpec): Promise<ConfigurationFacts>;
  updateFunctionCode(spec: UpdateCodeSpec): Promise<ConfigurationFacts>;
  updateFunctionConfiguration(spec: UpdateConfigurationSpec): Promise<ConfigurationFacts>;
  publishVersion(spec: {
    functionName: string;
    codeSha256?: string;
    description?: string;
    revisionId?: string;
  }): Promise<ConfigurationFacts>;
  /** Published versions only, newest first, never `$LATEST`. */
  listVersions(functionName: string): Promise<ConfigurationFacts[]>;
  deleteFunction(functionName: string, qualifier?: string): Promise<void>;

  getAlias(functionName: string, aliasName: string): Promise<AliasFacts | undefined>;
  listAliases(functionName: string): Promise<AliasFacts[]>;
  createAlias(spec: AliasSpec): Promise<AliasFacts>;
  updateAlias(spec: AliasSpec & { revisionId?: string }): Promise<AliasFacts>;

  /** Reserved concurrency, undefined when there is none. */
  getReservedConcurrency(functionName: string): Promise<number | undefined>;
  putReservedConcurrency(functionName: string, executions: number): Promise<void>;
  deleteReservedConcurrency(functionName: string): Promise<void>;
  getProvisionedConcurrency(functionName: string, qualifier: string): Promise<ProvisionedFacts | undefined>;
  listProvisionedConcurrency(functionName: string): Promise<(ProvisionedFacts & { qualifier: string })[]>;
  putProvisionedConcurrency(functionName: string, qualifier: string, executions: number): Promise<void>;
  deleteProvisionedConcurrency(functionName: string, qualifier: string): Promise<void>;

  /** Mappings whose FunctionArn is exactly this function or qualifier (`functionName` or `functionName:alias`); AWS lists one qualifier at a time. */
  listEventSourceMappings(functionName: string): Promise<MappingFacts[]>;
  getEventSourceMapping(uuid: string): Promise<MappingFacts | undefined>;
  createEventSourceMapping(spec: MappingSpec & { functionName: string; eventSourceArn: string }): Promise<MappingFacts>;
  updateEventSourceMapping(spec: MappingSpec & { uuid: string }): Promise<MappingFacts>;
  deleteEventSourceMapping(uuid: string): Promise<void>;

  listTags(functionArn: string): Promise<Record<string, string>>;
  tagResource(functionArn: string, tags: Record<string, string>): Promise<void>;
  untagResource(functionArn: string, keys: string[]): Promise<void>;
  /** The resource policy's statements for a qualifier (none: the function itself); undefined when there is no policy. */
  getPolicy(functionName: string, qualifier?: string): Promise<PolicyStatement[] | undefined>;
  /** Whether a function URL exists for the qualifier (none: the function itself). */
  hasFunctionUrl(functionName: string, qualifier?: string): Promise<boolean>;

  invoke(spec: InvokeSpec): Promise<InvokeFacts>;
}
