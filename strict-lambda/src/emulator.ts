import type { HandlerPool } from './invoke/handlerPool';
import type { BlobFolder } from './store/blobFolder';
import type { EmulatorState, Scope } from './store/emulatorState';
import type { Place } from './arns';

/** What can be set when it starts, in the form in which operations need it. */
export type EmulatorSettings = {
  defaultAccount: string;
  accounts: string[] | undefined;
  regions: string[] | undefined;
  notAssumableRoles: string[];
  settleDelayMs: number;
};

/** Everything that operations work on, handed to each of them. */
export type Emulator = {
  state: EmulatorState;
  /** Says that the state changed and has to be written. */
  changed(): void;
  blobs: BlobFolder;
  settings: EmulatorSettings;
  /** Epoch milliseconds. */
  now(): number;
  /** In [0, 1), from the seeded generator. */
  random(): number;
  handlers: HandlerPool;
  /** Address of the endpoint. */
  url(): string;
};

/** Lambda's state at a place, made when first asked for. */
export function scopeAt(emulator: Emulator, place: Place): Scope {
  const key = `${place.account}/${place.region}`;
  return (emulator.state.scopes[key] ??= { functions: {}, mappings: {} });
}
