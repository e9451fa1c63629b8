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

/** A whole number from 1. */
export const upTo = (max: number) =>
  z
    .int({ error: `must be a whole number from 1 to ${max}` })
    .min(1, `must be a whole number from 1 to ${max}`)
    .max(max, `must be a whole number from 1 to ${max}`);

/** A whole number from 1, and what applies when it is absent. */
export const positive = (max: number, fallback: number, what: string) => upTo(max).default(fallback).describe(what);
