/** How words name things: the API names a field by its JSON name, forms by the label that stands beside the control. */
export interface Voice {
  readonly reader: 'api' | 'form';
  /** A field of the stage, by its path (`healthCheck.expect.body`). */
  field(path: string): string;
  /** One of a field's choices. */
  choice(field: string, value: string): string;
  /** What helps a reader to find the field, in parentheses after a space; mostly nothing. */
  hint(field: string): string;
}

/** The voice of messages, answers and logs. */
export const API_VOICE: Voice = {
  reader: 'api',
  field: (path) => path,
  choice: (_field, value) => value,
  hint: () => '',
};
