import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import type { StsOperation } from '../stsOperation';

/** STS's default duration; only used if the response has no expiration. */
const USUAL_LIFE_MS = 3_600_000;

/** Temporary credentials of a role. */
export const assumeRole: StsOperation<'assumeRole'> = {
  call: 'AssumeRole',
  reads: true,
  async run(aws, { accountName, roleArn, sessionName, externalId }) {
    const { answer, startedAtMs } = await aws.timedCall({ thing: roleArn, accountName, roleArn }, (client) =>
      client.send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: sessionName, ExternalId: externalId })),
    );
    const {
      AccessKeyId = '',
      SecretAccessKey = '',
      SessionToken = '',
      Expiration = new Date(startedAtMs + USUAL_LIFE_MS),
    } = answer.Credentials ?? {};
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiration: Expiration,
    };
  },
};
