import type { Catalogue } from '../catalogue';
import { joined } from '../joined';
import type { Voice } from '../voice';

type NoValues = Readonly<Record<string, never>>;

/** More names than this are counted: the warning has to fit into Deck's popover. */
const MOST_NAMED = 4;

function namesOf(names: readonly string[]): string {
  const quoted = names.map((name) => `“${name}”`);
  const rest = quoted.length - MOST_NAMED;
  return rest < 2 ? joined(quoted) : joined([...quoted.slice(0, MOST_NAMED), `${rest} more`]);
}

const didYouMean = (nearest: string | undefined): string =>
  nearest === undefined ? '' : `; did you mean “${nearest}”?`;

/** The form converts at the press of a button, next to which people read this. */
const howToConvert = (voice: Voice): string =>
  voice.reader === 'form' ? 'Open it to convert it' : 'lambda-stages migrate converts it';

/**
 * What can be wrong with a stage in its pipeline. Those about the stage as a whole are sentences, the others phrases
 * about the field.
 */
export const PIPELINE_PROBLEMS = {
  runsNatively: ({ alias, orcaStage }: { alias?: string; orcaStage: string }, voice: Voice) =>
    `${alias === undefined ? `This stage runs on Spinnaker’s own Lambda executor: it has no "alias": "${orcaStage}"` : `This stage runs as ${alias}, not on Lambda Stages`}. ${howToConvert(voice)}`,
  halfConverted: ({
    converted,
    native,
    publishing,
  }: {
    converted: readonly string[];
    native: readonly string[];
    publishing?: string;
  }) => {
    const all = converted.length + native.length;
    const why =
      publishing === undefined
        ? 'which does not know what the converted stages have done'
        : `which reads versions from clouddriver’s cache and may use an older one than “${publishing}” has just published`;
    return `${converted.length} of ${all} Lambda stages ${converted.length === 1 ? 'is' : 'are'} converted: ${namesOf(converted)}. ${namesOf(native)} still ${native.length === 1 ? 'runs' : 'run'} on Spinnaker’s own executor, ${why}. Convert ${all === 2 ? 'both, or neither' : `all ${all}, or none`}`;
  },
  noDeploymentBefore: ({ macro, functionName }: { macro: string; functionName: string }) =>
    `is ${macro}, but no stage before this one deploys ${functionName}, so it means whatever version is the newest then; that is fine if you mean it`,
  deployedElsewhere: ({ macro, stage }: { macro: string; stage: string }) =>
    `is ${macro}, but “${stage}” is not certain to end before this stage starts, so its version may not exist yet; make this stage depend on it`,
  notPublished: ({ macro, stage }: { macro: string; stage: string }, voice: Voice) =>
    `is ${macro}, but “${stage}” publishes no version, so this is not what it deploys; set ${voice.reader === 'api' ? 'publish: true' : '“Publish”'} there`,
  functionIsGone: ({ stage }: { stage: string }) =>
    `can have no value: “${stage}” has deleted the function with all its versions by then`,
  neverPromoted: ({ alias }: { alias: string }) =>
    `always sends the traffic back, because no later Route of this pipeline routes ${alias}; add one, or remove it if the split is meant to stay`,
  noSuchStage: ({ call, name, nearest }: { call: string; name: string; nearest?: string }) =>
    `reads #${call}('${name}'), but the pipeline has no ${call === 'stage' ? 'stage with that name' : call === 'stageByRefId' ? 'stage with that refId' : 'manual judgment with that name'}${didYouMean(nearest)}`,
  stageRunsLater: ({ call, name }: { call: string; name: string }) =>
    `reads #${call}('${name}'), but that stage is not certain to end before this one starts; make this stage depend on it`,
  outputIsElsewhere: ({ name, key, place }: { name: string; key: string; place: string }) =>
    `reads ${key} of “${name}” where the native stage keeps it; Lambda Stages has it at ${place}`,
  outputOfNativeOnly: ({ name, key }: { name: string; key: string }) =>
    `reads ${key} of “${name}”, which only the native stage has; docs/outcome.md lists the outputs of Lambda Stages`,
  noSuchRefId: ({ refId }: { refId: string }) => `names ${refId}, but no stage has that refId`,
  refIdTwice: ({ other }: { other: string }) => `is also the refId of “${other}”; Orca needs each to be unique`,
  dependsOnItself: (_values: NoValues) => 'lead back to this stage, so Orca can never start it',
} as const satisfies Catalogue;
