import { SpelError } from './spelError';

const LEADING_FLAGS = /^\(\?([a-zA-Z]+)\)/;
const KNOWN_FLAGS = 'ims';
/** Spring's limit for the operator `matches`; here for every pattern. */
const LONGEST = 1000;

/**
 * Compiles a Java regular expression. Leading `(?s)`, `(?i)`, `(?m)` become flags, and `\Q…\E` is quoted. Anything that
 * JavaScript can't express (possessive quantifiers, other flags) is an error, so that it never silently means something
 * else.
 */
export function javaPattern(source: string, whole: boolean): RegExp {
  if (source.length > LONGEST)
    throw new SpelError(
      'evaluation',
      `EL1077E: Regular expression is too long, exceeding the threshold of '${LONGEST}' characters`,
    );
  let rest = source;
  let flags = whole ? '' : 'g';
  for (let match = LEADING_FLAGS.exec(rest); match !== null; match = LEADING_FLAGS.exec(rest)) {
    for (const flag of match[1] ?? '') {
      if (!KNOWN_FLAGS.includes(flag)) throw unsupported(source, `flag ${flag}`);
      if (!flags.includes(flag)) flags += flag;
    }
    rest = rest.slice(match[0].length);
  }
  const body = rest
    .replace(/\\Q([\s\S]*?)(?:\\E|$)/g, (_, quoted: string) => quoted.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    .replace(/\\A/g, '^')
    .replace(/\\[zZ]/g, '$');
  try {
    return new RegExp(whole ? `^(?:${body})$` : body, flags);
  } catch (error) {
    throw unsupported(source, error instanceof Error ? error.message : String(error));
  }
}

function unsupported(source: string, reason: string): SpelError {
  return new SpelError('evaluation', `EL1074E: the regular expression '${source}' cannot be used here: ${reason}`);
}
