import { printedPolicy } from '../../orca-stages-ts/src/cli/printedPolicy';
import type { PolicyText } from '../../orca-stages-ts/src/cli/iamPolicy';
import { answering, route, startFunctionWorld, type FunctionWorld } from '../cases/functionWorld';
import { ACCOUNT_ID } from '../process/support/sidecarSettings';
import { passUntil } from '../trust/passUntil';
import { withOneLess } from './lesserPolicies';
import { SIDECAR_ROLE } from './provePolicy';

/* Whether the printed policy is enough to tell an account's topic and bus, and nothing in it too much for that. */

const events = {
  snsTopicArn: `arn:aws:sns:us-east-1:${ACCOUNT_ID}:lambda-stages`,
  eventBusArn: `arn:aws:events:us-east-1:${ACCOUNT_ID}:event-bus/deployments`,
};
const policyWith = (told: Partial<typeof events>): PolicyText =>
  printedPolicy(
    {
      accounts: [
        {
          name: 'local',
          accountId: ACCOUNT_ID,
          assumeRoleArn: SIDECAR_ROLE,
          regions: ['us-east-1'],
          testCredentials: true,
          events: told,
        },
      ],
    },
    { stages: 'route' },
  );
const FOR_EVENTS = ['EventTopic', 'EventBus'];

let world: FunctionWorld;
beforeAll(async () => {
  world = await startFunctionWorld({}, { local: events });
});
afterAll(() => world.close());

const setPolicy = (policy: PolicyText): void => world.world.sidecar.lambda.setPolicy(SIDECAR_ROLE, policy);
/** Promotes a version of a new function; the events of the functions before are not counted. */
async function promote(): Promise<void> {
  await world.makeFunction(answering(1), answering(2));
  await world.makeAlias('live', '1');
  const { status } = await world.run(route({ deploymentStrategy: '$SIMPLE', versionNameA: '2' }));
  if (status !== 'SUCCEEDED') throw new Error(`The rollout ended as ${status}.`);
}
const got = (): { sns: boolean; eventBridge: boolean } => {
  const { lambda } = world.world.sidecar;
  const isOurs = (text: string): boolean => text.includes(`"functionName":"${world.name()}"`);
  return {
    sns: lambda.messagesOf(events.snsTopicArn).some(({ message }) => isOurs(message)),
    eventBridge: lambda.eventsOf(events.eventBusArn).some(({ detail }) => isOurs(detail)),
  };
};
const until = (awaited: string, isReached: () => boolean) => passUntil(world.world, awaited, isReached);

it('the printed policy is enough for a topic and a bus', async () => {
  setPolicy(policyWith(events));
  await promote();

  await until('both events', () => got().sns && got().eventBridge);

  const checked = world.world.sidecar.lambda.calls().flatMap((call) => call.checked ?? []);
  expect(checked).toEqual(
    expect.arrayContaining([
      { action: 'sns:Publish', resource: events.snsTopicArn },
      { action: 'events:PutEvents', resource: events.eventBusArn },
    ]),
  );
});

it.each(
  withOneLess(policyWith(events)).filter(({ missing }) =>
    missing.every((action) => ['sns:Publish', 'events:PutEvents'].includes(action)),
  ),
)(
  '$title, the rollout goes on, the other one is told, and the log names what is missing',
  async ({ policy, missing }) => {
    const [action = ''] = missing,
      resource = action === 'sns:Publish' ? events.snsTopicArn : events.eventBusArn,
      lacking = action === 'sns:Publish' ? 'sns' : 'eventBridge',
      other = lacking === 'sns' ? 'eventBridge' : 'sns';
    const logged = world.world.sidecar.log().length;
    setPolicy(policy);

    await promote();
    await until('the other event', () => got()[other]);
    const line = (): string | undefined =>
      world.world.sidecar
        .log()
        .slice(logged)
        .split('\n')
        .find((text) => text.includes('a receiver of events does not take them'));
    await until('a line in the log', () => line() !== undefined);
    const without = got()[lacking];
    setPolicy(policyWith(events));
    await until('the event, once it is allowed', () => got()[lacking]);

    expect(without).toBe(false);
    expect(line()).toContain(`Allow ${action} on ${resource} in the policy of the sidecar's role`);
  },
);

it('has nothing for what is not configured', () => {
  const statements = (told: Partial<typeof events>): string[] =>
    policyWith(told)
      .Statement.map(({ Sid }) => Sid)
      .filter((sid) => FOR_EVENTS.includes(sid));

  expect(statements({})).toEqual([]);
  expect(statements({ snsTopicArn: events.snsTopicArn })).toEqual(['EventTopic']);
  expect(statements({ eventBusArn: events.eventBusArn })).toEqual(['EventBus']);
});
