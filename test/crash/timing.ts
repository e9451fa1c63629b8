import { PRODUCTION_TIMING, type EngineTiming } from '../../orca-stages-ts/src/engine';

/** How long changes take to settle if nothing should happen meanwhile. */
export const SETTLE_MS = 100;
/** Long enough that the first look finds it unsettled, even on a busy machine. */
export const SLOW_SETTLE_MS = 2_000;
/** The matrix's lease. */
export const LEASE_MS = 500;
/** The engine's times in a cell; all others are as in production. */
export const FAST: Partial<EngineTiming> = {
  leaseMs: LEASE_MS,
  lookAgainMs: 250,
  retryFirstMs: 20,
  retryMaxMs: 200,
  settlePollMs: 100,
};
/**
 * For a process that should treat Orca's silence as having given up. A process that starts forgives silence; with a
 * heartbeat as long as the silence that counts, it does not forgive enough.
 */
export const UNFORGIVING: Partial<EngineTiming> = { heartbeatMs: PRODUCTION_TIMING.abandonedAfterMs };
/** How often Orca polls. */
export const POLL_EVERY_MS = 400;
/** No cell takes this long. */
export const LIMIT_MS = 90_000;
