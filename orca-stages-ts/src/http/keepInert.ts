import { expressionsIn, inertText } from '../model/inertText';
import type { Server } from './serverDeps';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** For responses that Orca never reads and people copy from. */
    keepsExpressions?: boolean;
  }
}

/**
 * Makes every response inert just before it is sent. Orca puts the body of a response into the stage's context and
 * evaluates the expressions in it, whether they come from a function, from AWS, from a field or from us. A response that
 * was changed says how often, in `alteredExpressions`.
 */
export function keepInert(app: Server): void {
  app.addHook('onSend', (request, _, payload, done) => {
    const isText = typeof payload === 'string' && request.routeOptions.config.keepsExpressions !== true;
    done(null, isText ? inertAnswer(payload) : payload);
  });
}

function inertAnswer(payload: string): string {
  const found = expressionsIn(payload);
  return found === 0 ? payload : inertText(counted(payload, found));
}

/** Only an object has a place for the count. */
function counted(payload: string, alteredExpressions: number): string {
  try {
    const answer: unknown = JSON.parse(payload);
    return typeof answer === 'object' && answer !== null && !Array.isArray(answer)
      ? JSON.stringify({ ...answer, alteredExpressions })
      : payload;
  } catch {
    return payload;
  }
}
