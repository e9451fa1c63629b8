import { z } from 'zod';
import { askSchema } from '../../model/ask';
import { wordedSchema } from '../../model/report';
import { storedDocument } from '../../model/storedDocument';

/** What an operation asks of another one. */
export const askDocument = storedDocument({ name: 'request', version: 1, schema: askSchema });

/** Why an operation is on hold. Every poll reads it, like the progress. */
export const heldDocument = storedDocument({
  name: 'hold',
  version: 1,
  schema: z.object({ sinceMs: z.number(), said: wordedSchema }),
  kept: 2_048,
});
