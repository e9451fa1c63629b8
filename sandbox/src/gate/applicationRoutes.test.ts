import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Spinnaker } from './spinnakerOptions';
import { startSpinnaker } from './startSpinnaker';

describe('the tasks of an application', () => {
  let folder: string;
  let spinnaker: Spinnaker;

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'tasks-'));
    spinnaker = await startSpinnaker({ port: 0, stateDir: folder });
    const job = [{ type: 'createApplication', application: { name: 'other', email: 'a@b.c' } }];
    await fetch(`${spinnaker.url}/gate/tasks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ application: 'other', description: 'Create Application: other', job }),
    });
  });

  afterEach(async () => {
    await spinnaker.close();
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['', 1],
    ['?statuses=', 1],
    ['?statuses=RUNNING,SUCCEEDED', 1],
    ['?statuses=SUCCEEDED&statuses=RUNNING', 1],
    ['?statuses=RUNNING,SUSPENDED,NOT_STARTED', 0],
  ])('have the requested statuses: %j gives %i', async (query, count) => {
    const answer = await fetch(`${spinnaker.url}/gate/applications/other/tasks${query}`);

    expect(await answer.json()).toHaveLength(count);
  });
});
