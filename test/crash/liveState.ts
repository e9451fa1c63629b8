import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type {
  AliasConfiguration,
  EventSourceMappingConfiguration,
  GetFunctionConcurrencyResponse,
  GetFunctionResponse,
  ListAliasesResponse,
  ListEventSourceMappingsResponse,
  ListProvisionedConcurrencyConfigsResponse,
  ListVersionsByFunctionResponse,
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

/** Answers a GET of Lambda's API with its JSON; undefined if there is no such thing. */
export type ReadLambda = (path: string) => Promise<unknown>;

/** What a response of Lambda's API says to `ReadLambda`. */
export function answerOf(path: string, status: number, text: string): unknown {
  if (status === 404) return undefined;
  if (status !== 200) throw new Error(`AWS answered ${status} to ${path}: ${text}`);
  return JSON.parse(text);
}

/** Whose calls those of `ReadLambda` are: an account is its own access key for the strict Lambda. */
export const authorizationOf = (account: string): string =>
  `AWS4-HMAC-SHA256 Credential=${account}/20260115/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=0`;

/**
 * Reads everything again; reads are not mutating calls. Without the SDK, which takes more of the processor for six reads than
 * a stage for all it does, in thousands of cells.
 */
export async function readLiveState(read: ReadLambda): Promise<LiveState> {
  const ofFunction = `functions/${FUNCTION_NAME}`;
  const get = async <T>(path: string): Promise<T | undefined> => (await read(`/2015-03-31/${path}`)) as T | undefined;
  const { EventSourceMappings: mappings = [] } =
    (await get<ListEventSourceMappingsResponse>('event-source-mappings')) ?? {};
  const sources = mappings
    .filter((mapping) => mapping.State !== 'Deleting')
    .map(sourceOf)
    .sort();
  const found = await get<GetFunctionResponse>(ofFunction);
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
    get<ListVersionsByFunctionResponse>(`${ofFunction}/versions`),
    get<ListAliasesResponse>(`${ofFunction}/aliases`),
    read(`/2019-09-30/${ofFunction}/concurrency`) as Promise<GetFunctionConcurrencyResponse | undefined>,
    read(`/2019-09-30/${ofFunction}/provisioned-concurrency?List=ALL`) as Promise<
      ListProvisionedConcurrencyConfigsResponse | undefined
    >,
  ]);
  return {
    head: `${LABELS.get(found.Configuration?.CodeSha256 ?? '') ?? 'unknown code'} ${found.Configuration?.MemorySize} MB`,
    versions: namesOf(versions),
    aliases: Object.fromEntries((aliases?.Aliases ?? []).map((alias) => [alias.Name ?? '', routingOf(alias)])),
    mappings: sources,
    reserved: reserved?.ReservedConcurrentExecutions ?? undefined,
    provisioned: Object.fromEntries(
      (provisioned?.ProvisionedConcurrencyConfigs ?? []).map((config) => [
        config.FunctionArn?.split(':').at(-1) ?? '',
        config.RequestedProvisionedConcurrentExecutions ?? 0,
      ]),
    ),
    tags: found.Tags ?? {},
  };
}

const namesOf = (listed: ListVersionsByFunctionResponse | undefined): string[] =>
  (listed?.Versions ?? [])
    .map((version) => version.Version ?? '')
    .filter((version) => version !== '$LATEST')
    .sort();

const sourceOf = ({ EventSourceArn, FunctionArn, BatchSize }: EventSourceMappingConfiguration): string =>
  `${EventSourceArn?.split(':').at(-1)} of ${FunctionArn?.split(':').at(7) ?? 'the head'}, batch ${BatchSize}`;

const routingOf = (alias: AliasConfiguration): string =>
  [
    alias.FunctionVersion ?? '',
    ...Object.entries(alias.RoutingConfig?.AdditionalVersionWeights ?? {}).map(
      ([version, weight]) => `${version} ${Math.round(weight * 100)}%`,
    ),
  ].join(' + ') + (alias.Description ? ` “${alias.Description}”` : '');
