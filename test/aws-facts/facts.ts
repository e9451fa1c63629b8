import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What AWS answered to a call: texts may hold patterns and symbols, see `notation` in the file. */
export type Expectation = {
  status?: number;
  code?: string;
  type?: string;
  reason?: string;
  fields?: Record<string, unknown>;
  /** `any`: the list was sorted before it was recorded. */ order?: 'any';
};

/** One call with the answer that is expected, if any; or a read that is repeated until nothing is in transition. */
export type Step =
  | { call: string; request: Record<string, unknown>; expect?: Expectation }
  | { wait: string; until: string; FunctionName?: string; Qualifier?: string; UUID?: string };

/** Calls that were made one after the other, on functions of their own. */
export type Scenario = { id: string; area: string; about: string; steps: Step[]; evidence: string };

/** Recorded responses of the real AWS. */
export function readFacts(): Scenario[] {
  const file = JSON.parse(readFileSync(join(__dirname, 'awsFacts.json'), 'utf8')) as { scenarios: Scenario[] };
  return file.scenarios;
}
