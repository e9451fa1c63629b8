import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import {
  GetFunctionConcurrencyCommand,
  GetFunctionCommand,
  ListAliasesCommand,
  ListEventSourceMappingsCommand,
  ListProvisionedConcurrencyConfigsCommand,
  ListVersionsByFunctionCommand,
  type AliasConfiguration,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { zipOf } from 'strict-lambda';

/** The function that every cell works on. */
export const FUNCTION_NAME = 'checkout';

/** What a stage may change, as the strict Lambda has it. */
export interface LiveState {
  /** The unpublished head, as "one 128 MB"; undefined if there is no function. */
  head: string | undefined;
  versions: string[];
  /** As `1`, or `1 + 2 10%`, with the description if there is one: `1 “first build”`. */
  aliases: Record<string, string>;
  /** As `orders of live, batch 10`. */
  mappings: string[];
  reserved: number | undefined;
  /** Wanted environments by qualifier. */
  provisioned: Record<string, number>;
  tags: Record<string, string>;
}

/** Code that records each of its runs in the file that its environment names, and responds with its label. */
export const handlerZip = (label: string): Uint8Array =>
  zipOf({
    'index.js': `exports.handler = async () => { require('node:fs').appendFileSync(process.env.RUNS, '${label}\\n'); return { statusCode: 200, body: '${label}' }; };`,
  });

/** How often that code has recorded that it ran. */
export const runsIn = (file: string): number =>
  existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0;

/** Labels of the builds that stages deploy. */
export const BUILDS = ['one', 'two', 'three', 'four'] as const;
const LABELS = new Map(BUILDS.map((label) => [createHash('sha256').update(handlerZip(label)).digest('base64'), label]));

/** Reads everything again; reads are not mutating calls. */
export async function readLiveState(aws: LambdaClient): Promise<LiveState> {
  const FunctionName = FUNCTION_NAME;
  const { EventSourceMappings: mappings = [] } = await aws.send(new ListEventSourceMappingsCommand({}));
  const sources = mappings
    .filter((mapping) => mapping.State !== 'Deleting')
    .map(
      (mapping) =>
        `${mapping.EventSourceArn?.split(':').at(-1)} of ${mapping.FunctionArn?.split(':').at(7) ?? 'the head'}, batch ${mapping.BatchSize}`,
    )
    .sort();
  const found = await aws.send(new GetFunctionCommand({ FunctionName })).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  });
  if (found === undefined)
    return {
      head: undefined,
      versions: [],
      aliases: {},
      mappings: sources,
      reserved: undefined,
      provisioned: {},
      tags: {},
    };
  const [versions, aliases, reserved, provisioned] = await Promise.all([
    aws.send(new ListVersionsByFunctionCommand({ FunctionName })),
    aws.send(new ListAliasesCommand({ FunctionName })),
    aws.send(new GetFunctionConcurrencyCommand({ FunctionName })),
    aws.send(new ListProvisionedConcurrencyConfigsCommand({ FunctionName })),
  ]);
  return {
    head: `${LABELS.get(found.Configuration?.CodeSha256 ?? '') ?? 'unknown code'} ${found.Configuration?.MemorySize} MB`,
    versions: (versions.Versions ?? [])
      .map((version) => version.Version ?? '')
      .filter((version) => version !== '$LATEST')
      .sort(),
    aliases: Object.fromEntries((aliases.Aliases ?? []).map((alias) => [alias.Name ?? '', routingOf(alias)])),
    mappings: sources,
    reserved: reserved.ReservedConcurrentExecutions,
    provisioned: Object.fromEntries(
      (provisioned.ProvisionedConcurrencyConfigs ?? []).map((config) => [
        config.FunctionArn?.split(':').at(-1) ?? '',
        config.RequestedProvisionedConcurrentExecutions ?? 0,
      ]),
    ),
    tags: found.Tags ?? {},
  };
}

const routingOf = (alias: AliasConfiguration): string =>
  [
    alias.FunctionVersion ?? '',
    ...Object.entries(alias.RoutingConfig?.AdditionalVersionWeights ?? {}).map(
      ([version, weight]) => `${version} ${Math.round(weight * 100)}%`,
    ),
  ].join(' + ') + (alias.Description ? ` “${alias.Description}”` : '');
