import { StageError, type Routing } from 'stage-contract';
import type { AliasFacts, AliasSpec } from '../../../../model/aliasFacts';
import type { LambdaPort } from '../../../../model/lambdaPort';
import { saying } from '../../../../testing/saying';

/** What AWS answers, in order; the last answer stays. */
export interface AliasScript {
  /** What the alias serves at each look; undefined: there is none. */
  looks: (string | undefined)[];
  /** Whether AWS is moving provisioned concurrency, at each question; the alias has none where nothing is said. */
  awsIsMoving?: boolean[];
  /** What the alias serves right after each write, or how AWS refuses it; undefined: what was written. */
  writes?: (string | StageError | undefined)[];
}

/** AWS's refusal of a write with an old revision. */
export const stale = new StageError({
  code: 'awsConflict',
  awsCode: 'PreconditionFailedException',
  httpStatus: 412,
  what: saying('stale'),
  where: 'x',
});

/** AWS's refusal to create what is there already. */
export const taken = new StageError({
  code: 'awsConflict',
  awsCode: 'ResourceConflictException',
  httpStatus: 409,
  what: saying('taken'),
  where: 'x',
});

/** `1`, or `1+2@10`: main version, additional version and its weight. */
export function routingFrom(text: string): Routing {
  const [mainVersion = '', additionalVersion, weight] = text.split(/[+@]/);
  return additionalVersion === undefined
    ? { mainVersion }
    : { mainVersion, additionalVersion, additionalWeightPercent: Number(weight) };
}

/** The alias `live` (or another) with such a routing. */
export function aliasFrom(text: string, revisionId = 'r1', aliasName = 'live'): AliasFacts {
  const { mainVersion, additionalVersion, additionalWeightPercent } = routingFrom(text);
  return {
    aliasName,
    aliasArn: `arn:${aliasName}`,
    description: '',
    revisionId,
    mainVersion,
    ...(additionalVersion === undefined ? {} : { additionalVersion }),
    ...(additionalWeightPercent === undefined ? {} : { additionalWeightPercent }),
  };
}

const textOf = ({ mainVersion, additional }: AliasSpec): string =>
  additional === undefined ? mainVersion : `${mainVersion}+${additional.version}@${additional.weightPercent}`;

/** A Lambda with one alias that answers as scripted. Each look shows the next revision: r1, r2 …; `written` says what was sent. */
export function scriptedAlias({ looks, awsIsMoving = [], writes = [] }: AliasScript): {
  lambda: LambdaPort;
  written: string[];
} {
  const written: string[] = [];
  const counts = { looks: 0, questions: 0, writes: 0 };
  const write = (spec: AliasSpec, over: string): AliasFacts => {
    const answer = writes[Math.min(counts.writes++, writes.length - 1)] ?? textOf(spec);
    if (answer instanceof StageError) throw answer;
    written.push(`${textOf(spec)} ${over}${spec.description === undefined ? '' : `: ${spec.description}`}`);
    return aliasFrom(answer, 'new', spec.aliasName);
  };
  const port: Pick<LambdaPort, 'getAlias' | 'getProvisionedConcurrency' | 'updateAlias' | 'createAlias'> = {
    getAlias: async (_functionName, aliasName) => {
      const text = looks[Math.min(counts.looks++, looks.length - 1)];
      return text === undefined ? undefined : aliasFrom(text, `r${counts.looks}`, aliasName);
    },
    getProvisionedConcurrency: async () => {
      const isMoving = awsIsMoving[counts.questions++];
      if (isMoving === undefined) return undefined;
      return { requested: 1, allocated: 0, available: 0, status: isMoving ? 'IN_PROGRESS' : 'READY' };
    },
    updateAlias: async ({ revisionId, ...spec }) => write(spec, `over ${revisionId}`),
    createAlias: async (spec) => write(spec, 'created'),
  };
  return { lambda: port as LambdaPort, written };
}
