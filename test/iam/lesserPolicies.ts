import { isDeepStrictEqual } from 'node:util';
import type { PolicyStatementText, PolicyText } from '../../orca-stages-ts/src/cli/iamPolicy';

/** A policy that lacks something, and the actions one of which a run then misses. */
export interface LesserPolicy {
  title: string;
  policy: PolicyText;
  missing: readonly string[];
}

const of = (Statement: PolicyStatementText[]): PolicyText => ({ Version: '2012-10-17', Statement });

/** The policy without a statement, with others in its place. */
const replaced = (policy: PolicyText, index: number, others: readonly PolicyStatementText[]): PolicyText =>
  of(policy.Statement.flatMap((statement, at) => (at === index ? others : [statement])));

/** The policy without any one action on any one resource, and without any one statement. */
export const withOneLess = (policy: PolicyText): LesserPolicy[] =>
  policy.Statement.flatMap((statement, index) => [
    { title: `without ${statement.Sid}`, policy: replaced(policy, index, []), missing: statement.Action },
    ...statement.Action.flatMap((action) =>
      statement.Resource.map((resource) => ({
        title: `without ${action} on ${resource}`,
        policy: replaced(policy, index, withoutPair(statement, action, resource)),
        missing: [action],
      })),
    ),
  ]);

function withoutPair(statement: PolicyStatementText, action: string, resource: string): PolicyStatementText[] {
  const others = statement.Action.filter((each) => each !== action),
    elsewhere = statement.Resource.filter((each) => each !== resource);
  return [
    { ...statement, Action: others },
    { ...statement, Sid: `${statement.Sid}Less`, Action: [action], Resource: elsewhere },
  ].filter(({ Action, Resource }) => Action.length > 0 && Resource.length > 0);
}

/**
 * The policy with any one of its statements from another policy, such as the one for another function. `same` are the
 * statements in which the two do not differ.
 */
export function withOneOf(policy: PolicyText, other: PolicyText): { lesser: LesserPolicy[]; same: string[] } {
  const same = policy.Statement.filter((statement, index) => isDeepStrictEqual(statement, other.Statement[index]));
  const lesser = policy.Statement.flatMap((statement, index) => {
    const foreign = other.Statement[index];
    return foreign === undefined || same.includes(statement)
      ? []
      : [
          {
            title: `with ${statement.Sid} for ${foreign.Resource.join(', ')} ${JSON.stringify(foreign.Condition ?? {})}`,
            policy: replaced(policy, index, [foreign]),
            missing: statement.Action,
          },
        ];
  });
  return { lesser, same: same.map(({ Sid }) => Sid) };
}
