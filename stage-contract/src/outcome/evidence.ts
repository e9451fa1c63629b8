import { z } from 'zod';
import { toldBeside } from './told';

/** What a piece of evidence says about the version; `failed`: it could not be taken at all. */
export const EVIDENCE_VERDICTS = ['fine', 'worse', 'notEnough', 'failed'] as const;
export type EvidenceVerdict = (typeof EVIDENCE_VERDICTS)[number];

/** Where evidence comes from. Readers show an unknown source by its name. */
export const EVIDENCE_SOURCES = ['healthCheck', 'invocation', 'guard', 'alarm', 'hook'] as const;
export type EvidenceSource = (typeof EVIDENCE_SOURCES)[number];

/** One measurement: where it comes from, on which version, the figures, and what they mean. The newest comes last. */
export const evidenceSchema = z.object({
  source: z.string().meta({
    description:
      'Where it comes from: `healthCheck`, `invocation`, `guard`, `alarm` or `hook`. More sources will come; show one that you do not know by its name.',
  }),
  measured: z.string().meta({ description: 'What was measured, in one line.' }),
  told: toldBeside('`measured`'),
  version: z.string().optional().meta({ description: 'The version that was measured, if it was a single one.' }),
  step: z.string().optional().meta({ description: 'The step that took the measurement.' }),
  figures: z
    .record(z.string(), z.number())
    .meta({ description: 'What was counted or timed, by name: `calls`, `passed`, `failed`, `unknown`, `slowestMs`.' }),
  limit: z
    .record(z.string(), z.number())
    .optional()
    .meta({ description: 'Limits that the figures must stay within or reach, by the same names.' }),
  verdict: z.enum(EVIDENCE_VERDICTS).meta({
    description:
      'What it means: `fine`; `worse` than what is expected; `notEnough` to tell; `failed`: it could not be taken.',
  }),
  at: z.string().meta({ description: 'Time of the measurement.' }),
});
export type EvidenceReport = z.output<typeof evidenceSchema>;
