/** Partition of a region: China and GovCloud have their own. */
export function partitionOf(region: string): 'aws' | 'aws-cn' | 'aws-us-gov' {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return 'aws';
}

/** Where a request acts: state is stored per account and region. */
export type Place = { account: string; region: string };

/** ARN of a function, or of one of its versions or aliases. */
export function functionArn(place: Place, name: string, qualifier?: string): string {
  const arn = `arn:${partitionOf(place.region)}:lambda:${place.region}:${place.account}:function:${name}`;
  return qualifier === undefined ? arn : `${arn}:${qualifier}`;
}

/** ARN of an event source mapping. */
export function mappingArn(place: Place, uuid: string): string {
  return `arn:${partitionOf(place.region)}:lambda:${place.region}:${place.account}:event-source-mapping:${uuid}`;
}

/** ARN of an alarm of CloudWatch. */
export function alarmArn(place: Place, name: string): string {
  return `arn:${partitionOf(place.region)}:cloudwatch:${place.region}:${place.account}:alarm:${name}`;
}

/** ARN of an event bus of EventBridge. */
export function eventBusArn(place: Place, name: string): string {
  return `arn:${partitionOf(place.region)}:events:${place.region}:${place.account}:event-bus/${name}`;
}

/** The caller, as AWS writes it when it denies access. */
export function callerArn(place: Place): string {
  return `arn:${partitionOf(place.region)}:iam::${place.account}:user/sandbox`;
}
