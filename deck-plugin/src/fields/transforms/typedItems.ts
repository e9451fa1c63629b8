/** The entries in a text that is typed or pasted into a list: separated by commas or white space, unless it holds an expression. */
export function typedItems(text: string): string[] {
  const trimmed = text.trim();
  if (trimmed.includes('${')) return [trimmed];
  return trimmed.split(/[\s,]+/).filter((item) => item !== '');
}
