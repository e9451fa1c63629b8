import type { CloudEvent } from '../model/cloudEvent';
import { NotDelivered } from './notDelivered';
import { signatureHeaders } from './signature';
import { attemptSignal } from './withinTime';

/** Delivers one event; throws NotDelivered, also when the signal aborts it. */
export type PostEvent = (event: CloudEvent, attempt: { nowMs: number; signal?: AbortSignal }) => Promise<void>;

/** Sends events as CloudEvents in structured mode, signed. */
export const postCloudEvent =
  ({ url, key }: { url: string; key: Buffer }): PostEvent =>
  (event, { nowMs, signal }) => {
    const body = JSON.stringify(event);
    const headers = {
      'content-type': 'application/cloudevents+json; charset=utf-8',
      ...signatureHeaders(key, { id: event.id, nowMs, body }),
    };
    return post(url, { body, headers, signal });
  };

/**
 * Sends events to Spinnaker's Echo, which passes them on to its own listeners. Source: HistoryController.java, Event.java
 * and Metadata.java of Echo.
 */
export const postToEcho =
  ({ url }: { url: string }): PostEvent =>
  (event, { signal }) =>
    post(url, {
      body: JSON.stringify(echoEvent(event)),
      headers: { 'content-type': 'application/json' },
      signal,
    });

/** An event as Echo expects it; its types have colons, as Orca's have. */
const echoEvent = ({ id, source, type, time, data }: CloudEvent): unknown => ({
  eventId: id,
  details: {
    source,
    type: `lambda-stages:${type.replaceAll('.', ':')}`,
    created: String(Date.parse(time)),
    application: data.execution.application,
  },
  content: data,
});

interface Post {
  body: string;
  headers: Record<string, string>;
  signal: AbortSignal | undefined;
}

async function post(url: string, { body, headers, signal }: Post): Promise<void> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      body,
      headers,
      // Only the configured address gets the event.
      redirect: 'manual',
      signal: attemptSignal(signal),
    });
  } catch (error) {
    throw new NotDelivered(reasonOf(error), 'receiver');
  }
  // What it answers does not matter, and may be long.
  await response.body?.cancel().catch(() => undefined);
  if (!response.ok) throw new NotDelivered(`it answered ${response.status}`, concernOf(response.status));
}

/** The other errors of the client are about what was sent. */
const OF_RECEIVER: ReadonlySet<number> = new Set([401, 403, 404, 405, 408, 410, 425, 429]);

const concernOf = (httpStatus: number): NotDelivered['concerns'] =>
  httpStatus < 400 || httpStatus >= 500 || OF_RECEIVER.has(httpStatus) ? 'receiver' : 'event';

/** fetch puts what happened to the connection into the cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}
