import { present } from 'stage-contract';
import type { IamLimit, Permitted } from '../model/stage';
import { actionsOfCall } from './awsOperation';
import { awsServices, type PermittedService } from './services';

/** An IAM action that is needed, and what it may be limited to. */
export interface IamNeed {
  action: string;
  limit?: IamLimit;
}

/**
 * Every IAM action that a stage needs: those of its calls, as the operations state them, and the others that the stage
 * lists itself.
 */
export const iamNeedsOf = ({ calls, limits = {}, otherActions = [] }: Permitted): IamNeed[] => [
  ...needsAt(awsServices.lambda, calls.lambda, limits.lambda),
  ...needsAt(awsServices.cloudwatch, calls.cloudwatch, limits.cloudwatch),
  ...otherActions.map((action) => ({ action })),
];

const needsAt = <Method extends string>(
  { iamPrefix, operations }: PermittedService<Method>,
  methods: readonly Method[] = [],
  limits: { readonly [Call in Method]?: IamLimit } = {},
): readonly IamNeed[] =>
  methods.flatMap((method) =>
    actionsOfCall(iamPrefix, operations[method]).map((action) => ({ action, ...present({ limit: limits[method] }) })),
  );
