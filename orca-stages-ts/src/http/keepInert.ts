import { expressionsIn, inertText } from '../model/inertText';
import type { Server } from './serverDeps';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** For answers that Orca never reads and people copy from. */
    keepsExpressions?: boolean;
  }
}

/**
 * Makes every answer inert, at the last moment before it leaves: Orca puts an answer's body into the stage's context, and evaluates what it finds there,
 * whether it came from a function, from AWS, from a field or from us. An answer that was changed says how many times, in `alteredExpressions`.
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

/** An object gets the count; other JSON, and what is not JSON, has no place for it. */
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
