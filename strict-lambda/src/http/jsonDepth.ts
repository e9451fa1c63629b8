/** How deep JSON may be nested: Jackson's limit, and less than what makes `JSON.stringify` run out of stack. */
export const DEEPEST_JSON = 1000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = [0x5b, 0x7b];
const CLOSING = [0x5d, 0x7d];

/**
 * Whether JSON is nested too deeply to be stored or shown. `JSON.parse` takes any depth, but nearly everything that is
 * done with the value afterwards runs out of stack. Looks at each character once, and parses nothing.
 */
export function isNestedTooDeeply(json: string): boolean {
  let depth = 0;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) at = endOfText(json, at);
    else if (OPENING.includes(code)) depth += 1;
    else if (CLOSING.includes(code)) depth -= 1;
    if (depth > DEEPEST_JSON) return true;
  }
  return false;
}

/** Where the text that begins here ends: at the next quote without an odd number of backslashes before it. */
function endOfText(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); end >= 0; end = json.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (json.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
  return json.length;
}
