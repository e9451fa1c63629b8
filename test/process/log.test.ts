import { closeSync, openSync } from 'node:fs';
import { eventually } from 'strict-lambda/src/testing/eventually';
import { ask } from './support/ask';
import { startSidecarProcess, type SidecarProcess } from './support/sidecarProcess';

/** Lines, several times as many as a pipe and the process hold while nobody reads them. */
const MANY = 1_500;
const LONG_ID = 'x'.repeat(200);

let sidecar: SidecarProcess;
afterEach(async () => {
  await sidecar.close();
});

/** Makes a sidecar write about 700 bytes of log per request. */
async function writeLines(): Promise<void> {
  for (let sent = 0; sent < MANY; sent += 50)
    await Promise.all(
      Array.from({ length: 50 }, () =>
        sidecar.post('/v1/operations/cancel', { stageId: LONG_ID, executionId: LONG_ID }),
      ),
    );
}
const linesLost = async (): Promise<number> => {
  const { text } = await ask({ method: 'GET', url: `${sidecar.address}/metrics` });
  return Number(/^lambda_stages_log_lines_lost_total (\d+)$/m.exec(text)?.[1] ?? NaN);
};
const isAlive = async (): Promise<number> =>
  (await ask({ method: 'GET', url: `${sidecar.address}/healthz` })).httpStatus;

it('a full disk under the log neither ends the process nor keeps it from answering and stopping', async () => {
  const full = openSync('/dev/full', 'w');
  sidecar = await startSidecarProcess({ output: full });
  closeSync(full);

  await sidecar.post('/v1/operations/cancel', { stageId: LONG_ID });

  expect(await isAlive()).toBe(200);
  expect(await linesLost()).toBeGreaterThan(0);
  expect(await sidecar.signal('SIGTERM')).toEqual({ exitCode: 0, signal: null });
});

it('a log that nobody reads does neither', async () => {
  sidecar = await startSidecarProcess({ output: 'unread', configuration: { limits: { requestsPerSecond: 100_000 } } });

  await writeLines();

  expect(await isAlive()).toBe(200);
  await eventually('lines that were dropped', async () => (await linesLost()) > 0);
  expect(await sidecar.signal('SIGTERM')).toEqual({ exitCode: 0, signal: null });
});
