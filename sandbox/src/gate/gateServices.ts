import type { Authentication, Clock, Orca } from '../orca';
import type { ApplicationStore } from './applicationStore';
import type { PipelineStore } from './pipelineStore';
import type { PluginFiles, SpinnakerAccount } from './spinnakerOptions';

/** What Gate's routes share. */
export interface GateServices {
  orca: Orca;
  pipelines: PipelineStore;
  applications: ApplicationStore;
  accounts: readonly SpinnakerAccount[];
  /** The user that Deck's own requests act for. */
  authentication: Authentication;
  clock: Clock;
  plugin: PluginFiles | undefined;
}
