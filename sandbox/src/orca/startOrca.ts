import path from 'node:path';
import { systemClock, type Clock } from './clock';
import type { EngineServices, ExecutionRecord } from './engineServices';
import type { Orca } from './orca';
import { OrcaEngine } from './orcaEngine';
import type { OrcaConfiguration } from './orcaConfiguration';
import type { ChildPipelines } from './stages/pipelineStage';
import { stageDefinitions } from './stages/stageDefinitions';
import { stateFolder } from './stateFolder';
import type { SavedPipelines } from './taskDefinition';
import { OkHttpClient, type WebhookClient } from './webhook/okHttpClient';

/** What the engine is started with. */
export interface OrcaOptions {
  configuration: OrcaConfiguration;
  /** Folder for the executions; without it, they only live in memory. */
  stateDir?: string;
  clock?: Clock;
  /** Multiplies the polling delays; 1 is Orca's own cadence. */
  pollScale?: number;
  /** The saved pipelines, which `pipeline` stages start; none by default. */
  savedPipelines?: SavedPipelines;
  /** Sends webhooks without a network; over HTTP by default. */
  client?: WebhookClient;
}

/** Starts the engine and resumes the executions that were running according to `stateDir`. */
export function startOrca(options: OrcaOptions): Orca {
  const clock = options.clock ?? systemClock;
  const client = options.client ?? new OkHttpClient(clock);
  const folder = stateFolder<ExecutionRecord>(
    options.stateDir === undefined ? undefined : path.join(options.stateDir, 'executions'),
  );
  const savedPipelines = options.savedPipelines ?? (() => []);
  let closed = false;
  const services: EngineServices = {
    clock,
    pollScale: options.pollScale ?? 1,
    definitions: stageDefinitions(
      { configuration: options.configuration, client },
      childrenOf(() => orca, savedPipelines),
    ),
    savedPipelines,
    save: (record) => {
      if (!closed) folder.save(record.execution.id, record);
    },
    isClosed: () => closed,
  };
  const close = (): Promise<void> => {
    closed = true;
    client.close();
    return Promise.resolve();
  };
  const orca: OrcaEngine = new OrcaEngine(options.configuration, services, folder, close);
  return orca;
}

/** The engine itself runs the child pipelines of its stages. */
function childrenOf(orca: () => OrcaEngine, savedPipelines: SavedPipelines): ChildPipelines {
  return {
    ofApplication: savedPipelines,
    start: (pipeline, trigger, { authentication }) => orca().orchestrate({ ...pipeline, trigger }, authentication),
    find: (id) => orca().find(id),
    cancel: (id, user, reason) => orca().cancel(id, user, reason),
  };
}
