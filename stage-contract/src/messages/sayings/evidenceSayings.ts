import { versionWords } from '../../routingWords';
import type { Catalogue } from '../catalogue';
import { calledWords, type Called } from './callStepSayings';

/** What a piece of evidence measured. */
export const EVIDENCE_SAYINGS = {
  healthCheckOf: ({ version }: { version: string }) => `Health check on ${versionWords(version)}`,
  invocationsOf: ({ called }: { called: Called }) => `Responses from ${calledWords(called)}`,
} as const satisfies Catalogue;
