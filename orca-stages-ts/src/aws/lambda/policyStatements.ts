import { present } from 'stage-contract';
import { z } from 'zod';
import type { PolicyStatement } from '../../model/policyStatement';

const oneOrMore = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (typeof value === 'string' ? value : value.join(', ')));
const statementSchema = z.object({
  Sid: z.string().catch(''),
  Effect: z.string().catch('Allow'),
  Principal: z
    .union([z.string(), z.record(z.string(), oneOrMore).transform((byKind) => Object.values(byKind).join(', '))])
    .catch(''),
  Action: oneOrMore.catch(''),
  Condition: z.record(z.string(), z.record(z.string(), oneOrMore)).catch({}),
});
const policySchema = z.object({
  Statement: z.union([z.array(statementSchema), statementSchema.transform((statement) => [statement])]),
});

/** The statements of a resource policy, read leniently; text that is not a policy has none. */
export function policyStatements(policyJson: string): PolicyStatement[] {
  const policy = policySchema.safeParse(jsonOrUndefined(policyJson));
  if (!policy.success) return [];
  return policy.data.Statement.map((statement) =>
    present({
      sid: statement.Sid,
      effect: statement.Effect,
      principal: statement.Principal,
      action: statement.Action,
      sourceArn: sourceArnOf(statement.Condition),
    }),
  );
}

/** The condition's operator varies (ArnLike, ArnEquals, StringEquals), and so does the case of its key. */
const sourceArnOf = (condition: Record<string, Record<string, string>>): string | undefined =>
  Object.values(condition)
    .flatMap((entries) => Object.entries(entries))
    .find(([key]) => key.toLowerCase() === 'aws:sourcearn')?.[1];

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
