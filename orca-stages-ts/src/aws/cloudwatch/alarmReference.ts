import { say, StageError } from 'stage-contract';
import type { AwsAccount } from '../../model/accountOf';

const LONGEST_NAME = 255;

/**
 * The name of an alarm that is given by name or ARN. Throws StageError invalidInput for the ARN of something else, of
 * another account or of another region: AWS would not say so, but that there is no such alarm.
 */
export function alarmName(given: string, account: Pick<AwsAccount, 'name' | 'accountId'>, region: string): string {
  const where = `${account.name} / ${region}`;
  const [, , service, itsRegion, itsAccount, kind, ...rest] = given.split(':');
  const isArn = /^arn:/.test(given);
  const name = isArn ? rest.join(':') : given;
  // AWS: "can't contain ASCII control characters".
  const isName = name !== '' && name.length <= LONGEST_NAME && !/[\u0000-\u001f\u007f]/.test(name);
  if (!isName || (isArn && (service !== 'cloudwatch' || kind !== 'alarm')))
    throw new StageError({ code: 'invalidInput', what: say('notAnAlarm', { alarm: given }), where });
  if (isArn && (itsRegion !== region || itsAccount !== account.accountId))
    throw new StageError({
      code: 'invalidInput',
      what: say('alarmElsewhere', { alarm: given, accountId: account.accountId, region }),
      where,
    });
  return name;
}
