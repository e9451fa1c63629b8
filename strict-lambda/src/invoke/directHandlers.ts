import type { DirectInvocation, DirectInvocationAnswer } from '../strictLambda';
import type { Handlers } from './handlerPool';

/** "Runs" functions by asking a function of this process: at once, and the same every time, whatever their code says. */
export const directHandlers = (answer: (invocation: DirectInvocation) => DirectInvocationAnswer): Handlers => ({
  run: ({ functionName, version, deployable }, { event }) =>
    Promise.resolve({
      ...answer({ functionName, version, codeSha256: deployable.codeSha256, event }),
      log: '',
      durationMs: 1,
      memoryBytes: 1,
    }),
  launcher: () => Promise.resolve(),
  retire: () => undefined,
  close: () => Promise.resolve(),
});
