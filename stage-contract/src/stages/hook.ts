import { z } from 'zod';
import { field, requiredField } from '../fieldMeta';
import { FUNCTION_NAME } from '../fields/target';
import { flag, mapOf, textLike, wholeNumber } from '../values';

/** An alias, a version number, or the unpublished head. */
const QUALIFIER = /^(?:\$LATEST|[A-Za-z0-9_-]{1,128})$/;

/** A Lambda function that is told about a rollout and decides whether it goes on. */
export const hookSchema = mapOf(
  {
    functionName: requiredField(textLike(FUNCTION_NAME, 'functionName'), {
      label: 'Function',
      example: 'checkout-smoke-test',
      help: 'name of the function to call, in the account and region of the stage',
    }),
    qualifier: field(textLike(QUALIFIER, 'aliasOrVersion'), {
      label: 'Alias or version',
      whenAbsent: 'its unpublished head',
      help: 'alias or version of that function. Default: its unpublished head',
    }),
    payload: field(z.unknown(), {
      label: 'Payload',
      example: '{"basket": "demo"}',
      help: 'anything that the function needs to know besides; it gets it as `payload`',
    }),
    timeoutSeconds: field(wholeNumber(1, 900), {
      label: 'Timeout',
      unit: 's',
      whenAbsent: "the function's own timeout plus 5 s",
      help: 'how long the function may take, in seconds. Default: its own timeout plus 5 s',
    }),
    recordLogs: field(flag(), {
      label: 'Record the log',
      whenAbsent: 'no log is recorded',
      help: 'true: the outcome has the end of its log. It may contain secrets',
    }),
  },
  'hook',
);
export type Hook = z.output<typeof hookSchema>;

/** When a hook is called. */
export const HOOK_PHASES = ['preTraffic', 'postTraffic'] as const;
export type HookPhase = (typeof HOOK_PHASES)[number];
