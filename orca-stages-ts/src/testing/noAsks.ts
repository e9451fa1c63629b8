import type { AskPort } from '../model/ask';

/** There is no other operation to ask. */
export const noAsks: AskPort = {
  find: async () => undefined,
  others: async () => [],
  ask: async () => undefined,
  answer: async () => undefined,
  withdraw: async () => undefined,
};
