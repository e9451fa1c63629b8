import { z } from 'zod';

/** The address of another service. */
export const httpUrl = (what: string) =>
  z
    .string({ error: 'must be an http or https URL' })
    .refine(
      (text) => /^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/.test(text) && URL.canParse(text),
      'must be an http or https URL without a password or query string, such as http://lambda-stages:8080',
    )
    .describe(what);

/** A text that is not empty. */
export const text = (what: string) => z.string({ error: 'must be text' }).min(1, 'must not be empty').describe(what);
