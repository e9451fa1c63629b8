import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import type { StsOperation } from '../stsOperation';

/** STS's default, which every role allows, also if the sidecar itself has assumed a role. */
const LIFE_SECONDS = 3_600;

/**
 * Temporary credentials of a role. Their life is counted from the call: the expiration in the response is in AWS's time,
 * and the sidecar's own may differ.
 */
export const assumeRole: StsOperation<'assumeRole'> = {
  call: 'AssumeRole',
  reads: true,
  async run(aws, { accountName, roleArn, sessionName, externalId }) {
    const { answer, startedAtMs } = await aws.timedCall({ thing: roleArn, accountName, roleArn }, (client) =>
      client.send(
        new AssumeRoleCommand({
          RoleArn: roleArn,
          RoleSessionName: sessionName,
          ExternalId: externalId,
          DurationSeconds: LIFE_SECONDS,
        }),
      ),
    );
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = answer.Credentials ?? {};
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiration: new Date(startedAtMs + LIFE_SECONDS * 1000),
    };
  },
};
