/**
 * The suggestions that match the typed text; none if the text already is one of them, because the list would then only
 * cover the next field.
 */
export const matchingSuggestions = (suggestions: readonly string[], text: string): readonly string[] =>
  suggestions.includes(text)
    ? []
    : suggestions.filter((suggestion) => suggestion.toLowerCase().includes(text.trim().toLowerCase()));
