import { parseStage, type DeploymentInput } from 'stage-contract';
import type { AliasFacts } from '../../../model/aliasFacts';
import type { MappingFacts } from '../../../model/mappingFacts';
import { FUNCTION_ARN, headOf } from '../../shared/testing/headOf';
import type { ObservedDeployment } from '../observe';
import { operationFacts } from '../../shared/testing/operationFacts';

/** A value that must not appear in any plan, report, fact or note. */
export const SECRET = 'hunter2-in-the-environment';
export const QUEUE = 'arn:aws:sqs:us-east-1:123456789012:orders';

/** The operation in tests of pure parts. */
export const operation = operationFacts();

/** A Deployment's input as the contract reads it. */
export function inputOf(fields: Record<string, unknown> = {}): DeploymentInput {
  const parsed = parseStage('Aws.LambdaDeploymentStage', {
    account: 'local',
    region: 'us-east-1',
    functionName: 'checkout',
    s3bucket: 'builds',
    s3key: 'checkout.zip',
    runtime: 'nodejs22.x',
    handler: 'index.handler',
    role: 'arn:aws:iam::123456789012:role/checkout',
    ...fields,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.input;
}

export const aliasOf = (
  aliasName: string,
  mainVersion: string,
  additionalVersion?: string,
  additionalWeightPercent?: number,
): AliasFacts => ({
  aliasName,
  aliasArn: `${FUNCTION_ARN}:${aliasName}`,
  description: '',
  revisionId: `r-${aliasName}`,
  mainVersion,
  ...(additionalVersion === undefined ? {} : { additionalVersion }),
  ...(additionalWeightPercent === undefined ? {} : { additionalWeightPercent }),
});

export const mappingOf = (facts: Partial<MappingFacts> = {}): MappingFacts => ({
  uuid: 'u1',
  functionArn: FUNCTION_ARN,
  eventSourceArn: QUEUE,
  state: 'Enabled',
  batchSize: 5,
  filters: [],
  ...facts,
});

/** An existing function with unchanged code, unless overridden. */
export const observedOf = (facts: Partial<ObservedDeployment> = {}): ObservedDeployment => ({
  head: headOf(),
  aliases: [aliasOf('live', '41')],
  wantedCode: { codeSha256: 'old-hash', codeSizeBytes: 4_194_304 },
  mappings: [],
  otherMappings: [],
  moved: [],
  ...facts,
});

/** The same with new code. */
export const newCode = { codeSha256: 'new-hash', codeSizeBytes: 4_299_161 };

/** No function yet. */
export const nothing: ObservedDeployment = { aliases: [], mappings: [], otherMappings: [], moved: [] };
