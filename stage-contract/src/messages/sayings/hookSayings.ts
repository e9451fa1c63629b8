import type { HookPhase } from '../../stages/hook';
import type { Catalogue } from '../catalogue';
import { calledWords, type Called } from './callStepSayings';

/** How a hook failed. */
export type HookFault =
  | { fault: 'noAnswer'; withinSeconds: number }
  | { fault: 'functionError'; error: string }
  | { fault: 'saysFailed'; reason?: string }
  | { fault: 'noStatus'; got: string };

function hookFaultWords(fault: HookFault): string {
  switch (fault.fault) {
    case 'noAnswer':
      return `no response within ${fault.withinSeconds} s`;
    case 'functionError':
      return `the function failed (${fault.error})`;
    case 'saysFailed':
      return fault.reason === undefined ? 'it returned Failed' : `it returned Failed: ${fault.reason}`;
    case 'noStatus':
      return `expected {"status": "Succeeded"}, got ${fault.got}`;
  }
}

interface CalledHook {
  called: Called;
  phase: HookPhase;
}

const PHASE_WORDS: Readonly<Record<HookPhase, string>> = {
  preTraffic: 'before traffic',
  postTraffic: 'after traffic',
};

/** What hooks do and find. */
export const HOOK_STEP_SAYINGS = {
  callHook: ({ called, phase }: CalledHook) => `Call ${calledWords(called)} ${PHASE_WORDS[phase]}`,
} as const satisfies Catalogue;

/** What hooks note. */
export const HOOK_NOTE_SAYINGS = {
  hookSucceeded: ({ called }: { called: Called }) => `${calledWords(called)} agreed.`,
} as const satisfies Catalogue;

/** How hooks fail. */
export const HOOK_FAILURE_SAYINGS = {
  hookFailed: ({ called, phase, ...fault }: CalledHook & HookFault) =>
    `The hook ${calledWords(called)} ${PHASE_WORDS[phase]} failed: ${hookFaultWords(fault)}.`,
  hookMissing: ({ called, phase }: CalledHook) =>
    `The hook ${calledWords(called)} ${PHASE_WORDS[phase]} does not exist. Nothing was changed.`,
  hookUnseen: ({ called }: { called: Called }) =>
    `Nobody saw how the hook ${calledWords(called)} ended, and it is never called twice.`,
} as const satisfies Catalogue;

/** What a hook's answer measures. */
export const HOOK_EVIDENCE_SAYINGS = {
  hookAnswered: ({ called }: { called: Called }) => `Hook ${calledWords(called)}`,
} as const satisfies Catalogue;
