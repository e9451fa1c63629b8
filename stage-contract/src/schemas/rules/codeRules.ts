import { isGiven, isRead, all, mayNotBeRead, not, when } from '../conditions';
import type { JsonSchema } from '../jsonSchema';

/** `codeRules` of fields/code.ts. */
export const codeRules: readonly JsonSchema[] = [
  when(
    'The code is given once: as a URI, or as bucket and key.',
    isRead('codeUri'),
    all(mayNotBeRead('s3bucket'), mayNotBeRead('s3key')),
  ),
  when(
    'Without a URI, bucket and key say where the code is.',
    not(isGiven('codeUri')),
    all(isGiven('s3bucket'), isGiven('s3key')),
  ),
];
