import type { VersionFacts } from 'stage-contract';
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
  /** One version; undefined: it does not exist. */
  version(version: string): Promise<ConfigurationFacts | undefined>;
  /** What has been read so far about versions. */
  known(): VersionFacts[];
}

/** Caches reads, because quotas are small and an observation must see one state. */
export function versionReads(context: ObserveContext): VersionReads {
  const functionName = context.operation.target.functionName;
  let versions: Promise<ConfigurationFacts[]> | undefined, aliases: Promise<AliasFacts[]> | undefined;
  const single = new Map<string, Promise<AliasFacts | undefined>>();
  const known: VersionFacts[] = [];
  const know = (facts: ConfigurationFacts): void => {
    const { version, lastModified: publishedAt, codeSha256 } = facts;
    known.push({ version, publishedAt, codeSha256 });
  };
  const listVersions = async (): Promise<ConfigurationFacts[]> => {
    const listed = await context.lambda.listVersions(functionName);
    listed.forEach(know);
    return listed;
  };
  return {
    versions: () => (versions ??= listVersions()),
    aliases: () => (aliases ??= context.lambda.listAliases(functionName)),
    alias(aliasName) {
      if (aliases !== undefined) return aliases.then((list) => list.find((alias) => alias.aliasName === aliasName));
      const read = single.get(aliasName) ?? context.lambda.getAlias(functionName, aliasName);
      single.set(aliasName, read);
      return read;
    },
    async version(version) {
      const facts = await context.lambda.getFunction(functionName, version);
      if (facts !== undefined) know(facts);
      return facts;
    },
    known: () => [...known],
  };
}
