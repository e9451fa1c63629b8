import { z } from 'zod';
import { EVENT_TYPES } from '../model/stageEvents';
import { httpUrl, text } from './settingForms';

const TYPES = EVENT_TYPES.join(', ');

/** Which types of events somebody is told about. */
export const eventTypesSchema = z
  .array(z.enum(EVENT_TYPES, { error: `must be one of ${TYPES}` }), {
    error: 'must be a list of types, such as [rollout.reverted]',
  })
  .min(1, 'must list at least one type, or be omitted')
  .describe(`Types of events to send: ${TYPES}. Default: all.`);

/** Somebody who is told about events, and which ones. */
export const eventReceiverSchema = z.strictObject(
  {
    url: httpUrl(
      'Where to POST events, as CloudEvents 1.0 in JSON. Must be https, except on this machine. Needs secretFile or secretEnv.',
    ).optional(),
    secretFile: text('File that contains the key that signs the events: base64 of 24 to 64 bytes.').optional(),
    secretEnv: text('Environment variable that contains the key that signs the events.').optional(),
    allowHttp: z
      .boolean({ error: 'must be true or false' })
      .default(false)
      .describe('Send to a url that is http and not on this machine. Whoever is on the way can then read the events.'),
    echo: httpUrl(
      "Instead of url: Spinnaker's Echo, such as http://spin-echo:8089, which passes events on to its own listeners. They are not signed.",
    ).optional(),
    types: eventTypesSchema.optional(),
  },
  { error: 'must be a map with url or echo' },
);
