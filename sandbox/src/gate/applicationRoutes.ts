import { ulid } from 'ulid';
import type { FastifyInstance } from 'fastify';
import type { JsonObject } from '../orca';
import type { ApplicationAttributes } from './applicationStore';
import { GateRequestError } from './gateRequestError';
import type { GateServices } from './gateServices';

interface ByName {
  Params: { name: string };
}

/** Applications, and the tasks with which Deck creates and changes them. */
export function registerApplicationRoutes(fastify: FastifyInstance, services: GateServices): void {
  const { applications } = services;
  const tasks = new Map<string, JsonObject>();
  fastify.get('/applications', () => applications.list());
  fastify.get<ByName>('/applications/:name', ({ params }) => {
    const attributes = applications.get(params.name);
    return { name: attributes.name, attributes, clusters: {} };
  });
  fastify.get<ByName & { Querystring: { statuses?: string } }>('/applications/:name/tasks', ({ params, query }) => {
    const statuses = statusesOf(query.statuses);
    return [...tasks.values()].filter(
      (task) =>
        task['application'] === params.name && (statuses.length === 0 || statuses.includes(String(task['status']))),
    );
  });
  fastify.post<{ Body: JsonObject }>('/tasks', ({ body }) => {
    const task = runTask(body, services);
    tasks.set(task.id, task);
    return { ref: `/tasks/${task.id}` };
  });
  fastify.get<{ Params: { id: string } }>('/tasks/:id', ({ params }) => {
    const task = tasks.get(params.id);
    if (task === undefined) throw new GateRequestError(404, `No ORCHESTRATION found for ${params.id}`);
    return task;
  });
}

/** Deck counts the running tasks by requesting exactly these statuses, separated by commas. */
const statusesOf = (asked: string | undefined): string[] =>
  (asked ?? '')
    .split(',')
    .map((status) => status.trim())
    .filter((status) => status !== '');

/** The few orchestrations that need no cloud; they are done by the time Gate responds. */
function runTask(body: JsonObject, { applications, clock }: GateServices): JsonObject & { id: string } {
  const jobs = Array.isArray(body['job']) ? (body['job'] as (JsonObject | null)[]) : [];
  for (const job of jobs) {
    const type = job?.['type'];
    const application = job?.['application'] as ApplicationAttributes | null | undefined;
    if (typeof application?.name !== 'string')
      throw new GateRequestError(400, `Task '${String(type)}' is not supported yet in the sandbox`);
    if (type === 'createApplication' || type === 'updateApplication') applications.save(application);
    else if (type === 'deleteApplication') applications.remove(application.name);
    else throw new GateRequestError(400, `Task '${String(type)}' is not supported yet in the sandbox`);
  }
  const now = clock.now();
  const { application, description } = body;
  return {
    id: ulid(now),
    name: description,
    application,
    status: 'SUCCEEDED',
    buildTime: now,
    startTime: now,
    endTime: now,
    variables: [],
    steps: [],
    execution: { stages: [] },
  };
}
