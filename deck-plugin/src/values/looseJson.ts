/** Whether text is JSON, and what it contains. */
export type JsonReading = { ok: true; value: unknown } | { ok: false; message: string };

/** Parses JSON; the error message says where the text is wrong, if the browser does. */
export function readJson(text: string): JsonReading {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

/** A value that may be JSON or plain text: anything that parses as JSON is JSON, anything else is the text itself. */
export function looseValue(text: string): unknown {
  const reading = readJson(text);
  return reading.ok ? reading.value : text;
}

/** Text that `looseValue` reads back as the same value: text that looks like JSON gets quotes. */
export function looseText(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'string' && !readJson(value).ok) return value;
  return JSON.stringify(value) ?? '';
}

/** Size of text in UTF-8. */
export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** How many expressions text contains. */
export const expressionsIn = (text: string): number => text.split('${').length - 1;
