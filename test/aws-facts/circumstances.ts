import type { Resources } from 'strict-lambda';

/** What a scenario depends on and its calls don't show. */
export type Circumstances = {
  /** Where something does not exist that a call names; otherwise everything that is named exists. */
  resources: Resources;
  /** Functions whose names were too long: longer than a name may be, and longer than an ARN may be. */
  longNames: Record<string, number>;
};

const CIRCUMSTANCES: Record<string, Partial<Circumstances>> = {
  'functions-01': { resources: { subnets: [] } },
  'functions-27': { longNames: { fn4: 65, fn5: 141 } },
  'event-source-mappings-01': { resources: { streams: [] } },
  'event-source-mappings-05': { resources: { queues: [] } },
  'layers-06': { resources: { layers: [] } },
  'layers-09': { resources: { layers: [] } },
};

/** The circumstances of a scenario. */
export function circumstancesOf(scenario: string): Circumstances {
  return { resources: {}, longNames: {}, ...CIRCUMSTANCES[scenario] };
}
