import { present, stageDefinitions, STAGE_TYPES, type StageType } from 'stage-contract';
import { Document, isMap } from 'yaml';
import { urlRestrictionsFor } from './urlRestrictions';
import { EXPRESSION_PAYLOAD, textPayload } from './webhookPayload';

/** Printed instead of the token. */
export const TOKEN_PLACEHOLDER = '<token>';

/** What Orca's configuration depends on. */
export interface OrcaConfigOptions {
  publicUrl: string;
  token: string;
  textPayload: boolean;
}

/**
 * The part of orca-local.yml that registers the stages with Orca: one preconfigured webhook per type, and permission to
 * call the sidecar.
 */
export function orcaConfigYaml(options: OrcaConfigOptions): string {
  const document = new Document({
    'user-configured-url-restrictions': urlRestrictionsFor(options.publicUrl),
    webhook: { preconfigured: STAGE_TYPES.map((type) => webhookOf(type, options)) },
  });
  document.commentBefore =
    ' For orca-local.yml, printed by `lambda-stages orca-config`. Merge it with what is already there: both lists below replace earlier ones.';
  if (isMap(document.contents))
    document.contents.items.forEach((pair) => {
      if (isMap(pair.value)) pair.value.commentBefore = commentFor(pair.key);
    });
  return document.toString({ lineWidth: 0, singleQuote: true });
}

function webhookOf(
  type: StageType,
  { publicUrl, token, textPayload: asText }: OrcaConfigOptions,
): Record<string, unknown> {
  const address = `${publicUrl.replace(/\/+$/, '')}/v1/operations`;
  const { payload, cancelPayload, customHeaders } = asText ? textPayload(type) : EXPRESSION_PAYLOAD;
  return {
    label: stageDefinitions[type].label,
    type,
    url: address,
    method: 'POST',
    sensitiveHeaders: { Authorization: [`Bearer ${token}`] },
    ...present({ customHeaders }),
    payload,
    waitForCompletion: true,
    statusUrlResolution: 'webhookResponse',
    statusUrlJsonPath: '$.statusUrl',
    statusJsonPath: '$.status',
    progressJsonPath: '$.progress',
    successStatuses: 'SUCCEEDED',
    canceledStatuses: 'CANCELED',
    terminalStatuses: 'TERMINAL',
    signalCancellation: true,
    cancelEndpoint: `${address}/cancel`,
    cancelMethod: 'POST',
    cancelPayload,
  };
}

const commentFor = (key: unknown): string =>
  String(key) === 'webhook'
    ? ' Orca sends these headers to the sidecar. It never stores sensitiveHeaders in an execution.'
    : " Orca blocks internal addresses by default; this allows the sidecar's address.";
