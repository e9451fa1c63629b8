import { field } from '../fieldMeta';
import { wholeNumber } from '../values';

/** Concurrency settings; absent ones are left alone, an explicit 0 removes them. */
export const concurrencyFields = {
  reservedConcurrentExecutions: field(wholeNumber(0, 1_000_000), {
    label: 'Reserved concurrency',
    section: 'concurrency',
    native: true,
    whenAbsent: 'left alone',
    help: "Most invocations of the function at one time, taken from the account's share. 0 removes the reservation; empty leaves it alone.",
  }),
  provisionedConcurrentExecutions: field(wholeNumber(0, 1_000_000), {
    label: 'Provisioned concurrency',
    section: 'concurrency',
    native: true,
    whenAbsent: 'left alone',
    help: 'Environments kept warm for the alias; costs money while it stands. 0 removes it; empty leaves it alone. Not possible while the alias is weighted.',
  }),
};
