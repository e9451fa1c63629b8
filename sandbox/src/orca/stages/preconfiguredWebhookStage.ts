import type { StageDefinition, TaskDefinition, TaskRun } from '../taskDefinition';
import { createWebhookTask } from '../webhook/createWebhookTask';
import { monitorWebhookTask } from '../webhook/monitorWebhookTask';
import { cancelWebhook, preconfiguredWebhook, type WebhookServices } from '../webhook/webhookCall';
import { waitTask } from './waitStage';

/**
 * A stage whose type is an entry of `webhook.preconfigured`: the entry's fields overwrite the context's fields of the
 * same name.
 */
export function preconfiguredWebhookStage(services: WebhookServices): StageDefinition {
  return {
    tasks: (run) => tasksOf(run, services),
    onFailure: (run) => cancelWebhook(run.stage, services),
  };
}

function tasksOf({ stage }: TaskRun, services: WebhookServices): TaskDefinition[] {
  const webhook = preconfiguredWebhook(services.configuration, stage.type);
  if (webhook === undefined)
    throw new Error(
      `Could not find a stage named '${stage.type}': webhook.preconfigured of orca-local.yml has no enabled entry of this type`,
    );
  if (Object.keys(webhook.permissions ?? {}).length > 0)
    throw new Error(`Preconfigured webhook '${stage.type}' has permissions: not supported yet in the sandbox`);
  Object.assign(stage.context, structuredClone(webhook.fields));
  // Orca sends the sensitive headers to whatever address such a stage names.
  const tasks = stage.context['monitorOnly'] === true ? [] : [createWebhookTask(services)];
  if (stage.context['waitForCompletion'] !== true) return tasks;
  const waitBeforeMonitor = Number(stage.context['waitBeforeMonitor'] ?? 0);
  if (waitBeforeMonitor > 0) {
    stage.context['waitTime'] ??= waitBeforeMonitor;
    tasks.push({ ...waitTask, name: 'waitBeforeMonitorWebhook' });
  }
  return [...tasks, monitorWebhookTask(services)];
}
