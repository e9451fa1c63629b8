import { partitionOf } from '../model/partitionOf';
import type { Account } from './configurationSchema';
import type { SettingProblem } from './settingProblem';

const ENDPOINTS = { snsTopicArn: 'snsEndpoint', eventBusArn: 'eventBridgeEndpoint' } as const;
const DESTINATIONS = ['snsTopicArn', 'eventBusArn'] as const;

/** Rules over an account's topic and bus, each with its remedy. A wrong ARN would otherwise only show when something happens. */
export function accountEventRules(account: Account, path: string): SettingProblem[] {
  const { events } = account;
  if (events === undefined) return [];
  if (events.snsTopicArn === undefined && events.eventBusArn === undefined)
    return [{ field: `${path}.events`, message: 'needs snsTopicArn or eventBusArn, or must be omitted' }];
  return DESTINATIONS.flatMap((name) => {
    const arn = events[name],
      endpoint = ENDPOINTS[name];
    if (arn !== undefined) return placeRules(arn, account, `${path}.events.${name}`);
    return events[endpoint] === undefined
      ? []
      : [{ field: `${path}.events.${endpoint}`, message: `has no effect without ${name}; add it or remove this` }];
  });
}

function placeRules(arn: string, { accountId, regions }: Account, field: string): SettingProblem[] {
  const [, partition = '', , region = '', itsAccount = ''] = arn.split(':');
  if (itsAccount !== accountId)
    return [
      {
        field,
        message: `belongs to account ${itsAccount}, not to ${accountId}; use one in the same account, and let that forward what others must know`,
      },
    ];
  if (!regions.includes(region))
    return [
      {
        field,
        message: `is in ${region}, which is not one of the account's regions (${regions.join(', ')}); use one in these, or add the region`,
      },
    ];
  return partition === partitionOf(region)
    ? []
    : [{ field, message: `begins with arn:${partition}, but ${region} is in ${partitionOf(region)}; correct the ARN` }];
}
