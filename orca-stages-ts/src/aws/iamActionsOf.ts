import type { Permitted } from '../model/stage';
import { actionsOfCall } from './awsOperation';
import { awsServices, type PermittedService } from './services';

/**
 * Every IAM action that a stage needs: those of its calls, as the operations state them, and the others that the stage
 * lists itself.
 */
export const iamActionsOf = ({ calls, otherActions = [] }: Permitted): string[] => [
  ...new Set([...actionsAt(awsServices.lambda, calls.lambda), ...otherActions]),
];

const actionsAt = <Method extends string>(
  { iamPrefix, operations }: PermittedService<Method>,
  methods: readonly Method[] = [],
): readonly string[] => methods.flatMap((method) => actionsOfCall(iamPrefix, operations[method]));
