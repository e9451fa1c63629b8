import type { StageExecution } from '../executionModel';
import type { StageDefinition } from '../taskDefinition';
import { preconfiguredWebhook, type WebhookServices } from '../webhook/webhookCall';
import { checkPreconditionsStage } from './checkPreconditionsStage';
import { evaluateVariablesStage } from './evaluateVariablesStage';
import { manualJudgmentStage } from './manualJudgmentStage';
import { pipelineStage, type ChildPipelines } from './pipelineStage';
import { preconfiguredWebhookStage } from './preconfiguredWebhookStage';
import { waitStage } from './waitStage';

/** Finds the definition of a stage. Throws an explanation for a type that neither this Orca nor its YAML knows. */
export type StageDefinitions = (stage: StageExecution) => StageDefinition;

/** The stage types of this engine: its own, and by `alias` those of the YAML. */
export function stageDefinitions(services: WebhookServices, children: ChildPipelines): StageDefinitions {
  const known: ReadonlyMap<string, StageDefinition> = new Map([
    ['wait', waitStage],
    ['manualJudgment', manualJudgmentStage],
    ['checkPreconditions', checkPreconditionsStage],
    ['evaluateVariables', evaluateVariablesStage],
    ['pipeline', pipelineStage(children)],
    ['preconfiguredWebhook', preconfiguredWebhookStage(services)],
  ]);
  return (stage) => {
    const definition = known.get(stage.type) ?? known.get(String(stage.context['alias']));
    if (definition !== undefined) return definition;
    const configured = preconfiguredWebhook(services.configuration, stage.type) !== undefined;
    const hint = configured
      ? 'orca-local.yml configures it, but the stage lacks "alias": "preconfiguredWebhook"'
      : `this Orca knows ${[...known.keys()].slice(0, -1).join(', ')} and the preconfigured webhooks of its orca-local.yml`;
    throw new Error(`No StageDefinitionBuilder implementation for ${stage.type} found: ${hint}`);
  };
}
