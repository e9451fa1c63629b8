import { functionArn } from '../arns';
import type { Operation } from '../http/awsRequest';
import { refusalOf } from '../iam/requireAllowed';
import { configurationView } from './configurationView';
import { visibleEnvironment } from './environmentKey';
import { readReference, requireQualified } from './functionReference';

/**
 * GetFunction: configuration with states, where to download the code, tags and reserved concurrency. "Lambda returns tag
 * data only if you have explicit allow permissions for lambda:ListTags" (API reference).
 */
export const getFunction: Operation = (request, emulator) => {
  const reference = readReference(request, request.parameters['FunctionName'] ?? '', request.query.get('Qualifier'));
  const { fn, version } = requireQualified(emulator, request, reference);
  const code = Buffer.from(version.codeSha256, 'base64').toString('hex');
  const permission = { action: 'lambda:ListTags', resource: functionArn(request, fn.name) };
  const tagsRefused = refusalOf(request, emulator, permission);
  return {
    status: 200,
    json: {
      Configuration: {
        ...configurationView(request, fn, version, { arnQualifier: reference.qualifier }),
        ...visibleEnvironment(version.settings, request, emulator),
      },
      Code: { RepositoryType: 'S3', Location: `${emulator.url()}/_sandbox/code/${code}` },
      ...(tagsRefused === undefined
        ? Object.keys(fn.tags).length > 0 && { Tags: fn.tags }
        : { TagsError: { ErrorCode: 'AccessDeniedException', Message: tagsRefused } }),
      ...(fn.reservedConcurrency === undefined
        ? {}
        : { Concurrency: { ReservedConcurrentExecutions: fn.reservedConcurrency } }),
    },
  };
};

/** GetFunctionConfiguration: only the configuration, from the slower quota. */
export const getFunctionConfiguration: Operation = (request, emulator) => {
  const reference = readReference(request, request.parameters['FunctionName'] ?? '', request.query.get('Qualifier'));
  const { fn, version } = requireQualified(emulator, request, reference);
  return {
    status: 200,
    json: {
      ...configurationView(request, fn, version, { arnQualifier: reference.qualifier }),
      ...visibleEnvironment(version.settings, request, emulator),
    },
  };
};
