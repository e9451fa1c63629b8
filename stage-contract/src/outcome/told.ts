import { z } from 'zod';

/**
 * What a text of the outcome says, apart from its words: a code of the catalogue, and the values of its words. It is
 * next to the text, which any reader can show; programs decide by the code. An older sidecar's outcome has none.
 */
export const toldSchema = z.object({
  code: z.string().meta({ description: 'Code of the message: see [Messages](messages.md).' }),
  values: z.record(z.string(), z.unknown()).meta({ description: 'Values that the words are made from, by name.' }),
});
export type Told = z.output<typeof toldSchema>;

/** The code and values next to a text; `what` names the text. */
export const toldBeside = (what: string) =>
  toldSchema.optional().meta({ description: `What ${what} says, as a code and values.` });
