/** AWS's message as a sentence. */
export const sentence = (text: string): string =>
  text === '' ? 'no reason given.' : /[.!?]$/.test(text) ? text : `${text}.`;
