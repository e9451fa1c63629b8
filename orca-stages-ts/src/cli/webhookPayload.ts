import { stageDefinitions, type StageType } from 'stage-contract';

/** How a preconfigured webhook sends its data: the bodies, plus headers if the body alone does not say its type. */
export interface WebhookPayload {
  payload: string;
  cancelPayload: string;
  customHeaders?: Record<string, string[]>;
}

/**
 * Keys of a stage's context that must not be sent: they contain the expression itself, which would nest deeper with
 * every evaluation.
 */
const NOT_SENT = 'payload|cancelPayload|webhook|customHeaders|expressionEvaluationSummary';

/**
 * One expression that Orca evaluates to a map. The backslash stops Spring from treating everything up to the first
 * colon as a property name; needs Spring 6.2 (Spring Boot 3.4).
 */
export const EXPRESSION_PAYLOAD: WebhookPayload = {
  payload: `\\\${ {${[
    '"executionId": execution.id',
    '"application": execution.application',
    '"pipelineName": execution.name',
    '"user": execution.authentication?.user',
    '"allowedAccounts": execution.authentication?.allowedAccounts',
    '"stageId": #currentStage().id',
    '"refId": #currentStage().refId',
    '"type": #currentStage().type',
    '"stageName": #currentStage().name',
    '"attempt": #currentStage().startTime',
    `"context": #currentStage().context.?[!toString().matches("(?s)(${NOT_SENT})=.*")]`,
  ].join(', ')}} }`,
  cancelPayload:
    '\\${ {"executionId": execution.id, "stageId": #currentStage().id, "attempt": #currentStage().startTime} }',
};

/**
 * JSON text with an expression in every place, for Orca versions before Spring Boot 3.4. No expression in it contains a
 * colon, because those versions would cut it there. Fields are read from the stage's own context: a bare name that the stage lacks is
 * looked up in the outputs of earlier stages. It lists the stage's fields one by one, so a mistyped field name
 * never arrives and is not reported.
 */
export function textPayload(type: StageType): WebhookPayload {
  const fields = [
    ...Object.keys(stageDefinitions[type].schema.shape),
    ...Object.keys(stageDefinitions[type].notSupportedYet),
    'stageTimeoutMs',
  ];
  const context = [...new Set(fields)].map((name) => `"${name}": ${json(`#currentStage().context["${name}"]`)}`);
  const envelope = [
    `"executionId": "\${execution.id}"`,
    `"application": ${json('execution.application')}`,
    `"pipelineName": ${json('execution.name')}`,
    `"user": ${json('execution.authentication?.user')}`,
    `"allowedAccounts": ${json('execution.authentication?.allowedAccounts')}`,
    `"stageId": "\${#currentStage().id}"`,
    `"refId": "\${#currentStage().refId}"`,
    `"type": "${type}"`,
    `"stageName": ${json('#currentStage().name')}`,
    `"attempt": \${#currentStage().startTime}`,
    `"context": {${context.join(', ')}}`,
  ];
  return {
    payload: `{${envelope.join(', ')}}`,
    cancelPayload:
      '{"executionId": "${execution.id}", "stageId": "${#currentStage().id}", "attempt": ${#currentStage().startTime}}',
    customHeaders: { 'Content-Type': ['application/json; charset=utf-8'] },
  };
}

const json = (expression: string): string => `\${#toJson(${expression})}`;
