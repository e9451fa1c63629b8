import type { ReadCondition, ReadStatement } from './iamPolicy';

/** What a request needs to be allowed: one action on one resource, and what conditions can ask about. */
export type Permission = {
  /** Such as `lambda:UpdateAlias`. */
  action: string;
  /** An ARN, or `*` if IAM cannot limit the action to a resource. */
  resource: string;
  /** Values of condition keys; a key that the request does not have is absent. */
  context?: Record<string, string | undefined>;
};

/** What a role's policies say about a request. An explicit Deny wins; what nothing allows is denied. */
export function decide(statements: readonly ReadStatement[], permission: Permission): 'allowed' | 'denied' | 'silent' {
  const applying = statements.filter((statement) => applies(statement, permission));
  if (applying.some(({ denies }) => denies)) return 'denied';
  return applying.length > 0 ? 'allowed' : 'silent';
}

function applies(
  { actions, resources, conditions }: ReadStatement,
  { action, resource, context }: Permission,
): boolean {
  return (
    // Names of actions are not case-sensitive, ARNs are.
    actions.some((pattern) => isLike(action.toLowerCase(), pattern.toLowerCase())) &&
    resources.some((pattern) => pattern === '*' || isLike(resource, pattern)) &&
    conditions.every((condition) => isMet(condition, context?.[condition.key]))
  );
}

/** Several values of a key are alternatives. A condition on an absent key is not met, except by Null and …IfExists. */
function isMet({ operator, ifExists, values }: ReadCondition, actual: string | undefined): boolean {
  if (operator === 'Null') return values.some((value) => (value === 'true') === (actual === undefined));
  if (actual === undefined) return ifExists;
  switch (operator) {
    case 'StringEquals':
      return values.includes(actual);
    case 'StringLike':
      return values.some((value) => isLike(actual, value));
    // AWS: "ArnEquals and ArnLike behave identically", and compare each of the six parts of the ARN on its own.
    case 'ArnEquals':
    case 'ArnLike':
      return values.some((value) => isArnLike(actual, value));
  }
}

function isArnLike(arn: string, pattern: string): boolean {
  const [parts, patterns] = [partsOf(arn), partsOf(pattern)];
  return patterns.every((part, index) => isLike(parts[index] ?? '', part));
}

/** The last of the six parts may contain colons. */
const partsOf = (arn: string): string[] => {
  const [partition = '', vendor = '', service = '', region = '', account = '', ...rest] = arn.split(':');
  return [partition, vendor, service, region, account, rest.join(':')];
};

/** `*` is any text, also across colons and slashes; `?` is one character. */
function isLike(text: string, pattern: string): boolean {
  const source = pattern
    .split(/([*?])/)
    .map((part) => (part === '*' ? '.*' : part === '?' ? '.' : part.replace(/[\\^$.|+()[\]{}]/g, '\\$&')))
    .join('');
  return new RegExp(`^${source}$`, 's').test(text);
}
