/** How messages name things: the API uses a field's JSON name, forms use the label next to the control. */
export interface Voice {
  readonly reader: 'api' | 'form';
  /** A field of the stage, by its path (`healthCheck.expect.body`). */
  field(path: string): string;
  /** One of a field's choices. */
  choice(field: string, value: string): string;
  /** The unit of time that a number of the field counts, after a space: " of seconds"; empty if none need be said. */
  unit(path: string): string;
  /** Helps a reader find the field, in parentheses after a space; usually empty. */
  hint(field: string): string;
}

/** The voice of messages, responses and logs. */
export const API_VOICE: Voice = {
  reader: 'api',
  field: (path) => path,
  choice: (_field, value) => value,
  unit: () => '',
  hint: () => '',
};
