import { present, say, type Caller, type Saying, StageError, type RouteInput } from 'stage-contract';
import type { LambdaPort } from '../../model/lambdaPort';
import type { OperationFacts } from '../../model/operationFacts';
import type { PolicyStatement } from '../../model/policyStatement';
import type { ApplyContext } from '../../model/stageContext';
import { targetWords } from '../../model/target';
import type { Undo } from './steps';

/** Who may call the function directly, bypassing its aliases. */
export interface Callers {
  eventSources: string[];
  statements: PolicyStatement[];
  functionUrl: boolean;
}

/**
 * Reads who may call the function directly. A function URL costs an extra call, so it is only read if the answer
 * matters.
 */
export async function readCallers(lambda: LambdaPort, functionName: string, urlToo: boolean): Promise<Callers> {
  const [mappings, statements, functionUrl] = await Promise.all([
    lambda.listEventSourceMappings(functionName),
    lambda.getPolicy(functionName),
    urlToo ? lambda.hasFunctionUrl(functionName) : false,
  ]);
  // By the function's bare name, only mappings without a qualifier are listed: those of an alias do not bypass it.
  return { eventSources: mappings.map((mapping) => mapping.eventSourceArn), statements: statements ?? [], functionUrl };
}

/**
 * Callers that bypass the alias, so weights don't apply to them. A warning, or a failure with `requireAliasCallers`.
 * Pure.
 */
export function callerWarnings(input: RouteInput, callers: Callers | undefined, operation: OperationFacts): Saying[] {
  if (callers === undefined) return [];
  const bypassing = bypassingCallers(callers);
  if (bypassing.length === 0) return [];
  const what = say('callersBypassAlias', { callers: bypassing });
  if (input.requireAliasCallers !== true) return [what];
  throw new StageError({
    code: 'invalidInput',
    what,
    where: targetWords(operation.target, input.aliasName),
    next: say('pointCallersAtAlias', { functionName: operation.target.functionName, alias: input.aliasName }),
  });
}

const bypassingCallers = ({ eventSources, statements, functionUrl }: Callers): Caller[] => [
  ...eventSources.map((arn) => ({ kind: 'eventSource' as const, name: arn.split(':').at(-1) ?? arn })),
  ...statements
    .filter((statement) => statement.effect === 'Allow')
    .map(({ principal, sid }) => ({ kind: 'statement' as const, principal, sid })),
  ...(functionUrl ? [{ kind: 'functionUrl' as const }] : []),
];

/**
 * Who still runs the new code after the alias has gone back, because it calls the unpublished head. What cannot be read
 * is not said, because the revert itself is over, unless a permission is missing: somebody has to add it.
 */
export async function headCallerWarnings(
  { lambda, operation }: Pick<ApplyContext<object>, 'lambda' | 'operation'>,
  left: Left,
): Promise<Saying[]> {
  const { functionName } = operation.target;
  try {
    const callers = bypassingCallers(await readCallers(lambda, functionName, true));
    if (callers.length === 0) return [];
    const version = await versionOfHead(lambda, functionName, versionsLeft(left));
    return [say('headStillCalled', { callers, functionName, ...present({ version }) })];
  } catch (error) {
    if (error instanceof StageError)
      return error.code === 'accessDenied' ? [say('headCallersNotRead', { why: error.details.what })] : [];
    throw error;
  }
}

/** What an alias goes back to, and from. */
type Left = Pick<Undo, 'candidate' | 'kept' | 'own' | 'first'>;

/** The versions that the alias has left, or was to get. */
const versionsLeft = ({ candidate, kept, own, first }: Left): string[] => [
  ...new Set(
    [candidate, kept, ...own.flatMap(({ mainVersion, additionalVersion }) => [additionalVersion, mainVersion])].filter(
      (version): version is string => typeof version === 'string' && version !== first?.mainVersion,
    ),
  ),
];

/** The one of some versions whose code the unpublished head has. */
async function versionOfHead(
  lambda: LambdaPort,
  functionName: string,
  versions: readonly string[],
): Promise<string | undefined> {
  const head = await lambda.getFunction(functionName);
  for (const version of versions) {
    const facts = await lambda.getFunction(functionName, version);
    if (facts !== undefined && facts.codeSha256 === head?.codeSha256) return version;
  }
  return undefined;
}
