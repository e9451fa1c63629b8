import type { StrictLambda } from 'strict-lambda';
import { putHandler } from '../process/support/testSidecar';

/** Puts the four builds that the stages deploy. */
export async function putBuilds(lambda: StrictLambda): Promise<void> {
  for (const name of ['v1', 'v2', 'v3', 'v4']) await putHandler(lambda, `${name}.zip`, name);
}
