import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, askAndHangUp, type Answer, type Ask } from '../process/support/ask';
import { TOKEN } from '../process/support/sidecarSettings';
import { eventually } from 'strict-lambda/src/testing/eventually';

/** One request of a recording, with the response of the recording's sidecar. */
interface RecordedRequest {
  method: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  body?: Record<string, unknown> & { context?: Record<string, unknown> };
  response: { status: number | 'DROPPED'; body?: { status?: string } | null };
}

/** What a real Orca sent, in order. */
export interface Recording {
  scenario: string;
  exchange: RecordedRequest[];
}

/** What to put into a recorded context, and what happens between requests. */
export interface Replay {
  address: string;
  /** Fields of a valid stage: the recorded stage was not of one of our types. */
  fields: Record<string, unknown>;
  /** Called before each request; `index` counts from 0. */
  before?(request: RecordedRequest, index: number): Promise<void>;
  /** Where polls go, if not to the status address from the sidecar. */
  pollUrl?: string;
}

/** A request as it was sent again, with its response; a dropped one has none. */
export interface Replayed {
  request: RecordedRequest;
  answer: Answer | undefined;
}

/** Reads one recording. */
export const recordingOf = (name: string): Recording =>
  JSON.parse(readFileSync(join(__dirname, `${name}.json`), 'utf8')) as Recording;

/**
 * Sends the recorded requests again, in order, with their headers and bodies. Adds the token, the `type` leaf
 * (missing in the recordings) and the stage's fields. A poll whose recorded response was an end is repeated until
 * ours has ended too, as Orca would do.
 */
export async function replayExchange(recording: Recording, replay: Replay): Promise<Replayed[]> {
  const replayed: Replayed[] = [];
  let statusUrl = '';
  for (const [index, request] of recording.exchange.entries()) {
    await replay.before?.(request, index);
    const wish = wishOf(request, replay, statusUrl);
    if (request.response.status === 'DROPPED') {
      await askAndHangUp(wish);
      replayed.push({ request, answer: undefined });
      continue;
    }
    const answer = endsInRecording(request) ? await askUntilEnded(wish) : await ask(wish);
    statusUrl = textAt(answer.body, 'statusUrl') ?? statusUrl;
    replayed.push({ request, answer });
  }
  return replayed;
}

/** A text in a response. */
export function textAt(body: unknown, key: string): string | undefined {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, key) : undefined;
  return typeof value === 'string' ? value : undefined;
}

function wishOf(request: RecordedRequest, replay: Replay, statusUrl: string): Ask {
  const headers = { ...request.headers, authorization: `Bearer ${TOKEN}` };
  if (request.method === 'GET' && statusUrl === '' && replay.pollUrl === undefined)
    throw new Error(`Nothing to poll: the create of ${request.path} was not taken.`);
  if (request.method === 'GET') return { method: 'GET', url: replay.pollUrl ?? statusUrl, headers };
  if (request.path === '/cancel')
    return {
      method: 'POST',
      url: `${replay.address}/v1/operations/cancel`,
      headers,
      body: JSON.stringify(request.body),
    };
  const body = {
    ...request.body,
    type: 'Aws.LambdaDeploymentStage',
    context: { ...request.body?.context, ...replay.fields },
  };
  return { method: 'POST', url: `${replay.address}/v1/operations`, headers, body: JSON.stringify(body) };
}

const endsInRecording = ({ method, response }: RecordedRequest): boolean =>
  method === 'GET' && response.status === 200 && response.body?.status !== 'RUNNING';

const askUntilEnded = (wish: Ask): Promise<Answer> =>
  eventually(`the end at ${wish.url}`, async () => {
    const answer = await ask(wish);
    return (answer.httpStatus !== 200 || textAt(answer.body, 'status') !== 'RUNNING') && answer;
  });
