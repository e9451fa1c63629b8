import type { ReadStatement } from './iam/iamPolicy';
import type { Handlers } from './invoke/handlerPool';
import type { BlobFolder } from './store/blobFolder';
import { emptyCloudwatch, type CloudwatchScope } from './store/cloudwatchState';
import type { EmulatorState, Scope } from './store/emulatorState';
import type { Place } from './arns';
import type { ReceivedLog } from './receivedLog';
import { named } from './store/named';
import type { CloudwatchSettings, Resources } from './strictLambda';

/** Startup options, in the form that operations need. */
export type EmulatorSettings = {
  defaultAccount: string;
  accounts: string[] | undefined;
  regions: string[] | undefined;
  notAssumableRoles: string[];
  settleDelayMs: number;
  resources: Resources;
  cloudwatch: Required<CloudwatchSettings>;
};

/** Everything that operations work with; each one gets it. */
export type Emulator = {
  state: EmulatorState;
  /** Reports that the state has changed and must be written. */
  changed(): void;
  blobs: BlobFolder;
  settings: EmulatorSettings;
  /** Epoch milliseconds. */
  now(): number;
  /** In [0, 1), from the seeded generator. */
  random(): number;
  /** Runs functions. */
  handlers: Handlers;
  /** By account and name of the role; a role without one may do everything. */
  policies: Map<string, readonly ReadStatement[]>;
  /** What topics and buses have received. */
  received: ReceivedLog;
  /** Address of the endpoint. */
  url(): string;
};

/** Lambda's state for an account and region, created on first use. */
export function scopeAt(emulator: Emulator, place: Place): Scope {
  const key = `${place.account}/${place.region}`;
  return (emulator.state.scopes[key] ??= { functions: named(), mappings: named() });
}

/** CloudWatch's state for an account and region, created on first use. */
export function cloudwatchAt(emulator: Emulator, place: Place): CloudwatchScope {
  return (emulator.state.cloudwatch[`${place.account}/${place.region}`] ??= emptyCloudwatch());
}
