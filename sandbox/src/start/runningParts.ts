import type { Resources } from 'strict-lambda';

import type { SandboxClock } from '../demo/fastClock';
import type { Clock } from '../orca';
import { ACCOUNTS } from './accounts';
import { BUILT } from './builds';
import type { Ports } from './ports';
import { inRepository } from './repository';
import type { Part } from './startArguments';
import type { StateFolder } from './stateFolder';

/** Something that is running, and how to stop it. */
export type RunningPart = { name: string; stop: () => Promise<void> };

/** What the parts need to start. */
export type PartsContext = {
  parts: ReadonlySet<Part>;
  ports: Ports;
  state: StateFolder;
  /** Of every account. */
  regions: readonly string[];
  /** What exists besides functions. */
  resources: Resources;
  /** Until CloudWatch shows a call. */
  cloudwatchDelaySeconds: number;
  /** Another time than the machine's, for all parts; the sidecar then runs in this process. */
  clock?: SandboxClock;
  say: (line: string) => void;
  /** Called when a part has ended for good. */
  broken: (reason: string) => void;
};

/**
 * Starts the wanted parts at the same time; if one fails, stops the others and throws its error. Each part's code is
 * only loaded if the part is wanted, because loading takes most of a warm start.
 */
export async function startParts(context: PartsContext): Promise<RunningPart[]> {
  const { parts } = context;
  const starts: Promise<RunningPart>[] = [];
  if (parts.has('sidecar')) {
    starts.push(startSidecarPart(context));
  }
  if (parts.has('lambda')) {
    starts.push(startLambdaPart(context));
  }
  if (parts.has('deck') || parts.has('orca')) {
    starts.push(startSpinnakerPart(context));
  }
  const results = await Promise.allSettled(starts);
  const running = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failure = results.find((result) => result.status === 'rejected');
  if (failure !== undefined) {
    await stopParts(running);
    throw failure.reason;
  }
  return running;
}

/** Stops parts: callers first, then what they call. Tries all of them, and returns what failed. */
export async function stopParts(running: readonly RunningPart[]): Promise<Error[]> {
  const order = ['Spinnaker', 'sidecar', 'strict Lambda'];
  const failures: Error[] = [];
  for (const part of [...running].sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name))) {
    try {
      await part.stop();
    } catch (error) {
      failures.push(
        new Error(`Stopping the ${part.name} failed: ${error instanceof Error ? error.message : String(error)}`, {
          cause: error,
        }),
      );
    }
  }
  return failures;
}

async function startLambdaPart({
  ports,
  state,
  regions,
  resources,
  cloudwatchDelaySeconds,
  clock,
}: PartsContext): Promise<RunningPart> {
  const [{ startStrictLambda }, { seedSampleCode }, { seedSampleAlarm }] = await Promise.all([
    import('strict-lambda'),
    import('./seedSampleCode'),
    import('./seedSampleAlarm'),
  ]);
  const lambda = await startStrictLambda({
    port: ports.lambda,
    stateDir: state.lambdaDir,
    accounts: ACCOUNTS.map(({ accountId }) => accountId),
    regions: [...regions],
    resources,
    cloudwatch: { delayMs: cloudwatchDelaySeconds * 1_000 },
    ...(clock === undefined ? {} : { clock }),
  });
  await seedSampleCode(lambda, state);
  await seedSampleAlarm(lambda);
  return { name: 'strict Lambda', stop: () => lambda.close() };
}

async function startSidecarPart({ ports, state, say, broken, clock }: PartsContext): Promise<RunningPart> {
  if (clock !== undefined) {
    const { startSidecarHere } = await import('./startSidecarHere');
    const here = await startSidecarHere({ configFile: state.sidecarYamlFile, logFile: state.sidecarLogFile, clock });
    return { name: 'sidecar', stop: () => here.stop() };
  }
  const { startSidecar } = await import('./startSidecar');
  const sidecar = await startSidecar({
    bundleFile: BUILT.sidecarFile,
    configFile: state.sidecarYamlFile,
    logFile: state.sidecarLogFile,
    port: ports.sidecar,
    onEnd: (reason, restarting) => {
      say(restarting ? `${reason}\nStarting it again.` : reason);
      if (!restarting) {
        broken(reason);
      }
    },
  });
  return { name: 'sidecar', stop: () => sidecar.stop() };
}

async function startSpinnakerPart({ parts, ports, state, regions, clock }: PartsContext): Promise<RunningPart> {
  const [{ startSpinnaker }, { registerTraffic }, { seedSampleApplication }, { seedSamplePipelines }] =
    await Promise.all([
      import('../gate'),
      import('../traffic'),
      import('./seedSampleApplication'),
      import('./seedSamplePipelines'),
    ]);
  const spinnaker = await startSpinnaker({
    port: ports.sandbox,
    stateDir: state.spinnakerDir,
    accounts: ACCOUNTS.map((account) => ({ ...account, regions: [...regions] })),
    ...(parts.has('orca') ? { orcaConfigFile: state.orcaYamlFile } : {}),
    ...(clock === undefined ? {} : { clock: orcaClock(clock) }),
    ...(parts.has('deck')
      ? {
          staticDir: BUILT.deckDir,
          plugin: { manifestFile: inRepository('plugin-manifest.json'), indexJsFile: BUILT.pluginFile },
          beforeListen: (fastify) =>
            registerTraffic(fastify, { lambdaUrl: `http://127.0.0.1:${ports.lambda}`, pageDir: BUILT.trafficDir }),
        }
      : {}),
  });
  await seedSampleApplication(spinnaker, state);
  seedSamplePipelines(spinnaker, state);
  return { name: 'Spinnaker', stop: () => spinnaker.close() };
}

const orcaClock = (clock: SandboxClock): Clock => ({
  now: () => clock.now(),
  schedule: (delayMs, action) => clock.at(clock.now() + delayMs, action),
});
