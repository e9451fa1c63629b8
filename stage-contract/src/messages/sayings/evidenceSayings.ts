import { versionWords } from '../../routingWords';
import type { Catalogue } from '../catalogue';
import { calledWords, type Called } from './callStepSayings';

/** What a piece of evidence has measured. */
export const EVIDENCE_SAYINGS = {
  healthCheckOf: ({ version }: { version: string }) => `Health check on ${versionWords(version)}`,
  invocationsOf: ({ called }: { called: Called }) => `Answers of ${calledWords(called)}`,
} as const satisfies Catalogue;
