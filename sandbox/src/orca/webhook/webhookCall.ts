import { STATUS_CODES } from 'node:http';
import { dropNulls } from '../executionView';
import { isObject, type StageExecution } from '../executionModel';
import type { OrcaConfiguration, PreconfiguredWebhook } from '../orcaConfiguration';
import { checkUrl } from '../urlRestrictions';
import type { WebhookClient, WebhookResponse } from './okHttpClient';

/** One of a webhook's three requests. */
export type WebhookCallKind = 'create' | 'monitor' | 'cancel';

/** Headers that Orca never lets a webhook set, because they could forge an identity inside Spinnaker. */
const DENIED_HEADERS = [
  'X-SPINNAKER-USER',
  'X-SPINNAKER-ACCOUNT',
  'X-SPINNAKER-USER-ORIGIN',
  'X-SPINNAKER-REQUEST-ID',
  'X-SPINNAKER-EXECUTION-ID',
];

/** What the webhook tasks share. */
export interface WebhookServices {
  configuration: OrcaConfiguration;
  client: WebhookClient;
}

/** The enabled entry of a type, or undefined. */
export function preconfiguredWebhook(configuration: OrcaConfiguration, type: string): PreconfiguredWebhook | undefined {
  return configuration.preconfigured.find((entry) => entry.type === type && entry.enabled);
}

/**
 * Sends one of a stage's requests, as its context says; undefined if there is no URL to send it to. Throws `UrlRefused`
 * for a URL that Orca's restrictions block, and `NoResponse` if nothing responds.
 */
export async function callWebhook(
  kind: WebhookCallKind,
  stage: StageExecution,
  services: WebhookServices,
): Promise<WebhookResponse | undefined> {
  const { context } = stage;
  const url = {
    create: context['url'],
    monitor: context['statusEndpoint'] ?? context['url'],
    cancel: context['cancelEndpoint'],
  }[kind];
  if (typeof url !== 'string' || url === '') return undefined;
  await checkUrl(url, services.configuration.urlRestrictions);
  const method = { create: context['method'] ?? 'POST', monitor: 'GET', cancel: context['cancelMethod'] ?? 'POST' }[
    kind
  ];
  const body = { create: context['payload'], monitor: undefined, cancel: context['cancelPayload'] }[kind];
  const sensitive = preconfiguredWebhook(services.configuration, stage.type)?.sensitiveHeaders ?? {};
  return services.client.send({
    method: String(method).toUpperCase(),
    url: url.trim(),
    headers: { ...headersOf(context['customHeaders']), ...sensitive },
    body: isObject(body) ? dropNulls(body) : body,
  });
}

/** Tells the webhook that nobody is waiting any more. All errors are ignored, because Orca only logs them. */
export async function cancelWebhook(stage: StageExecution, services: WebhookServices): Promise<void> {
  try {
    await callWebhook('cancel', stage, services);
  } catch {
    return;
  }
}

/** `202` → `ACCEPTED`, as Spring names statuses. */
export function statusName(status: number): string {
  return (STATUS_CODES[status] ?? String(status)).toUpperCase().replace(/[^A-Z0-9]+/g, '_');
}

function headersOf(custom: unknown): Record<string, string[]> {
  if (!isObject(custom)) return {};
  const allowed = Object.entries(custom).filter(([name]) => !DENIED_HEADERS.includes(name.toUpperCase()));
  return Object.fromEntries(
    allowed.map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : [String(value)]]),
  );
}
