import { z } from 'zod';
import { OrcaAway, type OrcaExecution, type OrcaPort } from '../model/orcaPort';

/** Orca's URL, and headers to send with every request. */
interface OrcaAddress {
  baseUrl: string;
  headers?: Readonly<Record<string, string>>;
}

/** Orca answers within 2 to 75 ms (up to 30 KB), and itself waits up to 120 s for our response. */
const TIMEOUT_MS = 10_000;

const optionalText = z.string().nullish().catch(undefined);

const optionalNumber = z.union([z.number(), z.string()]).nullish().catch(undefined);

/** What started a pipeline: Jenkins and the like give a build, Docker and Git a tag. */
const triggerSchema = z.object({
  buildNumber: optionalNumber,
  buildInfo: z.object({ number: optionalNumber }).nullish().catch(undefined),
  tag: optionalText,
});

/** The parts of Orca's response that are read. */
const executionSchema = z.object({
  id: z.string(),
  application: optionalText,
  name: optionalText,
  trigger: triggerSchema.nullish().catch(undefined),
  status: z.string(),
  canceled: z.boolean().catch(false),
  authentication: z
    .object({ user: optionalText, allowedAccounts: z.array(z.string()).nullish() })
    .nullish()
    .catch(undefined),
  stages: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      name: optionalText,
      status: z.string(),
      startTime: z.number().nullish(),
      context: z.record(z.string(), z.unknown()).catch({}),
      tasks: z.array(z.object({ status: z.string() })).catch([]),
    }),
  ),
});

/** The parts of an HTTP response that are used. */
type OrcaResponse = Pick<Response, 'ok' | 'status' | 'json' | 'arrayBuffer'>;

/** Orca over HTTP, or over what a test sends requests with. */
export function orcaClient(
  { baseUrl, headers = {} }: OrcaAddress,
  send: (url: string, init: RequestInit) => Promise<OrcaResponse> = fetch,
): OrcaPort {
  const base = baseUrl.replace(/\/$/, '');
  const placeOf = (executionId: string): string => `/pipelines/${encodeURIComponent(executionId)}`;
  const ask = async (path: string, init: RequestInit = {}): Promise<OrcaResponse> => {
    try {
      return await send(`${base}${path}`, {
        ...init,
        headers: { accept: 'application/json', ...headers, ...init.headers },
        // Only Orca's own address is trusted.
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (error) {
      throw new OrcaAway(`no response to ${init.method ?? 'GET'} ${path} (${reasonOf(error)})`, 'orca', error);
    }
  };
  return {
    async execution(id) {
      const path = placeOf(id),
        response = await ask(path);
      const body: unknown = await response.json().catch(() => undefined);
      if (response.status === 404) return undefined;
      if (!response.ok) throw new OrcaAway(`GET ${path} returned ${response.status}`, concernOf(response.status));
      const read = executionSchema.safeParse(body);
      if (!read.success)
        throw new OrcaAway(
          `GET ${path} returned something other than an execution (${read.error.issues[0]?.path.join('.') ?? ''})`,
          'request',
        );
      return executionOf(read.data);
    },
    async updateStage(executionId, stageId, context) {
      const path = `${placeOf(executionId)}/stages/${encodeURIComponent(stageId)}`;
      const response = await ask(path, {
        method: 'PATCH',
        body: JSON.stringify(context),
        headers: { 'content-type': 'application/json' },
      });
      await response.arrayBuffer();
      if (!response.ok) throw new OrcaAway(`PATCH ${path} returned ${response.status}`, concernOf(response.status));
    },
  };
}

/** Only a 500 can be about one execution: Orca returns it if it cannot read a record, and for many other reasons. */
const concernOf = (httpStatus: number): OrcaAway['concerns'] => (httpStatus === 500 ? 'request' : 'orca');

/** fetch puts what happened to the connection into the cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}

function triggerWords({ buildNumber, buildInfo, tag }: Partial<z.output<typeof triggerSchema>>): string | undefined {
  const build = buildInfo?.number ?? buildNumber ?? '';
  if (build !== '') return `build ${build}`;
  return tag === undefined || tag === null || tag === '' ? undefined : `tag ${tag}`;
}

const executionOf = ({
  authentication,
  stages,
  application,
  name,
  trigger,
  ...execution
}: z.output<typeof executionSchema>): OrcaExecution => ({
  ...execution,
  application: application ?? undefined,
  name: name ?? undefined,
  triggeredBy: triggerWords(trigger ?? {}),
  user: authentication?.user ?? undefined,
  allowedAccounts: authentication?.allowedAccounts ?? [],
  stages: stages.map(({ tasks, startTime, name: stageName, ...stage }) => ({
    ...stage,
    name: stageName ?? undefined,
    startTime: startTime ?? undefined,
    taskStatuses: tasks.map(({ status }) => status),
  })),
});
