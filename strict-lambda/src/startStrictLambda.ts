import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { CallLog } from './calls';
import { recordTraffic } from './cloudwatch/recordTraffic';
import { FaultList } from './faults';
import { answerControl } from './http/control';
import { makeIdle } from './functions/makeIdle';
import { answerAws, handleAws, type EndpointParts } from './http/endpoint';
import { stopAsynchronous } from './invoke/asynchronous';
import { directHandlers } from './invoke/directHandlers';
import { HandlerPool } from './invoke/handlerPool';
import { QuotaMeter } from './quotas';
import { seededRandom } from './random';
import { ReceivedLog } from './receivedLog';
import { makeBucket, storeObject } from './s3/buckets';
import type { Emulator, EmulatorSettings } from './emulator';
import { policyKey } from './iam/caller';
import { readPolicy } from './iam/iamPolicy';
import { refusedFromElsewhere, type Refused } from './http/fromThisMachine';
import { openBlobFolder } from './store/blobFolder';
import { copyOfJson } from './store/named';
import { openStateFile } from './store/stateFile';
import type { LambdaClock, StrictLambda, StrictLambdaOptions, StrictLambdaSettings } from './strictLambda';

/**
 * Starts a strict Lambda on 127.0.0.1: AWS's REST API with AWS's rules, for trying things out and for tests. Rejects if
 * the port is taken.
 */
export async function startStrictLambda(options: StrictLambdaOptions = {}): Promise<StrictLambda> {
  const parts = openParts(options);
  const { emulator, file, calls, faults, quotas, clock } = parts;
  const endpoint: EndpointParts = { emulator, calls, faults, quotas, clock };
  const server = createServer((request, response) => {
    const refused = refusedFromElsewhere({ method: request.method ?? 'GET', headers: request.headers });
    if (refused !== undefined) {
      refuse(response, refused);
      return;
    }
    const answered =
      request.url?.startsWith('/_sandbox/') === true
        ? answerControl(request, response, { ...running, blobs: emulator.blobs, received: emulator.received })
        : answerAws(request, response, endpoint);
    // A client that hangs up while its body is being read is nothing to report.
    answered.catch(() => request.socket.destroy());
  });
  server.keepAliveTimeout = 65_000;
  const port = await listen(server, options.port ?? 0).catch((error: unknown) => {
    emulator.blobs.close();
    throw error;
  });
  parts.address.url = `http://127.0.0.1:${port}`;

  const running: StrictLambda = {
    url: parts.address.url,
    port,
    calls: () => calls.list(),
    inFlight: () => calls.inFlight(),
    clearCalls: () => calls.clear(),
    messagesOf: (topicArn) => emulator.received.messagesOf(topicArn),
    eventsOf: (busArn) => emulator.received.eventsOf(busArn),
    addFault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    makeIdle: (idling) => makeIdle(emulator, idling),
    handle: ({ method, path, headers, body }) => {
      const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
      return handleAws(
        { method, url: path, headers: named, readBody: () => Promise.resolve(Buffer.from(body)) },
        endpoint,
      );
    },
    snapshot: () => {
      const kept = copyOfJson(emulator.state);
      return () => {
        Object.assign(emulator.state, copyOfJson(kept));
        file.changed();
      };
    },
    setPolicy: (roleArn, policy) => {
      const key = policyKey(roleArn);
      if (policy === undefined) emulator.policies.delete(key);
      else emulator.policies.set(key, readPolicy(policy));
    },
    configure: parts.configure,
    recordTraffic: (traffic) => recordTraffic(emulator, traffic),
    setSettleDelayMs: (settleDelayMs) => parts.configure({ settleDelayMs }),
    putObject: ({ bucket: name, key, body, region = 'us-east-1', account = emulator.settings.defaultAccount }) => {
      const bucket =
        emulator.state.buckets[name] ?? makeBucket(emulator, name, { account, region, versioning: 'Enabled' });
      const { versionId } = storeObject(emulator, bucket, {
        key,
        body: typeof body === 'string' ? Buffer.from(body) : body,
      });
      return Promise.resolve({ versionId });
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      stopAsynchronous(emulator);
      await emulator.handlers.close();
      server.closeAllConnections();
      await closed;
      file.flush();
      emulator.blobs.close();
    },
  };
  return running;
}

function refuse(response: ServerResponse, { status, code, message }: Refused): void {
  // What is still to come of the request is not read.
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
  response.end(JSON.stringify({ __type: code, message }));
}

function openParts(options: StrictLambdaOptions) {
  const file = openStateFile(options.stateDir === undefined ? undefined : join(options.stateDir, 'state.json'));
  const blobs = openBlobFolder(options.stateDir);
  const address = { url: '' };
  const settings: EmulatorSettings = {
    defaultAccount: options.accounts?.[0] ?? '123456789012',
    accounts: options.accounts,
    regions: options.regions,
    notAssumableRoles: options.notAssumableRoles ?? [],
    settleDelayMs: options.settleDelayMs ?? 500,
    resources: options.resources ?? {},
    cloudwatch: {
      delayMs: 60_000,
      throttlesByVersion: true,
      percentileRanks: true,
      percentiles: true,
      alignedPeriods: false,
      ...options.cloudwatch,
    },
  };
  const clock = options.clock ?? machineClock;
  let random = seededRandom(options.seed ?? 1);
  const emulator: Emulator = {
    state: file.state,
    changed: () => file.changed(),
    blobs,
    settings,
    now: () => clock.now(),
    random: () => random(),
    handlers:
      options.answerInvocation === undefined ? new HandlerPool(blobs) : directHandlers(options.answerInvocation),
    policies: new Map(),
    received: new ReceivedLog(),
    url: () => address.url,
  };
  const quotas = new QuotaMeter(emulator.now);
  quotas.setRates(options.quotas ?? {});
  const configure = (wanted: StrictLambdaSettings): void => {
    settings.settleDelayMs = wanted.settleDelayMs ?? settings.settleDelayMs;
    settings.notAssumableRoles = wanted.notAssumableRoles ?? settings.notAssumableRoles;
    settings.resources = wanted.resources ?? settings.resources;
    settings.cloudwatch = { ...settings.cloudwatch, ...wanted.cloudwatch };
    if (wanted.seed !== undefined) random = seededRandom(wanted.seed);
    if (wanted.quotas !== undefined) quotas.setRates(wanted.quotas);
  };
  return {
    file,
    emulator,
    quotas,
    configure,
    address,
    clock,
    calls: new CallLog(),
    faults: new FaultList(emulator.now),
  };
}

/** The machine's time. */
const machineClock: LambdaClock = {
  now: () => Date.now(),
  at: (timeMs, run) => {
    const timer = setTimeout(run, Math.max(0, timeMs - Date.now()));
    // A slow response that nobody waits for any more must not keep the process alive.
    timer.unref();
    return () => clearTimeout(timer);
  },
};

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
