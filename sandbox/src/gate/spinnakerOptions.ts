import type { FastifyInstance } from 'fastify';
import type { Clock, JsonObject, Orca } from '../orca';

/** The Deck plugin's two files, served as a production Gate serves them. */
export interface PluginFiles {
  /** plugin-manifest.json in Deck's format: `[{ id, version, url? }]` or one such object. */
  manifestFile: string;
  /** The bundle. It is reread on each request, so that a rebuild shows after a reload. */
  indexJsFile: string;
}

/** An AWS account that Deck's pickers list. */
export interface SpinnakerAccount {
  name: string;
  accountId: string;
  regions: string[];
}

/** Options for the sandbox's Gate, Orca and Deck page. */
export interface SpinnakerOptions {
  /** 0 picks a free port; the server binds 127.0.0.1. */
  port: number;
  /** Folder for pipelines, applications and executions; without it, everything is lost when the sandbox closes. */
  stateDir?: string;
  /** An orca-local.yml, read at start. */
  orcaConfigFile?: string;
  /** The same as text; used if no file is given. */
  orcaConfigYaml?: string;
  plugin?: PluginFiles;
  /** Folder of the built Deck page, served at /. */
  staticDir?: string;
  /** Applications that exist from the start; default `demo`. Any other name returns an empty application. */
  applications?: string[];
  /** Default: `local`, 123456789012, us-east-1 and eu-west-1. */
  accounts?: SpinnakerAccount[];
  /** User of Deck's own requests; default `demo`. */
  user?: string;
  /** Multiplies the polling delays of stages; 1 is Orca's own cadence. */
  pollScale?: number;
  clock?: Clock;
  /** Adds further routes to the same server before it listens. */
  beforeListen?: (fastify: FastifyInstance) => void | Promise<void>;
}

/** A running Gate + Orca. */
export interface Spinnaker {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  url: string;
  port: number;
  /** The engine, for tests that look at executions directly. */
  orca: Orca;
  /** `METHOD /path` of every /gate request without a route, each once, in order of arrival. */
  unanswered(): string[];
  /** Saves a pipeline as Deck's Save does; returns it with its ID. */
  savePipeline(pipeline: JsonObject): JsonObject & { id: string };
  close(): Promise<void>;
}
