import { StartError } from './startError';

const VARIABLE = 'SANDBOX_CLOUDWATCH_DELAY';
const USUAL_SECONDS = 60;
const MOST_SECONDS = 3_600;

/** How many seconds after a call CloudWatch shows it, from the environment. Throws a StartError for anything else. */
export function readCloudwatchDelaySeconds(environment: Readonly<Record<string, string | undefined>>): number {
  const text = environment[VARIABLE]?.trim() ?? '';
  if (text === '') return USUAL_SECONDS;
  if (!/^\d+$/.test(text) || Number(text) > MOST_SECONDS)
    throw new StartError(
      `${VARIABLE} is "${text}", which is not a delay. Set it to 0 to ${MOST_SECONDS} seconds, or omit it for ${USUAL_SECONDS}.`,
    );
  return Number(text);
}
