/** What a typed text leaves of the suggestions: none once it is one of them, as the list would then only cover the next field. */
export const matchingSuggestions = (suggestions: readonly string[], text: string): readonly string[] =>
  suggestions.includes(text)
    ? []
    : suggestions.filter((suggestion) => suggestion.toLowerCase().includes(text.trim().toLowerCase()));
