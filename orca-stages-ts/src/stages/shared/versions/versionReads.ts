import type { AliasFacts } from '../../../model/aliasFacts';
import type { ConfigurationFacts } from '../../../model/functionFacts';
import type { ObserveContext } from '../../../model/stageContext';

/** Reads of one function that several rules need, each made at most once per observation. */
export interface VersionReads {
  /** Published versions, newest first. */
  versions(): Promise<ConfigurationFacts[]>;
  aliases(): Promise<AliasFacts[]>;
  /** One alias; taken from the list if that has been read. */
  alias(aliasName: string): Promise<AliasFacts | undefined>;
}

/** Caches reads, because quotas are small and an observation must see one state. */
export function versionReads(context: ObserveContext): VersionReads {
  const functionName = context.operation.target.functionName;
  let versions: Promise<ConfigurationFacts[]> | undefined, aliases: Promise<AliasFacts[]> | undefined;
  const single = new Map<string, Promise<AliasFacts | undefined>>();
  return {
    versions: () => (versions ??= context.lambda.listVersions(functionName)),
    aliases: () => (aliases ??= context.lambda.listAliases(functionName)),
    alias(aliasName) {
      if (aliases !== undefined) return aliases.then((list) => list.find((alias) => alias.aliasName === aliasName));
      const known = single.get(aliasName) ?? context.lambda.getAlias(functionName, aliasName);
      single.set(aliasName, known);
      return known;
    },
  };
}
