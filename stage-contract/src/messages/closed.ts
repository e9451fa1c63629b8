/** AWS's message as a sentence. */
export const closed = (text: string): string =>
  text === '' ? 'no reason given.' : /[.!?]$/.test(text) ? text : `${text}.`;
