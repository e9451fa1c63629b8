import type { FunctionFacts } from '../../../model/functionFacts';

/** The function used in tests of pure parts. */
export const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:123456789012:function:checkout';

/** The unpublished head of a function that has what a Deployment's `inputOf()` declares. */
export const headOf = (facts: Partial<FunctionFacts> = {}): FunctionFacts => ({
  functionName: 'checkout',
  functionArn: FUNCTION_ARN,
  version: '$LATEST',
  revisionId: 'r1',
  codeSha256: 'old-hash',
  codeSizeBytes: 4_194_304,
  lastModified: '2026-11-21T10:00:00.000Z',
  state: 'Active',
  lastUpdateStatus: 'Successful',
  packageType: 'Zip',
  runtime: 'nodejs22.x',
  handler: 'index.handler',
  role: 'arn:aws:iam::123456789012:role/checkout',
  description: '',
  memorySizeMb: 128,
  timeoutSeconds: 3,
  ephemeralStorageMb: 512,
  architectures: ['x86_64'],
  layers: [],
  environment: {},
  tracingMode: 'PassThrough',
  tags: {},
  ...facts,
});
