import type { Spinnaker } from '../gate';
import type { StateFolder } from './stateFolder';

/**
 * The sample's application. Its navigation only shows pipelines: the sandbox has no servers, load balancers or
 * firewalls to list.
 */
const SAMPLE_APPLICATION = {
  name: 'demo',
  email: 'demo@example.com',
  description: 'The sample: deploy a Lambda function with a canary and a manual judgment',
  cloudProviders: 'aws',
  dataSources: { enabled: [], disabled: ['serverGroups', 'serverGroupManagers', 'loadBalancers', 'securityGroups'] },
} as const;

/** Creates the sample's application as Deck would, but only the first time. */
export async function seedSampleApplication(
  spinnaker: Pick<Spinnaker, 'url'>,
  state: Pick<StateFolder, 'readSeeded' | 'writeSeeded'>,
): Promise<void> {
  const { name } = SAMPLE_APPLICATION;
  const seeded = state.readSeeded();
  if (seeded.applications.includes(name)) {
    return;
  }
  const task = {
    application: name,
    description: `Create Application: ${name}`,
    job: [{ type: 'createApplication', application: SAMPLE_APPLICATION, user: 'demo' }],
  };
  const response = await fetch(`${spinnaker.url}/gate/tasks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(task),
  });
  if (!response.ok) {
    throw new Error(`The application ${name} could not be created: ${response.status} ${await response.text()}`);
  }
  state.writeSeeded({ ...seeded, applications: [...seeded.applications, name] });
}
