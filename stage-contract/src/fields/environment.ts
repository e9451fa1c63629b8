import { KMS_KEY_ARN } from '../arns';
import { field } from '../fieldMeta';
import { textLike, textMap } from '../values';

const kmsKey = () => textLike(KMS_KEY_ARN, 'kmsKeyArn');
const otherSpelling = (label: string) => ({
  label,
  section: 'environment',
  native: true,
  noControl: 'an alternative spelling of encryptionKMSKeyArn',
});

/** The function's environment and the key that encrypts it. Absent ones stay unchanged. */
export const environmentFields = {
  envVariables: field(textMap(/^[A-Za-z][A-Za-z0-9_]+$/, 'variableName'), {
    label: 'Variables',
    entry: 'Variable',
    section: 'environment',
    native: true,
    secret: true,
    control: 'environment',
    whenAbsent: 'unchanged',
    help: 'The complete environment: variables that are not listed here are removed. Values are secret: they are masked here and never appear in outputs, logs or plans.',
  }),
  encryptionKMSKeyArn: field(kmsKey(), {
    label: 'Encryption key',
    section: 'environment',
    native: true,
    example: 'arn:aws:kms:us-east-1:123456789012:key/…',
    whenAbsent: 'unchanged (the default key for a new function)',
    help: 'A customer managed KMS key that encrypts the environment variables.',
  }),
  kmskeyArn: field(kmsKey(), otherSpelling('Encryption key (kmskeyArn)')),
  KMSKeyArn: field(kmsKey(), otherSpelling('Encryption key (KMSKeyArn)')),
};
