import { field } from '../fieldMeta';
import { wholeNumber } from '../values';

/**
 * How long a version has been out of every alias before it is deleted, in seconds. An update of an alias takes a moment
 * to reach all of Lambda; until then, calls still go to the version that it has left, and fail if that is gone.
 */
export const DEFAULT_DRAIN_SECONDS = 15;
const LONGEST_DRAIN_SECONDS = 900;

/** The wait before a version is deleted, of Delete and of Route's failure policy. */
export const drainSeconds = (section: string, noControl?: string) =>
  field(wholeNumber(0, LONGEST_DRAIN_SECONDS), {
    label: 'Drain time',
    section,
    unit: 's',
    whenAbsent: `${DEFAULT_DRAIN_SECONDS} s`,
    ...(noControl === undefined ? {} : { noControl }),
    help: 'How long a version must have been out of every alias before it is deleted: shortly after an alias has moved, AWS may still send calls to the version that it has left. 0 deletes it at once.',
  });
