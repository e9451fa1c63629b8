import { STATUS_CODES } from 'node:http';
import { isObject, objectOf, type ExecutionStatus, type JsonObject, type StageExecution } from '../executionModel';
import type { TaskDefinition, TaskResult, TaskRun } from '../taskDefinition';
import { NoResponse, type WebhookResponse } from './okHttpClient';
import { readJsonPath } from './readJsonPath';
import { callWebhook, cancelWebhook, statusName, type WebhookServices } from './webhookCall';

const FIRST_MINUTE_MS = 60_000;
const QUICK_POLL_MS = 1_000;
const SLOW_POLL_MS = 15_000;
const TIMEOUT_MS = 3_600_000;
const ALWAYS_RETRIED = [429];

/**
 * Orca's MonitorWebhookTask: polls every second in the first minute, then every 15 s, for an hour unless the stage sets
 * a longer timeout.
 */
export function monitorWebhookTask(services: WebhookServices): TaskDefinition {
  return {
    name: 'monitorWebhook',
    implementingClass: 'com.netflix.spinnaker.orca.webhook.tasks.MonitorWebhookTask',
    timeoutMs: TIMEOUT_MS,
    backoffMs: (_, elapsedMs) => (elapsedMs > FIRST_MINUTE_MS ? SLOW_POLL_MS : QUICK_POLL_MS),
    execute: (run) => monitor(run, services),
    onCancel: (run) => cancelWebhook(run.stage, services),
  };
}

async function monitor({ stage }: TaskRun, services: WebhookServices): Promise<TaskResult> {
  const { context } = stage;
  if (typeof context['statusEndpoint'] !== 'string' || context['statusEndpoint'] === '')
    throw new Error('Missing required parameter: statusEndpoint = null');
  const earlier = objectOf(context['webhook']);
  const before = isObject(earlier['monitor']) ? earlier['monitor']['pastStatusCodes'] : undefined;
  const past: unknown[] = Array.isArray(before) ? before : [];
  const result = (status: ExecutionStatus, found: JsonObject): TaskResult => {
    const codes = past.length > 0 ? { pastStatusCodes: past } : {};
    return { status, context: { webhook: { ...earlier, monitor: { ...codes, ...found } } } };
  };
  let response: WebhookResponse | undefined;
  try {
    response = await callWebhook('monitor', stage, services);
  } catch (error) {
    const waits = error instanceof NoResponse && (error.reason === 'unknownHost' || error.reason === 'timeout');
    return waits
      ? result('RUNNING', {})
      : result('TERMINAL', { error: exceptionText(context['statusEndpoint'], error) });
  }
  if (response === undefined) throw new Error('Missing required parameter: statusEndpoint = null');
  if (response.status >= 400) return failedPoll(stage, response, past, result);
  const { status, found } = interpret(context, response);
  return result(status, {
    statusCode: statusName(response.status),
    statusCodeValue: response.status,
    headers: response.headers,
    body: response.body,
    ...found,
  });
}

function failedPoll(
  stage: StageExecution,
  response: WebhookResponse,
  past: unknown[],
  result: (status: ExecutionStatus, found: JsonObject) => TaskResult,
): TaskResult {
  const configured = stage.context['retryStatusCodes'];
  const retried =
    response.status >= 500 ||
    ALWAYS_RETRIED.includes(response.status) ||
    (Array.isArray(configured) && configured.includes(response.status));
  if (retried) return result('RUNNING', { pastStatusCodes: [...past, response.status] });
  const endpoint = String(stage.context['statusEndpoint']);
  const name = STATUS_CODES[response.status] ?? '';
  const text = typeof response.body === 'string' ? response.body : JSON.stringify(response.body ?? '');
  const exception = `org.springframework.web.client.HttpClientErrorException$${name.replace(/[^A-Za-z]/g, '')}: ${response.status} ${name} on GET request for "${endpoint.split('?')[0] ?? endpoint}": "${text}"`;
  return result('TERMINAL', {
    error: `an exception occurred in webhook monitor to ${endpoint}: ${exception}`,
    headers: response.headers,
  });
}

/** What a 2xx response says, according to the configured paths. */
function interpret(context: JsonObject, response: WebhookResponse): { status: ExecutionStatus; found: JsonObject } {
  const statusPath = context['statusJsonPath'];
  if (typeof statusPath !== 'string' || statusPath === '') return { status: 'SUCCEEDED', found: {} };
  const status = readJsonPath(response.body, statusPath);
  const terminal = (error: string, resolvedValue?: unknown): { status: ExecutionStatus; found: JsonObject } => ({
    status: 'TERMINAL',
    found: { error, ...(resolvedValue === undefined ? {} : { resolvedValue }) },
  });
  if (!status.found)
    return terminal(`Unable to parse status: JSON property '${statusPath}' not found in response body`);
  if (!['string', 'number', 'boolean'].includes(typeof status.value))
    return terminal(`The json path '${statusPath}' did not resolve to a single value`, status.value);
  const found: JsonObject = {};
  const progressPath = context['progressJsonPath'];
  if (typeof progressPath === 'string' && progressPath !== '') {
    const progress = readJsonPath(response.body, progressPath);
    if (!progress.found)
      return terminal(`Unable to parse progress: JSON property '${statusPath}' not found in response body`);
    if (typeof progress.value !== 'string')
      return terminal(`The json path '${progressPath}' did not resolve to a String value`, progress.value);
    found['progressMessage'] = progress.value;
  }
  if (typeof status.value === 'number') {
    return {
      status: status.value === 100 ? 'SUCCEEDED' : 'RUNNING',
      found: { ...found, percentComplete: status.value },
    };
  }
  return { status: statusNamed(context, String(status.value)), found };
}

function statusNamed(context: JsonObject, value: string): ExecutionStatus {
  const named: [unknown, ExecutionStatus][] = [
    [context['terminalStatuses'], 'TERMINAL'],
    [context['canceledStatuses'], 'CANCELED'],
    [context['successStatuses'], 'SUCCEEDED'],
  ];
  const isIn = (list: unknown): boolean =>
    typeof list === 'string' && list.split(',').some((name) => name.trim().toUpperCase() === value.toUpperCase());
  return named.find(([list]) => isIn(list))?.[1] ?? 'RUNNING';
}

function exceptionText(endpoint: string, error: unknown): string {
  return `an exception occurred in webhook monitor to ${endpoint}: ${error instanceof Error ? error.message : String(error)}`;
}
