import { unreadable } from './refusal';

/** Limits of what is read. */
export interface BodyLimits {
  bodyDepth: number;
}

/**
 * Reads a body as JSON, whatever it is labelled: Orcas with a text payload send `text/plain;charset=ISO-8859-1` unless told otherwise.
 * Throws Refusal 400.
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
      "Flatten the stage's fields; a context that contains itself comes from another payload expression than the one of `lambda-stages orca-config`.",
    );
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unreadable(
      /\$\{|#currentStage|execution\./.test(text)
        ? 'The request body is an expression that Orca did not evaluate.'
        : 'The request body is not JSON.',
      'Use the payload that `lambda-stages orca-config` prints (with --text-payload for Orcas before Spring Boot 3.4).',
    );
  }
  return withoutNulls(value);
}

/** Deepest nesting of brackets outside of strings; counted before parsing, so that a hostile body costs one pass. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth);
    else if (character === '}' || character === ']') depth--;
  }
  return deepest;
}

/** Orca drops nulls on the way; a text payload writes them out. */
function withoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== null));
}
