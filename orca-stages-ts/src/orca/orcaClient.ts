import { z } from 'zod';
import { OrcaAway, type OrcaExecution, type OrcaPort } from '../model/orcaPort';

/** Where Orca is, and what to send along. */
interface OrcaAddress {
  baseUrl: string;
  headers?: Readonly<Record<string, string>>;
}

/** A record has 30 KB in 2 to 75 ms; Orca waits up to 120 s for the answer that depends on it. */
const TIMEOUT_MS = 10_000;

const optionalText = z.string().nullish().catch(undefined);

/** What is read of Orca's answer; the rest of it may be anything. */
const executionSchema = z.object({
  id: z.string(),
  application: optionalText,
  name: optionalText,
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

/** Orca over HTTP. */
export function orcaClient({ baseUrl, headers = {} }: OrcaAddress): OrcaPort {
  const base = baseUrl.replace(/\/$/, '');
  const placeOf = (executionId: string): string => `/pipelines/${encodeURIComponent(executionId)}`;
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    try {
      return await fetch(`${base}${path}`, {
        ...init,
        headers: { accept: 'application/json', ...headers, ...init.headers },
        // What Orca says is only believed from its own address.
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (error) {
      throw new OrcaAway(`no answer to ${init.method ?? 'GET'} ${path} (${reasonOf(error)})`, error);
    }
  };
  return {
    async execution(id) {
      const path = placeOf(id),
        response = await ask(path);
      const body: unknown = await response.json().catch(() => undefined);
      if (response.status === 404) return undefined;
      if (!response.ok) throw new OrcaAway(`it answered ${response.status} to GET ${path}`);
      const read = executionSchema.safeParse(body);
      if (!read.success)
        throw new OrcaAway(`its answer to GET ${path} is no execution: ${read.error.issues[0]?.path.join('.') ?? ''}`);
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
      if (!response.ok) throw new OrcaAway(`it answered ${response.status} to PATCH ${path}`);
    },
  };
}

/** fetch hides what happened to the connection in the cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}

const executionOf = ({
  authentication,
  stages,
  application,
  name,
  ...execution
}: z.output<typeof executionSchema>): OrcaExecution => ({
  ...execution,
  application: application ?? undefined,
  name: name ?? undefined,
  user: authentication?.user ?? undefined,
  allowedAccounts: authentication?.allowedAccounts ?? [],
  stages: stages.map(({ tasks, startTime, name: stageName, ...stage }) => ({
    ...stage,
    name: stageName ?? undefined,
    startTime: startTime ?? undefined,
    taskStatuses: tasks.map(({ status }) => status),
  })),
});
