import { present } from 'stage-contract';
import type { AwsAccount } from '../model/accountOf';
import type { IamLimit, Permitted } from '../model/stage';
import { actionsOfCall } from './awsOperation';
import { awsServices, eventServices, type PermittedService } from './services';

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

/** Every IAM action that telling others about an account's events needs; none without a topic and a bus. */
export const eventNeedsOf = ({ events }: Pick<AwsAccount, 'events'>): IamNeed[] => [
  ...(events?.snsTopicArn === undefined ? [] : needsAt(eventServices.sns, ['publish'])),
  ...(events?.eventBusArn === undefined ? [] : needsAt(eventServices.eventBridge, ['putEvent'])),
];

const needsAt = <Method extends string>(
  { iamPrefix, operations }: PermittedService<Method>,
  methods: readonly Method[] = [],
  limits: { readonly [Call in Method]?: IamLimit } = {},
): readonly IamNeed[] =>
  methods.flatMap((method) =>
    actionsOfCall(iamPrefix, operations[method]).map((action) => ({ action, ...present({ limit: limits[method] }) })),
  );
