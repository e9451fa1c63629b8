import { field } from '../fieldMeta';
import { wholeNumber } from '../values';

/** Concurrency settings. Absent ones stay unchanged; an explicit 0 removes the setting. */
export const concurrencyFields = {
  reservedConcurrentExecutions: field(wholeNumber(0, 1_000_000), {
    label: 'Reserved concurrency',
    section: 'concurrency',
    native: true,
    whenAbsent: 'unchanged',
    help: "How many invocations of the function can run at the same time. They are set aside from the account's limit. 0 removes the reservation; leave empty to keep it unchanged.",
  }),
  provisionedConcurrentExecutions: field(wholeNumber(0, 1_000_000), {
    label: 'Provisioned concurrency',
    section: 'concurrency',
    native: true,
    whenAbsent: 'unchanged',
    help: 'How many execution environments AWS keeps warm for the alias. AWS charges for them. 0 removes the setting; leave empty to keep it unchanged. Not possible while the alias splits its traffic.',
  }),
};
