import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault, StrictLambda, StrictLambdaSettings } from '../strictLambda';
import type { BlobFolder } from '../store/blobFolder';
import { readBody } from './readBody';

const faultKinds = ['throttle', 'error5xx', 'slow', 'dropBefore', 'dropAfter', 'settleSlow', 'settleFailed', 'roleNotYetAssumable'];

type Control = Pick<StrictLambda, 'addFault' | 'clearFaults' | 'calls' | 'clearCalls' | 'configure'> & { blobs: BlobFolder };

/** Answers `/_sandbox/...`: faults, recorded calls, settings, and the download that GetFunction's Code.Location names. */
export async function answerControl(request: IncomingMessage, response: ServerResponse, control: Control): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://sandbox').pathname;
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
    case 'GET /calls':
      return control.calls();
    case 'DELETE /calls':
      control.clearCalls();
      return {};
    case 'PUT /settings':
      control.configure((await jsonBody(request)) as StrictLambdaSettings);
      return {};
    default:
      throw new Error(`${what} is nothing that the sandbox's control offers: use /faults, /calls or /settings.`);
  }
}

async function jsonBody(request: IncomingMessage): Promise<unknown> {
  const parsed: unknown = JSON.parse((await readBody(request)).toString('utf8'));
  if (typeof parsed !== 'object' || parsed === null) throw new Error('The body must be a JSON object.');
  return parsed;
}

function requireFault(value: unknown): Fault {
  const { operation, kind, ms, reason } = value as Record<string, unknown>;
  if (typeof operation !== 'string') throw new Error("A fault names the operation it hits, such as 'UpdateAlias', or '*'.");
  if (typeof kind !== 'string' || !faultKinds.includes(kind)) throw new Error(`A fault's kind is one of ${faultKinds.join(', ')}.`);
  if ((kind === 'slow' || kind === 'settleSlow') && typeof ms !== 'number') throw new Error(`A fault of kind ${kind} says how long: ms, a number.`);
  if (kind === 'settleFailed' && typeof reason !== 'string') throw new Error('A fault of kind settleFailed says why: reason, a text.');
  return value as Fault;
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
