import type { IncomingMessage, ServerResponse } from 'node:http';
import type { IamPolicy } from '../iam/iamPolicy';
import type { Fault, Idling, LambdaTraffic, StrictLambda, StrictLambdaSettings } from '../strictLambda';
import { readResources } from '../resourceLists';
import type { ReceivedLog } from '../receivedLog';
import type { BlobFolder } from '../store/blobFolder';
import { DEEPEST_JSON, isNestedTooDeeply } from './jsonDepth';
import { requestUrl } from './requestUrl';
import { readBody } from './readBody';

const faultKinds = [
  'throttle',
  'error5xx',
  'slow',
  'slowAnswer',
  'dropBefore',
  'dropAfter',
  'settleSlow',
  'settleFailed',
  'entryFails',
  'roleNotYetAssumable',
  'accessDenied',
  'roleLacksPermission',
] satisfies Fault['kind'][];
const isFaultKind = (kind: string): boolean => faultKinds.some((known) => known === kind);
const timedKinds: ReadonlySet<string> = new Set(['slow', 'slowAnswer', 'settleSlow']);

type Control = Pick<
  StrictLambda,
  'addFault' | 'clearFaults' | 'makeIdle' | 'calls' | 'clearCalls' | 'configure' | 'setPolicy' | 'recordTraffic'
> & {
  blobs: BlobFolder;
  received: ReceivedLog;
};

/** Handles `/_sandbox/...`: faults, recorded calls, settings, and the download URL in GetFunction's Code.Location. */
export async function answerControl(
  request: IncomingMessage,
  response: ServerResponse,
  control: Control,
): Promise<void> {
  const path = requestUrl(request.url ?? '/').pathname;
  const what = `${request.method} ${path.replace('/_sandbox', '')}`;
  const code = /^GET \/code\/([0-9a-f]{64})$/.exec(what)?.[1];
  if (code !== undefined) return download(response, control.blobs, `code/${code}.zip`);
  try {
    reply(response, 200, await perform(what, request, control));
  } catch (error) {
    reply(response, 400, { message: error instanceof Error ? error.message : String(error) });
  }
}

async function perform(what: string, request: IncomingMessage, control: Control): Promise<unknown> {
  switch (what) {
    case 'POST /faults':
      control.addFault(requireFault(await jsonBody(request)));
      return {};
    case 'DELETE /faults':
      control.clearFaults();
      return {};
    case 'POST /idle':
      control.makeIdle(requireIdling(await jsonBody(request)));
      return {};
    case 'GET /calls':
      return control.calls();
    case 'DELETE /calls':
      control.clearCalls();
      return {};
    case 'GET /received':
      return control.received.all();
    case 'PUT /settings':
      control.configure(readSettings(await jsonBody(request)));
      return {};
    case 'POST /traffic':
      control.recordTraffic(requireTraffic(await jsonBody(request)));
      return {};
    case 'PUT /policy': {
      const { roleArn, policy } = (await jsonBody(request)) as { roleArn?: unknown; policy?: IamPolicy };
      if (typeof roleArn !== 'string') throw new Error('A policy is for a role: roleArn, a text.');
      control.setPolicy(roleArn, policy);
      return {};
    }
    default:
      throw new Error(
        `${what} is nothing that the emulator's control offers: use /faults, /idle, /calls, /received, /settings, /traffic or /policy.`,
      );
  }
}

async function jsonBody(request: IncomingMessage): Promise<unknown> {
  const text = (await readBody(request)).toString('utf8');
  if (isNestedTooDeeply(text)) throw new Error(`The body is nested more than ${DEEPEST_JSON} levels deep.`);
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== 'object' || parsed === null) throw new Error('The body must be a JSON object.');
  return parsed;
}

function readSettings(value: unknown): StrictLambdaSettings {
  const settings = value as StrictLambdaSettings;
  return settings.resources === undefined ? settings : { ...settings, resources: readResources(settings.resources) };
}

function requireFault(value: unknown): Fault {
  const { operation, kind, ms, reason, permission, code } = value as Record<string, unknown>;
  if (typeof operation !== 'string')
    throw new Error("A fault names the operation it hits, such as 'UpdateAlias', or '*'.");
  if (typeof kind !== 'string' || !isFaultKind(kind))
    throw new Error(`A fault's kind is one of ${faultKinds.join(', ')}.`);
  if (timedKinds.has(kind) && typeof ms !== 'number')
    throw new Error(`A fault of kind ${kind} says how long: ms, a number.`);
  if (kind === 'settleFailed' && typeof reason !== 'string')
    throw new Error('A fault of kind settleFailed says why: reason, a text.');
  if (kind === 'roleLacksPermission' && typeof permission !== 'string')
    throw new Error('A fault of kind roleLacksPermission says which: permission, a text.');
  if (kind === 'entryFails' && typeof code !== 'string')
    throw new Error('A fault of kind entryFails says how: code, a text.');
  return value as Fault;
}

function requireIdling(value: unknown): Idling {
  const { functionName, recoverMs } = value as Record<string, unknown>;
  if (typeof functionName !== 'string' || typeof recoverMs !== 'number')
    throw new Error(
      'Which function idles, and how long it takes to be made ready again: functionName, a text, and recoverMs, a number.',
    );
  return value as Idling;
}

function requireTraffic(value: unknown): LambdaTraffic {
  const { functionName, minute, invocations } = value as Record<string, unknown>;
  if (typeof functionName !== 'string' || typeof minute !== 'number' || typeof invocations !== 'number')
    throw new Error('Traffic has at least functionName, a text, and minute and invocations, numbers.');
  return value as LambdaTraffic;
}

function download(response: ServerResponse, blobs: BlobFolder, blob: string): void {
  if (!blobs.has(blob)) return reply(response, 404, { message: 'No function has this code.' });
  response.writeHead(200, { 'content-type': 'application/zip' });
  response.end(blobs.read(blob));
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
