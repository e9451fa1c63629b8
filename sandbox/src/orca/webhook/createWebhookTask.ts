import type { JsonObject, StageExecution } from '../executionModel';
import type { TaskDefinition, TaskResult, TaskRun } from '../taskDefinition';
import { NoResponse, type WebhookResponse } from './okHttpClient';
import { readJsonPath } from './readJsonPath';
import { callWebhook, statusName, type WebhookServices } from './webhookCall';

const BACKOFF_MS = 10_000;
const TIMEOUT_MS = 300_000;
/** If an instance is killed, Orca's queue repeats the message that it held after the acknowledgement timeout. */
const REDELIVERY_MS = 600_000;
const FAIL_FAST = [504];
const ALWAYS_RETRIED = [429];

/** Orca's CreateWebhookTask: retries 5xx and 429 every 10 s for 5 min; other failures end the stage. */
export function createWebhookTask(services: WebhookServices): TaskDefinition {
  return {
    name: 'createWebhook',
    implementingClass: 'com.netflix.spinnaker.orca.webhook.tasks.CreateWebhookTask',
    timeoutMs: TIMEOUT_MS,
    redeliveryMs: REDELIVERY_MS,
    backoffMs: () => BACKOFF_MS,
    execute: (run) => create(run, services),
  };
}

async function create(run: TaskRun, services: WebhookServices): Promise<TaskResult> {
  let response: WebhookResponse | undefined;
  try {
    response = await callWebhook('create', run.stage, services);
  } catch (error) {
    if (error instanceof NoResponse) return withoutResponse(run, error);
    throw error;
  }
  if (response === undefined) throw new Error('Missing required parameter: url');
  const webhook: JsonObject = {
    statusCode: statusName(response.status),
    statusCodeValue: response.status,
    headers: response.headers,
    ...(response.body === undefined ? {} : { body: response.body }),
  };
  return response.status < 400 ? accepted(run.stage, response, webhook) : refused(run, response.status, webhook);
}

function accepted(stage: StageExecution, response: WebhookResponse, webhook: JsonObject): TaskResult {
  if (stage.context['waitForCompletion'] !== true) return { status: 'SUCCEEDED', context: { webhook } };
  const statusEndpoint = statusUrlOf(stage.context, response);
  if ('error' in statusEndpoint)
    return { status: 'TERMINAL', context: { webhook: { ...webhook, error: statusEndpoint.error } } };
  return {
    status: 'SUCCEEDED',
    context: { statusEndpoint: statusEndpoint.url, webhook: { ...webhook, statusEndpoint: statusEndpoint.url } },
  };
}

function refused(run: TaskRun, status: number, webhook: JsonObject): TaskResult {
  const { context } = run.stage;
  const url = String(context['url']);
  const id = run.execution.id;
  const failFast = Array.isArray(context['failFastStatusCodes']) ? context['failFastStatusCodes'] : FAIL_FAST;
  if (failFast.includes(status)) {
    const error = `Received status code ${status}, which is configured to fail fast, terminating stage for pipeline ${id} to ${url}`;
    return { status: 'TERMINAL', context: { webhook: { ...webhook, error } } };
  }
  const retried =
    status >= 500 || ALWAYS_RETRIED.includes(status) || listed(context['webhookRetryStatusCodes'], status);
  const error = `Error submitting webhook for pipeline ${id} to ${url} with status code ${status}${retried ? ', will retry.' : '.'}`;
  return { status: retried ? 'RUNNING' : 'TERMINAL', context: { webhook: { ...webhook, error } } };
}

function withoutResponse(run: TaskRun, failure: NoResponse): TaskResult {
  const { context } = run.stage;
  const target = `for pipeline ${run.execution.id}`;
  if (failure.reason === 'unknownHost') {
    const error = `Remote host resolution failure in webhook ${target} to ${String(context['url'])}, will retry.`;
    return { status: 'RUNNING', context: { webhook: { error } } };
  }
  const method = String(context['method'] ?? 'POST');
  const error = `An exception occurred ${target} performing a ${method} request to ${String(context['url'])}. ${failure.message}`;
  return { status: 'TERMINAL', context: { webhook: { error } } };
}

/** Where to poll. Orca keeps the scheme of the create call if the host is the same. */
function statusUrlOf(context: JsonObject, response: WebhookResponse): { url: string } | { error: string } {
  const created = String(context['url']);
  const found = resolveStatusUrl(context, response);
  if (typeof found !== 'string') return { error: found.error };
  if (found === '') return { error: "The status URL couldn't be resolved, but 'Wait for completion' is configured" };
  if (!URL.canParse(found) || !URL.canParse(created)) return { url: found };
  const [from, to] = [new URL(created), new URL(found)];
  const sameHost = from.hostname === to.hostname && from.protocol !== to.protocol;
  return { url: sameHost ? `${from.protocol}${found.slice(found.indexOf('//'))}` : found };
}

function resolveStatusUrl(context: JsonObject, response: WebhookResponse): string | { error: string } {
  const failed = (reason: string): { error: string } => ({
    error: `Exception while resolving status check URL: ${reason}`,
  });
  switch (context['statusUrlResolution']) {
    case 'getMethod':
      return String(context['url']);
    case 'locationHeader':
      return Object.entries(response.headers).find(([name]) => name.toLowerCase() === 'location')?.[1] ?? '';
    case 'webhookResponse': {
      const { found, value } = readJsonPath(response.body, String(context['statusUrlJsonPath']));
      if (!found) return failed(`No results for path: ${String(context['statusUrlJsonPath'])}`);
      return typeof value === 'string' ? value : failed(`${String(context['statusUrlJsonPath'])} is not a text`);
    }
    default:
      return failed(`Unexpected value: ${String(context['statusUrlResolution'])}`);
  }
}

function listed(codes: unknown, status: number): boolean {
  return Array.isArray(codes) && codes.includes(status);
}
