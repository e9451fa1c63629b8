/**
 * Resolves Spring's property placeholders in the text of a configuration file. This decides whether an expression
 * survives: `\${` becomes `${` (Spring 6.2), `${NAME}` becomes the environment's value if there is one, and an
 * unescaped `${…: rest}` is cut at its first colon, because Spring takes the rest for a default value.
 */
export function springText(source: string, environment: Readonly<Record<string, string | undefined>>): string {
  const start = source.indexOf('${');
  if (start < 0) return source;
  if (start > 0 && source.charAt(start - 1) === '\\') {
    return `${source.slice(0, start - 1)}\${${springText(source.slice(start + 2), environment)}`;
  }
  const end = closingBrace(source, start + 2);
  if (end < 0) return source;
  const rest = springText(source.slice(end + 1), environment);
  return `${source.slice(0, start)}${placeholder(source.slice(start + 2, end), environment)}${rest}`;
}

function placeholder(inner: string, environment: Readonly<Record<string, string | undefined>>): string {
  const colon = inner.indexOf(':');
  const name = colon < 0 ? inner : inner.slice(0, colon);
  const value = /^[\w.-]+$/.test(name) && Object.hasOwn(environment, name) ? environment[name] : undefined;
  if (value !== undefined) return value;
  return colon < 0 ? `\${${inner}}` : inner.slice(colon + 1);
}

function closingBrace(source: string, from: number): number {
  let depth = 0;
  for (let at = from; at < source.length; at += 1) {
    const sign = source.charAt(at);
    if (sign === '{') depth += 1;
    else if (sign === '}' && depth === 0) return at;
    else if (sign === '}') depth -= 1;
  }
  return -1;
}
