import type { DirectAnswer } from 'strict-lambda';
import type { HttpRequest } from '../../orca-stages-ts/src/testing/directHandler';
import type { Caller } from './simCallers';

type Answered = Exclude<DirectAnswer, 'dropped'>;

/** A version's share of an alias, in percent; the main version comes first. */
export type Weights = readonly { version: string; percent: number }[];

/** A call that changes something or runs a function, as AWS carried it out or rejected it. */
export interface AwsEvent {
  operation: string;
  functionName: string;
  /** Alias or version, where the call has one. */
  qualifier: string | undefined;
  status: number;
  /** Undefined: somebody outside of the product. */
  caller: Caller | undefined;
  /** When the caller sent it, and when AWS carried it out. */
  sentMs: number;
  atMs: number;
  /** Of an alias that was written: what it serves since. */
  weights?: Weights;
  /** Of a publication: the version. */
  version?: string;
}

/** Writes an event in a few words. */
export const eventWords = ({ operation, functionName, qualifier, status, weights, version }: AwsEvent): string =>
  [
    `${operation} ${functionName}${qualifier === undefined ? '' : `:${qualifier}`} → ${status}`,
    ...(weights === undefined ? [] : [weightWords(weights)]),
    ...(version === undefined ? [] : [`v${version}`]),
  ].join(' ');

export const weightWords = (weights: Weights): string =>
  weights.map(({ version, percent }) => `v${version} ${percent}%`).join(' + ');

const ROUTES: readonly [string, RegExp, string][] = [
  ['PUT', /^\/2015-03-31\/functions\/([^/]+)\/aliases\/([^/]+)$/, 'UpdateAlias'],
  ['POST', /^\/2015-03-31\/functions\/([^/]+)\/aliases$/, 'CreateAlias'],
  ['DELETE', /^\/2015-03-31\/functions\/([^/]+)\/aliases\/([^/]+)$/, 'DeleteAlias'],
  ['POST', /^\/2015-03-31\/functions\/([^/]+)\/versions$/, 'PublishVersion'],
  ['PUT', /^\/2015-03-31\/functions\/([^/]+)\/code$/, 'UpdateFunctionCode'],
  ['PUT', /^\/2015-03-31\/functions\/([^/]+)\/configuration$/, 'UpdateFunctionConfiguration'],
  ['POST', /^\/2015-03-31\/functions\/([^/]+)\/invocations$/, 'Invoke'],
  ['DELETE', /^\/2015-03-31\/functions\/([^/]+)$/, 'DeleteFunction'],
];

/** AWS's name for a request, with what it is about; undefined for a call that only reads. */
export function operationOf({ method, path, query }: Pick<HttpRequest, 'method' | 'path' | 'query'>) {
  for (const [verb, pattern, operation] of ROUTES) {
    const found = verb === method ? pattern.exec(path) : null;
    if (found === null) continue;
    const [, functionName = '', inPath] = found;
    const inQuery = query['Qualifier'];
    return {
      operation,
      functionName: decodeURIComponent(functionName),
      qualifier: inPath ?? (inQuery === undefined || inQuery === null ? undefined : String(inQuery)),
    };
  }
  return undefined;
}

/** What a request has done; undefined for a call that only reads. */
export function describeCall(
  request: HttpRequest,
  body: Uint8Array,
  answered: Answered,
  when: Pick<AwsEvent, 'caller' | 'sentMs' | 'atMs'>,
): AwsEvent | undefined {
  const named = operationOf(request);
  if (named === undefined || isDryRun(named.operation, body)) return undefined;
  const answer = answered.status < 300 && named.operation !== 'Invoke' ? objectOf(answered.body) : {};
  const sent = named.operation === 'CreateAlias' ? objectOf(body) : {};
  const main = answer['FunctionVersion'];
  const isPublished =
    named.operation === 'PublishVersion' ||
    (named.operation === 'UpdateFunctionCode' && answer['Version'] !== '$LATEST');
  return {
    ...named,
    ...(typeof sent['Name'] === 'string' ? { qualifier: sent['Name'] } : {}),
    ...when,
    status: answered.status,
    ...(typeof main === 'string' ? { weights: weightsOf(main, answer['RoutingConfig']) } : {}),
    ...(isPublished && typeof answer['Version'] === 'string' ? { version: answer['Version'] } : {}),
  };
}

/** A rehearsal of a change of the code changes nothing. */
const isDryRun = (operation: string, body: Uint8Array): boolean =>
  operation === 'UpdateFunctionCode' && objectOf(body)['DryRun'] === true;

/** An alias's shares, from AWS's form of them. */
export function weightsOf(main: string, config: unknown): Weights {
  const additional = Object.entries(objectFrom(objectFrom(config)['AdditionalVersionWeights']));
  const [version, weight] = additional[0] ?? [];
  const percent = Math.round(Number(weight ?? 0) * 100);
  return version === undefined || percent === 0
    ? [{ version: main, percent: 100 }]
    : [
        { version: main, percent: 100 - percent },
        { version, percent },
      ];
}

const objectFrom = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

function objectOf(bytes: Uint8Array): Record<string, unknown> {
  try {
    return objectFrom(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    return {};
  }
}
