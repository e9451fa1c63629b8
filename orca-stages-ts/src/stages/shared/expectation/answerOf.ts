/** A response, read in the ways in which it is checked. */
export interface Answer {
  /** The response as JSON; undefined if it is not JSON. */
  json: unknown;
  /**
   * What `body` and `bodyContains` refer to: `body` of a JSON response, otherwise `payload`, otherwise the whole
   * response. Source: Spinnaker's blue/green comparison.
   */
  body: unknown;
  /** The same, with a body that is JSON text parsed as JSON: what API Gateway's callers see. */
  opened: unknown;
}

/** Reads a response. */
export function answerOf(payload: string): Answer {
  const json = parsed(payload);
  const body = property(json, 'body') ?? property(json, 'payload') ?? json ?? payload;
  return { json, body, opened: withBodyOpened(json) };
}

/** JSON, or undefined if the text is not JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function property(value: unknown, name: 'body' | 'payload'): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

function withBodyOpened(json: unknown): unknown {
  const body = property(json, 'body');
  const opened = typeof body === 'string' ? parsed(body) : undefined;
  return opened === undefined || typeof json !== 'object' ? json : { ...json, body: opened };
}
