import { all, filledList, is, isGiven, isRead, isReadAs, mustBe, not, when } from '../conditions';
import type { JsonSchema } from '../jsonSchema';
import { writtenAs } from '../writtenValue';
import { codeRules } from './codeRules';

/** AWS only accepts subnets and security groups together; two empty lists take the function out of its VPC. */
const together = (one: string, other: string): JsonSchema[] => [
  when(`${one} without ${other} says nothing that AWS could do.`, isRead(one), isGiven(other)),
  when(`AWS needs ${one} and ${other} together.`, isReadAs(one, filledList), mustBe(other, filledList)),
];

/** The rules of stages/deploymentRules.ts that a schema can express. */
export const deploymentRules: readonly JsonSchema[] = [
  ...codeRules,
  ...together('subnetIds', 'securityGroupIds'),
  ...together('securityGroupIds', 'subnetIds'),
  when(
    'Provisioned concurrency belongs to an alias.',
    all(isRead('provisionedConcurrentExecutions'), not(is('provisionedConcurrentExecutions', 0))),
    isGiven('aliasName'),
  ),
  when(
    'Only a published version can take the traffic of aliases.',
    is('aliasRouting', 'newVersion'),
    all(mustBe('publish', writtenAs(true)), mustBe('aliases', filledList)),
  ),
];
