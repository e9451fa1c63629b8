import { API_VOICE, sayingWords, type Told, type Voice } from 'stage-contract';

/** A text of the sidecar in another voice: with the labels of fields instead of their names. */
export const voiced = (text: string, told: Told | undefined, voice: Voice): string =>
  (told === undefined ? undefined : sayingWords(told, voice)) ?? text;

/** A text of the sidecar with some of its values changed or left out. */
export const wordsWith = (told: Told, changes: Readonly<Record<string, unknown>>, otherwise: string): string =>
  voiced(otherwise, { ...told, values: { ...told.values, ...changes } }, API_VOICE);
