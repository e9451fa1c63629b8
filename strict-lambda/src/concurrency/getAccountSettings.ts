import type { Operation } from '../http/awsRequest';
import { scopeAt } from '../emulator';
import { accountConcurrency, accountLimit } from './accountConcurrency';

const gigabyte = 1024 ** 3;

/** GetAccountSettings: limits and use of the account in the region. */
export const getAccountSettings: Operation = (request, emulator) => {
  const functions = Object.values(scopeAt(emulator, request).functions);
  const codeSize = functions
    .flatMap((fn) => [fn.latest, ...Object.values(fn.versions)])
    .reduce((sum, version) => sum + version.codeSize, 0);
  return {
    status: 200,
    json: {
      AccountLimit: {
        TotalCodeSize: 75 * gigabyte,
        CodeSizeUnzipped: 262_144_000,
        CodeSizeZipped: 52_428_800,
        ConcurrentExecutions: accountLimit,
        UnreservedConcurrentExecutions: accountConcurrency(emulator, request).unreserved,
      },
      AccountUsage: { TotalCodeSize: codeSize, FunctionCount: functions.length },
    },
  };
};
