import { PRODUCTION_TIMING, type EngineTiming } from '../../orca-stages-ts/src/engine';

/** How long what a stage starts takes to settle, where nothing is to happen meanwhile. */
export const SETTLE_MS = 100;
/** Long enough that the first look finds it unsettled, also on a loaded machine. */
export const SLOW_SETTLE_MS = 2_000;
/** The matrix's lease. */
export const LEASE_MS = 500;
/** The engine's times in a cell; what is not here is as in production. */
export const FAST: Partial<EngineTiming> = {
  leaseMs: LEASE_MS,
  lookAgainMs: 250,
  retryFirstMs: 20,
  retryMaxMs: 200,
  settlePollMs: 100,
};
/**
 * For a process that is to take Orca's silence as its having given up. One that starts forgives silence; with a
 * heartbeat as long as the silence that counts, not so much that it would not count.
 */
export const UNFORGIVING: Partial<EngineTiming> = { heartbeatMs: PRODUCTION_TIMING.abandonedAfterMs };
/** How often Orca asks. */
export const POLL_EVERY_MS = 400;
/** No cell takes so long. */
export const LIMIT_MS = 90_000;
