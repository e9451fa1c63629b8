import type { Routing, VersionFacts } from 'stage-contract';
import type { AliasFacts } from '../../model/aliasFacts';
import type { Claim } from '../../model/claim';
import type { MappingFacts } from '../../model/mappingFacts';
import type { PinWrite, TimedRevert } from '../../model/pins';
import type { PolicyStatement } from '../../model/policyStatement';
import type { ProvisionedFacts } from '../../model/provisionedFacts';

/** What the stage changes beside the routing: concurrency, and the alias's own event sources. Undefined: not asked for. */
export interface SideObserved {
  reserved: number | undefined;
  provisioned: ProvisionedFacts | undefined;
  mappings: MappingFacts[];
}

/** What the stage has read. */
export interface RouteObserved {
  now: string;
  alias: AliasFacts | undefined;
  versionA: string | null;
  versionB: string | null;
  /** undefined: this execution has not touched the alias before. */
  baselinePin: string | null | undefined;
  firstPin: Routing | null | undefined;
  leftPin: Routing | null | undefined;
  /** The routing that this execution was about to leave last; what it left, unless a process died in between. */
  intendedPin: Routing | null | undefined;
  candidatePin: string | null | undefined;
  /** A timer of this execution has brought the alias back. */
  timedRevert: TimedRevert | undefined;
  /** What is known of the versions without asking AWS. */
  knownVersions: VersionFacts[];
  claim: Claim | undefined;
  pins: PinWrite[];
  /** Undefined: not looked at, because an earlier stage of this execution has. */
  callers: { eventSources: string[]; statements: PolicyStatement[]; functionUrl: boolean } | undefined;
  /** AWS itself is moving the alias's provisioned concurrency. */
  awsIsShifting: boolean;
  healthCheckTimeoutMs: number;
  sides: SideObserved;
}
