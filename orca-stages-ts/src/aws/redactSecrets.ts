/** Texts that must never appear in a message: environment values by name, a payload. */
export interface CallSecrets {
  environment?: Readonly<Record<string, string>> | undefined;
  payload?: string | undefined;
}

const MARK = '(redacted)';
/**
 * Shorter values also occur in ordinary text, so they are only removed as whole words, and the shortest ones only next
 * to their names.
 */
const SHORTEST_ANYWHERE = 8;
const SHORTEST_WORD = 4;

/**
 * AWS's message without the secrets of the request: validation errors echo what was sent (`Value '{DB=…}' at
 * 'environment.variables' failed …`), and parse errors echo the payload.
 */
export function redactSecrets(message: string, secrets: CallSecrets): string {
  let text = message;
  if (secrets.payload !== undefined) text = withoutPayload(text, secrets.payload);
  if (secrets.environment !== undefined) text = withoutEnvironment(text, secrets.environment);
  return text;
}

/** After the first colon, AWS's JSON parser quotes the text that it could not parse. */
function withoutPayload(message: string, payload: string): string {
  const unquoted = /request body|json|\[Source/i.test(message) ? (message.split(':')[0] ?? '') : message;
  return payload.length < SHORTEST_WORD ? unquoted : unquoted.split(payload).join(MARK);
}

function withoutEnvironment(message: string, environment: Readonly<Record<string, string>>): string {
  let text = message.replace(/Value '(?:(?!' at ')[\s\S])*' at '(environment[^']*)'/gi, `Value ${MARK} at '$1'`);
  const entries = Object.entries(environment).sort(([, a], [, b]) => b.length - a.length);
  for (const [name, value] of entries) {
    for (const form of new Set([value, JSON.stringify(value).slice(1, -1)])) {
      if (form.length >= SHORTEST_ANYWHERE) text = text.split(form).join(MARK);
      else if (form.length >= SHORTEST_WORD)
        text = text.replace(new RegExp(`(?<!\\w)${escaped(form)}(?!\\w)`, 'g'), MARK);
      else if (form.length > 0) text = text.split(`${name}=${form}`).join(`${name}=${MARK}`);
    }
  }
  return text;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
