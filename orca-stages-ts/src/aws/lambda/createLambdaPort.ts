import type { LambdaPort } from '../../model/lambdaPort';
import type { LambdaCaller } from '../lambdaCaller';
import * as operations from './operations';

/** The port, bound to the caller of one account, region and execution. */
export const createLambdaPort = (aws: LambdaCaller): LambdaPort => ({
  getFunction: (functionName, qualifier) => operations.getFunction(aws, functionName, qualifier),
  createFunction: (spec) => operations.createFunction(aws, spec),
  updateFunctionCode: (spec) => operations.updateFunctionCode(aws, spec),
  updateFunctionConfiguration: (spec) => operations.updateFunctionConfiguration(aws, spec),
  publishVersion: (spec) => operations.publishVersion(aws, spec),
  listVersions: (functionName) => operations.listVersions(aws, functionName),
  deleteFunction: (functionName, qualifier) => operations.deleteFunction(aws, functionName, qualifier),

  getAlias: (functionName, aliasName) => operations.getAlias(aws, functionName, aliasName),
  listAliases: (functionName) => operations.listAliases(aws, functionName),
  createAlias: (spec) => operations.createAlias(aws, spec),
  updateAlias: (spec) => operations.updateAlias(aws, spec),

  getReservedConcurrency: (functionName) => operations.getReservedConcurrency(aws, functionName),
  putReservedConcurrency: (functionName, executions) =>
    operations.putReservedConcurrency(aws, functionName, executions),
  deleteReservedConcurrency: (functionName) => operations.deleteReservedConcurrency(aws, functionName),
  getProvisionedConcurrency: (functionName, qualifier) =>
    operations.getProvisionedConcurrency(aws, functionName, qualifier),
  listProvisionedConcurrency: (functionName) => operations.listProvisionedConcurrency(aws, functionName),
  putProvisionedConcurrency: (functionName, qualifier, executions) =>
    operations.putProvisionedConcurrency(aws, functionName, qualifier, executions),
  deleteProvisionedConcurrency: (functionName, qualifier) =>
    operations.deleteProvisionedConcurrency(aws, functionName, qualifier),

  listEventSourceMappings: (functionName) => operations.listEventSourceMappings(aws, functionName),
  getEventSourceMapping: (uuid) => operations.getEventSourceMapping(aws, uuid),
  createEventSourceMapping: (spec) => operations.createEventSourceMapping(aws, spec),
  updateEventSourceMapping: (spec) => operations.updateEventSourceMapping(aws, spec),
  deleteEventSourceMapping: (uuid) => operations.deleteEventSourceMapping(aws, uuid),

  listTags: (functionArn) => operations.listTags(aws, functionArn),
  tagResource: (functionArn, tags) => operations.tagResource(aws, functionArn, tags),
  untagResource: (functionArn, keys) => operations.untagResource(aws, functionArn, keys),
  getPolicy: (functionName, qualifier) => operations.getPolicy(aws, functionName, qualifier),
  hasFunctionUrl: (functionName, qualifier) => operations.hasFunctionUrl(aws, functionName, qualifier),

  invoke: (spec) => operations.invoke(aws, spec),
});
