import { startStrictLambda, type StrictLambdaOptions } from 'strict-lambda';
import { putBuilds } from './putBuilds';

/**
 * A strict Lambda in a separate process, so that its cost is not counted as the sidecar's or Orca's. Ends with the
 * process that started it.
 */
async function run(): Promise<void> {
  const lambda = await startStrictLambda(JSON.parse(process.argv[2] ?? '{}') as StrictLambdaOptions);
  await putBuilds(lambda);
  process.once('disconnect', () => process.exit());
  process.send?.(lambda.url);
}

void run();
