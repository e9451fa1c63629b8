import { field } from '../fieldMeta';
import { wholeNumber } from '../values';

/** Reserved concurrency that says: remove the limit. AWS itself has no number for that. */
export const NO_RESERVED_LIMIT = -1;

/**
 * Concurrency settings; absent ones stay unchanged. Reserved concurrency 0 is AWS's own 0: no call can run. Provisioned
 * concurrency 0 removes the setting, because AWS has no such 0.
 */
export const concurrencyFields = {
  reservedConcurrentExecutions: field(wholeNumber(NO_RESERVED_LIMIT, 1_000_000), {
    label: 'Reserved concurrency',
    section: 'concurrency',
    native: true,
    whenAbsent: 'unchanged',
    choices: { [NO_RESERVED_LIMIT]: 'No limit', 0: 'Stop all calls' },
    help: "How many invocations of the function can run at the same time. They are set aside from the account's limit. 0 stops the function: no invocation can run. -1 removes the limit. Leave it out to keep it unchanged.",
  }),
  provisionedConcurrentExecutions: field(wholeNumber(0, 1_000_000), {
    label: 'Provisioned concurrency',
    section: 'concurrency',
    native: true,
    whenAbsent: 'unchanged',
    help: 'How many execution environments AWS keeps warm for the alias. AWS charges for them. 0 removes the setting; leave empty to keep it unchanged. Not possible while the alias splits its traffic.',
  }),
};
