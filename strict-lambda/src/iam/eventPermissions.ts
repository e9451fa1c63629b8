import { busesOf } from '../eventbridge/putEvents';
import type { AwsRequest } from '../http/awsRequest';
import type { Permission } from './decide';

/** The permission that SNS checks for Publish. Source: the Service Authorization Reference of Amazon SNS. */
export const publishPermission = ({ body }: AwsRequest): Permission => ({
  action: 'sns:Publish',
  resource: new URLSearchParams(body.toString('utf8')).get('TopicArn') ?? '*',
});

/**
 * The permissions that EventBridge checks for PutEvents: one for each bus. Source: the Service Authorization Reference of
 * Amazon EventBridge.
 */
export const putEventsPermissions = (request: AwsRequest): Permission[] =>
  busesOf(request).map((resource) => ({ action: 'events:PutEvents', resource }));
