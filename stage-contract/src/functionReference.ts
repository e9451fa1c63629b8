import { present } from './present';

/** A function as AWS's own tools may name it: by ARN, with account and `function:`, or with a version or alias. */
interface FunctionReference {
  functionName: string;
  region?: string;
  accountId?: string;
  /** An alias, a version number or `$LATEST`. */
  qualifier?: string;
}

/** Source: the pattern of FunctionName in Lambda's API. */
const REFERENCE =
  /^(?:arn:aws[a-z-]*:lambda:)?(?:([a-z]{2}(?:-[a-z]+)+-\d):)?(?:(\d{12}):)?(?:function:)?([A-Za-z0-9_-]{1,64})(?::(\$LATEST|[A-Za-z0-9_-]{1,128}))?$/;

/** What a text says about a function, if it is more than the bare name; undefined for a name, and for anything else. */
export function readFunctionReference(text: unknown): FunctionReference | undefined {
  const match = typeof text === 'string' && text.includes(':') ? REFERENCE.exec(text.trim()) : null;
  const [, region, accountId, functionName, qualifier] = match ?? [];
  return functionName === undefined ? undefined : { functionName, ...present({ region, accountId, qualifier }) };
}
