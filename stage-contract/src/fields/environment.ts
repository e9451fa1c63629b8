import { KMS_KEY_ARN } from '../arns';
import { field } from '../fieldMeta';
import { textLike, textMap } from '../values';

const kmsKey = () => textLike(KMS_KEY_ARN, 'kmsKeyArn');
const otherSpelling = (label: string) => ({
  label,
  section: 'environment',
  native: true,
  noControl: 'another spelling of encryptionKMSKeyArn',
});

/** The function's environment and the key that encrypts it; absent ones are left alone. */
export const environmentFields = {
  envVariables: field(textMap(/^[A-Za-z][A-Za-z0-9_]+$/, 'variableName'), {
    label: 'Variables',
    entry: 'Variable',
    section: 'environment',
    native: true,
    secret: true,
    control: 'environment',
    whenAbsent: 'left alone',
    help: 'The whole environment: a variable that is not listed is removed. Values are secret: masked here, and never in outputs, logs or plans.',
  }),
  encryptionKMSKeyArn: field(kmsKey(), {
    label: 'Encryption key',
    section: 'environment',
    native: true,
    placeholder: 'arn:aws:kms:us-east-1:123456789012:key/…',
    whenAbsent: 'left alone (the default key for a new function)',
    help: 'Customer managed KMS key for the environment.',
  }),
  kmskeyArn: field(kmsKey(), otherSpelling('Encryption key (kmskeyArn)')),
  KMSKeyArn: field(kmsKey(), otherSpelling('Encryption key (KMSKeyArn)')),
};
