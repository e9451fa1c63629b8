import { unreadable } from './refusal';

/** Limits for request bodies. */
export interface BodyLimits {
  bodyDepth: number;
}

/**
 * Reads a body as JSON, whatever its content type: Orca with a text payload sends `text/plain;charset=ISO-8859-1` by
 * default. Throws Refusal 400.
 */
export function readJsonBody(body: Buffer, contentType: string | undefined, limits: BodyLimits): unknown {
  const text = body.toString(/charset="?iso-8859-1/i.test(contentType ?? '') ? 'latin1' : 'utf8').trim();
  if (text === '')
    throw unreadable(
      'The request body is empty.',
      'Send the stage as JSON; `lambda-stages orca-config` prints the payload for Orca.',
    );
  if (depthOf(text) > limits.bodyDepth)
    throw unreadable(
      `The request body is nested deeper than ${limits.bodyDepth} levels.`,
      "Flatten the stage's fields. If the context contains itself, Orca does not use the payload expression from `lambda-stages orca-config`.",
    );
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unreadable(
      /\$\{|#currentStage|execution\./.test(text)
        ? 'The request body is an expression that Orca did not evaluate.'
        : 'The request body is not JSON.',
      'Use the payload that `lambda-stages orca-config` prints (with --text-payload for Orca versions before Spring Boot 3.4).',
    );
  }
  return withoutNulls(value);
}

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_MAP, CLOSE_MAP] = [34, 92, 91, 93, 123, 125];

/**
 * Maximum nesting of brackets outside strings. Counted before parsing, so that a hostile body costs only one pass; by
 * character codes, because a string for each of a million characters takes several times as long.
 */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === BACKSLASH) index++;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    else if (code === OPEN_MAP || code === OPEN_LIST) deepest = Math.max(deepest, ++depth);
    else if (code === CLOSE_MAP || code === CLOSE_LIST) depth--;
  }
  return deepest;
}

/** Orca drops nulls on the way; a text payload contains them. */
function withoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== null));
}
