import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListAliasesCommand,
  ListEventSourceMappingsCommand,
  ListVersionsByFunctionCommand,
  ResourceNotFoundException,
  type AliasConfiguration,
} from '@aws-sdk/client-lambda';
import { startStrictLambda, zipOf, type LambdaClock, type StrictLambda } from 'strict-lambda';
import { ACCOUNT_ID, TARGET } from './presentEngine';

export type { StrictLambda };

/**
 * Everything that AWS knew when a journal was stored: the files of the strict Lambda's state folder, from which it
 * starts again.
 */
export interface StoredWorld {
  /** Label of each build by the hash that AWS gives its code. */
  builds: Record<string, string>;
  /** The file `state.json`. */
  state: unknown;
  /** The other files in base64, by their path. */
  blobs: Record<string, string>;
}

/** What a test checks in AWS. A function that does not exist has no versions. */
export interface WorldSeen {
  /** Percentage of calls by version, for each alias. */
  aliases: Record<string, Record<string, number>>;
  /** Label of the build of each version, and of the head as $LATEST. */
  versions: Record<string, string>;
  /** Environment of the head. */
  environment: Record<string, string>;
  /** Names of the event sources that call the function, its aliases or its versions. */
  eventSources: string[];
}

const STATE_FILE = 'state.json';
const BUCKET = 'builds';
/** Labels of the builds that stages deploy. */
const BUILDS = ['one', 'two', 'three', 'four'] as const;

/** A zip whose handler responds with the label. */
const buildOf = (label: string): Uint8Array =>
  zipOf({ 'index.js': `exports.handler = async () => (${JSON.stringify({ statusCode: 200, body: label })});` });

/** Starts a strict Lambda over a state folder. Close it at the end. */
export const startWorld = (stateDir: string, clock: LambdaClock): Promise<StrictLambda> =>
  startStrictLambda({ settleDelayMs: 0, quotas: 'unlimited', stateDir, clock });

/** Puts the builds into S3, each at `<label>.zip`. */
export async function putBuilds(lambda: StrictLambda): Promise<void> {
  for (const label of BUILDS) await lambda.putObject({ bucket: BUCKET, key: `${label}.zip`, body: buildOf(label) });
}

/** Label of each build by the hash that AWS gives its code. */
export function labelsOfBuilds(): Record<string, string> {
  const hashOf = (label: string): string => createHash('sha256').update(buildOf(label)).digest('base64');
  return Object.fromEntries(BUILDS.map((label) => [hashOf(label), label]));
}

/** What a strict Lambda has left in the folder; it must have been closed. */
export function readWorld(stateDir: string): StoredWorld {
  const files = readdirSync(stateDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => relative(stateDir, join(entry.parentPath, entry.name))).sort();
  // A folder with this suffix contains what the strict Lambda has unpacked, and would unpack again.
  const blobs = paths.filter((path) => path !== STATE_FILE && !path.includes('.files/'));
  return {
    builds: labelsOfBuilds(),
    state: JSON.parse(readFileSync(join(stateDir, STATE_FILE), 'utf8')),
    blobs: Object.fromEntries(blobs.map((path) => [path, readFileSync(join(stateDir, path)).toString('base64')])),
  };
}

/** Writes a stored world into a folder, for `startWorld`. */
export function writeWorld(stateDir: string, { state, blobs }: StoredWorld): void {
  mkdirSync(stateDir, { recursive: true });
  writeFileSync(join(stateDir, STATE_FILE), JSON.stringify(state));
  for (const [path, content] of Object.entries(blobs)) {
    mkdirSync(dirname(join(stateDir, path)), { recursive: true });
    writeFileSync(join(stateDir, path), Buffer.from(content, 'base64'));
  }
}

/** Reads AWS with a separate client. */
export async function lookAtWorld(
  lambda: StrictLambda,
  builds: StoredWorld['builds'],
  functionName: string = TARGET.functionName,
): Promise<WorldSeen> {
  const credentials = { accessKeyId: ACCOUNT_ID, secretAccessKey: 'test' };
  const aws = new LambdaClient({ endpoint: lambda.url, region: TARGET.region, credentials });
  try {
    const FunctionName = functionName;
    const { EventSourceMappings: mappings = [] } = await aws.send(new ListEventSourceMappingsCommand({}));
    const eventSources = mappings.map((mapping) => mapping.EventSourceArn?.split(':').at(-1) ?? '').sort();
    const head = await aws.send(new GetFunctionConfigurationCommand({ FunctionName })).catch(nothingWhereGone);
    if (head === undefined) return { aliases: {}, versions: {}, environment: {}, eventSources };
    const { Versions: versions = [] } = await aws.send(new ListVersionsByFunctionCommand({ FunctionName }));
    const { Aliases: aliases = [] } = await aws.send(new ListAliasesCommand({ FunctionName }));
    return {
      aliases: Object.fromEntries(aliases.map((alias) => [alias.Name ?? '', sharesOf(alias)])),
      versions: Object.fromEntries(
        versions.map((one) => [one.Version ?? '', builds[one.CodeSha256 ?? ''] ?? 'another build']),
      ),
      environment: head.Environment?.Variables ?? {},
      eventSources,
    };
  } finally {
    aws.destroy();
  }
}

function nothingWhereGone(error: unknown): undefined {
  if (!(error instanceof ResourceNotFoundException)) throw error;
}

function sharesOf({ FunctionVersion: main = '', RoutingConfig: routing }: AliasConfiguration): Record<string, number> {
  const weights = Object.entries(routing?.AdditionalVersionWeights ?? {});
  const others = weights.map(([version, weight]): [string, number] => [version, Math.round(weight * 100)]);
  return Object.fromEntries([[main, 100 - others.reduce((sum, [, percent]) => sum + percent, 0)], ...others]);
}
