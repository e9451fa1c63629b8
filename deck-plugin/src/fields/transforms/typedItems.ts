/**
 * The entries in text that is typed or pasted into a list. They are separated by commas or white space, unless the text
 * contains an expression.
 */
export function typedItems(text: string): string[] {
  const trimmed = text.trim();
  if (trimmed.includes('${')) return [trimmed];
  return trimmed.split(/[\s,]+/).filter((item) => item !== '');
}
