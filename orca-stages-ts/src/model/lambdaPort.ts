import type { AliasFacts, AliasSpec } from './aliasFacts';
import type { ConfigurationFacts, FunctionFacts } from './functionFacts';
import type { CreateFunctionSpec, UpdateCodeSpec, UpdateConfigurationSpec } from './functionSpecs';
import type { InvokeFacts, InvokeSpec } from './invocation';
import type { MappingFacts, MappingSpec } from './mappingFacts';
import type { PolicyStatement } from './policyStatement';
import type { ProvisionedFacts } from './provisionedFacts';

/**
 * What stages can do with AWS Lambda, in our own facts. The port is bound to one account, region and execution. Each
 * method is one API call (lists read all pages), made once and without retries: the engine decides about those. The
 * input of a call is only declared here: the operation behind a method has the method's signature, and the port is
 * derived from the operations. Every method throws StageError with AWS's code and request ID; "not found" is a value if
 * the return type includes undefined.
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

  /** With what belongs to it: permissions, function URL, provisioned concurrency. No error if it is gone. */
  deleteAlias(functionName: string, aliasName: string): Promise<void>;

  /** Reserved concurrency; undefined if there is none. */
  getReservedConcurrency(functionName: string): Promise<number | undefined>;
  putReservedConcurrency(functionName: string, executions: number): Promise<void>;
  deleteReservedConcurrency(functionName: string): Promise<void>;
  getProvisionedConcurrency(functionName: string, qualifier: string): Promise<ProvisionedFacts | undefined>;
  listProvisionedConcurrency(functionName: string): Promise<(ProvisionedFacts & { qualifier: string })[]>;
  putProvisionedConcurrency(functionName: string, qualifier: string, executions: number): Promise<void>;
  deleteProvisionedConcurrency(functionName: string, qualifier: string): Promise<void>;

  /**
   * Mappings whose FunctionArn is exactly this function or qualifier (`functionName` or `functionName:alias`); AWS
   * lists one qualifier at a time. With a source, its mappings to the function, whatever the qualifier.
   */
  listEventSourceMappings(functionName: string, ofSource?: string): Promise<MappingFacts[]>;
  getEventSourceMapping(uuid: string): Promise<MappingFacts | undefined>;
  createEventSourceMapping(spec: MappingSpec & { functionName: string; eventSourceArn: string }): Promise<MappingFacts>;
  updateEventSourceMapping(spec: MappingSpec & { uuid: string }): Promise<MappingFacts>;
  deleteEventSourceMapping(uuid: string): Promise<void>;

  tagResource(functionArn: string, tags: Record<string, string>): Promise<void>;
  untagResource(functionArn: string, keys: string[]): Promise<void>;
  /**
   * The statements of a qualifier's resource policy (no qualifier: the function itself); undefined if there is no
   * policy.
   */
  getPolicy(functionName: string, qualifier?: string): Promise<PolicyStatement[] | undefined>;
  /** Whether a function URL exists for the qualifier (no qualifier: the function itself). */
  hasFunctionUrl(functionName: string, qualifier?: string): Promise<boolean>;

  invoke(spec: InvokeSpec): Promise<InvokeFacts>;
}
