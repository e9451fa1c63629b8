import {
  HOOK_PHASES,
  parseStage,
  problem,
  problemsSentence,
  readFunctionReference,
  say,
  stageDefinitions,
  StageError,
  textAt,
  type ErrorCode,
  type OperationRequest,
  type Problem,
} from 'stage-contract';
import type { Configuration } from '../config';
import type { AcceptedRequest } from '../engine/operationService';
import { accountOf, mayTouchFunction } from '../model/accountOf';
import { Refusal } from './refusal';
import { notOnlyReverting } from './revertOnly';

/** What decides who is allowed to do what. */
export type Admission = Pick<Configuration, 'accounts' | 'authorization'>;

interface Denial {
  code: ErrorCode;
  problem: Problem;
  next?: string;
}

/**
 * Checks a stage's input and whether its account may be used, before anything is changed. Throws Refusal 400 that lists
 * every problem.
 */
export function admitRequest(request: OperationRequest, admission: Admission): AcceptedRequest {
  const parsed = parseStage(request.type, request.context);
  const denial =
    denialOf(request, admission) ??
    (parsed.ok
      ? (denialOfHooks(parsed.input, admission) ?? denialOfPurpose(request, parsed.input, admission))
      : undefined);
  if (parsed.ok && denial === undefined) return { request, input: parsed.input, warnings: parsed.warnings };
  const problems = [
    ...(parsed.ok ? [] : parsed.problems),
    ...(denial === undefined ? [] : [denial.problem]),
    ...otherAwsAccount(request, admission),
  ];
  const name = request.stageName ?? stageDefinitions[request.type].label;
  throw new Refusal({
    httpStatus: 400,
    status: 'TERMINAL',
    problems,
    where: name,
    code: parsed.ok && denial !== undefined ? denial.code : 'invalidInput',
    what: `The stage ${name} was not started: ${problemsSentence(problems)}`,
    ...(parsed.ok && denial?.next !== undefined ? { next: denial.next } : {}),
  });
}

/** Says so if a function's ARN names another AWS account than the stage does; the parser rejects the ARN itself. */
function otherAwsAccount({ context }: OperationRequest, { accounts }: Admission): Problem[] {
  const named = readFunctionReference(context['functionName'])?.accountId;
  const account = accounts.find(({ name }) => name === context['account']);
  if (named === undefined || account === undefined || account.accountId === named) return [];
  return [problem('account', 'otherAwsAccount', { account: account.name, accountId: account.accountId, named })];
}

/** If a name isn't text, the parser has already reported it. */
function denialOf(request: OperationRequest, admission: Admission): Denial | undefined {
  const { account, region, functionName } = request.context;
  if (typeof account !== 'string' || account.trim() === '') return undefined;
  return (
    denialOfUser(request, account.trim(), admission) ?? denialOfPlace(account.trim(), region, functionName, admission)
  );
}

/** Missing accounts are refused: Orca drops nulls on the way, and some triggers are anonymous. */
function denialOfUser(request: OperationRequest, account: string, admission: Admission): Denial | undefined {
  if (admission.authorization === 'off') return undefined;
  const allowed = request.allowedAccounts ?? [];
  if (allowed.includes(account)) return undefined;
  const who = { account, ...(request.user === undefined || request.user === '' ? {} : { user: request.user }) };
  if (allowed.length > 0) return { code: 'accountNotAllowed', problem: problem('account', 'accountNotAllowed', who) };
  return {
    code: 'accountNotAllowed',
    problem: problem('account', 'accountsUnknown', who),
    next: "Start the pipeline as a user (or with a run-as user) whose accounts Spinnaker knows. If Spinnaker runs without authorization, set authorization: off in the sidecar's configuration.",
  };
}

function denialOfPlace(name: string, region: unknown, functionName: unknown, admission: Admission): Denial | undefined {
  if (typeof region !== 'string' || region.trim() === '') return undefined;
  try {
    const account = accountOf(admission.accounts, name, region.trim());
    // Whatever is no name has been rejected by the parser.
    if (typeof functionName !== 'string' || readFunctionReference(functionName) !== undefined) return undefined;
    if (mayTouchFunction(account, functionName.trim())) return undefined;
    return {
      code: 'accountNotConfigured',
      problem: problem('functionName', 'functionNotAllowed', { functionName: functionName.trim(), account: name }),
      next: "Add the function to the account's functions in the sidecar's configuration, or correct the stage.",
    };
  } catch (error) {
    if (!(error instanceof StageError)) throw error;
    return { code: error.code, problem: unconfigured(name, region.trim(), admission) };
  }
}

/** A stage must not call, by way of a hook, what its account may not touch. */
function denialOfHooks(
  input: Readonly<Record<string, unknown>> & { account: string },
  { accounts }: Admission,
): Denial | undefined {
  const account = accounts.find(({ name }) => name === input.account);
  if (account === undefined) return undefined;
  for (const phase of HOOK_PHASES) {
    // As it was read: text may hold the JSON of a map.
    const functionName = textAt(input[phase], 'functionName');
    if (functionName === '' || mayTouchFunction(account, functionName)) continue;
    return {
      code: 'accountNotConfigured',
      problem: problem(`${phase}.functionName`, 'functionNotAllowed', { functionName, account: account.name }),
      next: "Add the function to the account's functions in the sidecar's configuration, or correct the stage.",
    };
  }
  return undefined;
}

function denialOfPurpose(
  { type }: OperationRequest,
  input: Readonly<Record<string, unknown>> & { account: string },
  { accounts }: Admission,
): Denial | undefined {
  if (accounts.find(({ name }) => name === input.account)?.only !== 'revert') return undefined;
  const found = notOnlyReverting(type, input, input.account);
  return found === undefined
    ? undefined
    : {
        code: 'accountNotAllowed',
        problem: found,
        next: say('moveWithOtherAccount', { account: input.account }).words,
      };
}

function unconfigured(name: string, region: string, { accounts }: Admission): Problem {
  const known = accounts.find((account) => account.name === name);
  return known === undefined
    ? problem('account', 'accountNotConfigured', { account: name, configured: accounts.map((account) => account.name) })
    : problem('region', 'regionNotConfigured', { account: name, region, configured: known.regions });
}
