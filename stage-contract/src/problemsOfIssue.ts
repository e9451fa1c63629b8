import type { z } from 'zod';
import { expectedProblem } from './messages/expected';
import { problem, type Problem } from './messages/problem';
import { nearestName } from './nearestName';
import { keysOf, nameSchemaOf, schemaAt } from './schemaAt';

/** How many unknown names of one map are reported. */
const MOST_KEYS = 200;

/** How many unknown names are not reported. */
export const unnamedKeys = (issues: readonly z.core.$ZodIssue[]): number =>
  issues.reduce(
    (count, issue) => count + (issue.code === 'unrecognized_keys' ? Math.max(0, issue.keys.length - MOST_KEYS) : 0),
    0,
  );

/** Turns one of zod's issues with a field's value into problems with codes; zod's own words are never shown. */
export function problemsOfIssue(name: string, schema: z.core.$ZodType, issue: z.core.$ZodIssue): Problem[] {
  const place = [name, ...issue.path.map(String)].join('.');
  switch (issue.code) {
    case 'unrecognized_keys': {
      const holder = schemaAt(schema, issue.path);
      const known = holder === undefined ? [] : keysOf(holder);
      return issue.keys.slice(0, MOST_KEYS).map((key) => {
        const nearest = nearestName(key, known);
        return problem(`${place}.${key}`, 'unknownName', nearest === undefined ? {} : { nearest });
      });
    }
    case 'invalid_key': {
      const holder = schemaAt(schema, issue.path.slice(0, -1));
      return [expectedProblem(place, holder === undefined ? undefined : nameSchemaOf(holder))];
    }
    case 'too_big':
      if (issue.origin === 'string') return [problem(place, 'tooLong', { max: Number(issue.maximum) })];
      if (issue.origin === 'array') return [problem(place, 'tooMany', { max: Number(issue.maximum) })];
      return [expectedProblem(place, schemaAt(schema, issue.path))];
    default:
      return [expectedProblem(place, schemaAt(schema, issue.path))];
  }
}
