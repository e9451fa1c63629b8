import { z } from 'zod';
import { DEAD_LETTER_ARN } from '../arns';
import { field } from '../fieldMeta';
import { expecting } from '../messages/expected';
import { mapOf, oneOf } from '../values';

/** Where failed asynchronous events go, and whether calls are traced. */
export const tracingFields = {
  deadLetterConfig: field(
    mapOf(
      {
        targetArn: field(
          expecting(z.string().regex(DEAD_LETTER_ARN).or(z.literal('')), {
            code: 'expectedForm',
            values: { form: 'deadLetterArn' },
          }),
          { label: 'Target', help: 'a queue or topic. An empty string removes it' },
        ),
      },
      'deadLetterConfig',
    ),
    {
      label: 'Dead-letter target',
      section: 'tracing',
      native: true,
      example: 'arn:aws:sqs:us-east-1:123456789012:failed',
      whenAbsent: 'unchanged',
      help: 'The queue or topic that receives failed asynchronous events. An empty ARN removes it.',
    },
  ),
  tracingConfig: field(
    mapOf(
      {
        mode: field(oneOf(['Active', 'PassThrough']), {
          label: 'Mode',
          help: '`Active`: Lambda traces calls. `PassThrough`: Lambda traces a call only if its caller does',
        }),
      },
      'tracingConfig',
    ),
    {
      label: 'X-Ray tracing',
      section: 'tracing',
      native: true,
      suggestions: ['Active', 'PassThrough'],
      whenAbsent: 'unchanged',
    },
  ),
};
