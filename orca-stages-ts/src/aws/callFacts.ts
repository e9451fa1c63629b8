import type { CallSecrets } from './redactSecrets';

/** What a call is about: for its record and for messages. */
export interface CallFacts {
  /** AWS's name of the operation, such as `UpdateAlias`. */
  name: string;
  functionName?: string | undefined;
  /** Alias or version that the call is about. */
  qualifier?: string | undefined;
  /** What is meant when it is no function: a mapping's id, an ARN. */
  thing?: string | undefined;
  code?: { bucket: string; key: string } | undefined;
  /** Execution role that is being given to the function. */
  role?: string | undefined;
  secrets?: CallSecrets | undefined;
}

/** The place of a call in words: `orders:live · prod / us-east-1`. */
export function placeOf(facts: CallFacts, scope: { account: string; region: string }): string {
  const qualified =
    facts.functionName === undefined
      ? undefined
      : `${facts.functionName}${facts.qualifier === undefined ? '' : `:${facts.qualifier}`}`;
  return [facts.thing ?? qualified, `${scope.account} / ${scope.region}`]
    .filter((part) => part !== undefined)
    .join(' · ');
}
