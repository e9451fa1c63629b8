import { z } from 'zod';
import { toldSchema } from './told';

/** What a piece of evidence says of the version: `failed` when it could not be taken at all. */
export const EVIDENCE_VERDICTS = ['fine', 'worse', 'notEnough', 'failed'] as const;
export type EvidenceVerdict = (typeof EVIDENCE_VERDICTS)[number];

/** Where evidence comes from. A reader shows a source that it doesn't know by its name. */
export const EVIDENCE_SOURCES = ['healthCheck', 'invocation'] as const;
export type EvidenceSource = (typeof EVIDENCE_SOURCES)[number];

/** One thing that was measured: by whom, on which version, what came out, and what that means. The newest comes last. */
export const evidenceSchema = z.object({
  source: z.string(),
  /** What was measured, in one line of words, with its code beside. */
  measured: z.string(),
  told: toldSchema.optional(),
  version: z.string().optional(),
  /** The step that took it. */
  step: z.string().optional(),
  /** What was counted or timed, by name: `calls`, `passed`, `failed`, `slowestMs`. */
  figures: z.record(z.string(), z.number()),
  /** What the figures must not pass, or must reach, by the same names. */
  limit: z.record(z.string(), z.number()).optional(),
  verdict: z.enum(EVIDENCE_VERDICTS),
  at: z.string(),
});
export type EvidenceReport = z.output<typeof evidenceSchema>;
