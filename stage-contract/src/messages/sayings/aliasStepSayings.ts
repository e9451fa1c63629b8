import { durationWords } from '../../durationWords';
import type { Routing } from '../../outcome/routing';
import { routingWords, versionWords } from '../../routingWords';
import type { Catalogue } from '../catalogue';

interface RoutedAlias {
  alias: string;
  routing: Routing;
}

/** What steps do to an alias. */
export const ALIAS_STEP_SAYINGS = {
  createAlias: ({ alias, at }: { alias: string; at: 'newVersion' | 'head' }) =>
    `Create alias ${alias} pointing to ${at === 'newVersion' ? 'the new version' : '$LATEST'}`,
  moveAlias: ({ alias }: { alias: string }) => `Move alias ${alias} to the new version`,
  bringAliasBack: ({ alias }: { alias: string }) => `Revert alias ${alias}`,
  bringAliasBackTo: ({ alias, routing }: RoutedAlias) => `Revert ${alias} to ${routingWords(routing)}`,
  leaveAlias: ({ alias }: { alias: string }) => `Leave ${alias} unchanged`,
  healthCheck: ({ version }: { version: string }) => `Health check on ${versionWords(version)}`,
  createAliasAt: ({ alias, routing }: RoutedAlias) => `Create ${alias}: ${routingWords(routing)}`,
  moveAliasTo: ({ alias, routing }: RoutedAlias) => `Move ${alias}: ${routingWords(routing)}`,
  setWeight: ({ weightPercent, routing }: { weightPercent: number; routing: Routing }) =>
    `Weight ${weightPercent}%: ${routingWords(routing)}`,
  promote: ({ routing }: { routing: Routing }) => `Promote: ${routingWords(routing)}`,
  hold: ({ weightPercent, seconds }: { weightPercent: number; seconds: number }) =>
    `Hold at ${weightPercent}% for ${durationWords(seconds)}`,
  revertAlias: ({ alias, routing }: { alias: string; routing: Routing | null }) =>
    `Revert ${alias} to ${routingWords(routing)}`,
  revertUnlessPromoted: ({ alias, routing, seconds }: RoutedAlias & { seconds: number }) =>
    `Revert ${alias} to ${routingWords(routing)}, because the canary was not promoted within ${durationWords(seconds)}`,
  keepRouting: ({ alias }: { alias: string }) => `Keep the routing of ${alias}`,
  restoreReserved: ({ executions }: { executions: number | null }) =>
    executions === null ? 'Remove reserved concurrency again' : `Restore reserved concurrency: ${executions}`,
  restoreProvisioned: ({ executions, qualifier }: { executions: number | null; qualifier: string }) =>
    executions === null
      ? `Remove provisioned concurrency of ${qualifier} again`
      : `Restore provisioned concurrency of ${qualifier}: ${executions}`,
  restoreEventSource: ({ source }: { source: string }) => `Restore event source ${source}`,
  deleteCandidate: ({ version }: { version: string }) => `Delete the candidate ${versionWords(version)}`,
  keepCandidate: ({ version }: { version: string }) => `Keep ${versionWords(version)}`,
  describeAlias: ({ alias }: { alias: string }) => `Set the description of ${alias}`,
  restoreDescription: ({ alias }: { alias: string }) => `Restore the description of ${alias}`,
} as const satisfies Catalogue;
