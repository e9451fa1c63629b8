/** Whether a text is JSON, and what it says. */
export type JsonReading = { ok: true; value: unknown } | { ok: false; message: string };

/** Reads JSON; the message of a failure names the place where the browser says it. */
export function readJson(text: string): JsonReading {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

/** A value that may be JSON or plain text: what reads as JSON is JSON, anything else is the text itself. */
export function looseValue(text: string): unknown {
  const reading = readJson(text);
  return reading.ok ? reading.value : text;
}

/** The text that `looseValue` reads back as the same value: a text that looks like JSON gets quotes. */
export function looseText(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'string' && !readJson(value).ok) return value;
  return JSON.stringify(value) ?? '';
}

/** Size of a text in UTF-8. */
export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** How many expressions a text holds. */
export const expressionsIn = (text: string): number => text.split('${').length - 1;
