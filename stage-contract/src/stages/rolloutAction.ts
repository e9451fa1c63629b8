import { z } from 'zod';
import { field, requiredField } from '../fieldMeta';
import { aliasName, targetFields } from '../fields/target';
import { problem, type Problem } from '../messages/problem';
import { LONGEST_REASON, ROLLOUT_ACTIONS, ROLLOUT_ACTION_WORDS } from '../rollout/rolloutAction';
import { defineStage } from '../stageDefinition';
import { oneOf, text, textLike } from '../values';

/** AWS Lambda Rollout Action: lets people act on a Route that is under way. */
export const rolloutActionDefinition = defineStage({
  type: 'Aws.LambdaRolloutActionStage',
  key: 'rolloutAction',
  label: 'AWS Lambda Rollout Action',
  description: 'Act on a rollout that is under way: promote it, skip its hold, hold it, continue it, or revert it.',
  sections: [
    { id: 'where', title: 'Rollout' },
    { id: 'what', title: 'Action' },
  ],
  schema: z.object({
    ...targetFields,
    aliasName: field(aliasName(), {
      label: 'Alias',
      section: 'where',
      example: 'live',
      whenAbsent: 'any alias of the function',
      help: 'The alias whose rollout is meant. Required unless the IDs of the rollout’s execution and stage are given.',
    }),
    rolloutExecutionId: field(text(), {
      label: 'Execution of the rollout',
      section: 'where',
      whenAbsent: 'the rollout that is running on the alias',
      help: 'ID of the execution that the rollout belongs to, together with the ID of its stage.',
    }),
    rolloutStageId: field(text(), {
      label: 'Stage of the rollout',
      section: 'where',
      help: 'ID of the Route stage.',
    }),
    action: requiredField(oneOf(ROLLOUT_ACTIONS), {
      label: 'Action',
      section: 'what',
      control: 'cards',
      choices: ROLLOUT_ACTION_WORDS,
      choiceHelp: {
        promote:
          'Gives the candidate all traffic, without the remaining holds and checks. The time after the promotion is kept.',
        skipHold: 'Ends the current hold. The next step begins.',
        hold: 'Keeps the weight until somebody continues the rollout.',
        continue: 'Ends a hold of Hold, or a step that waits for a person.',
        revert: 'Sends the alias back to what it served before, whatever the stage does on failure.',
      },
    }),
    reason: field(textLike(/\S/, 'text', LONGEST_REASON), {
      label: 'Reason',
      section: 'what',
      placeholder: 'such as error rate is fine',
      whenAbsent: 'only the user is recorded',
      help: 'Recorded in the rollout, together with the user.',
    }),
  }),
  qualifierFields: { alias: 'aliasName' },
  notSupportedYet: { targets: 'oneStagePerTarget' },
  deadFields: [],
  rules: ({ aliasName: alias, rolloutExecutionId, rolloutStageId }, unread): Problem[] => {
    const isNamed = (name: string, value: unknown): boolean => value !== undefined || unread.has(name);
    const [execution, stage] = [
      isNamed('rolloutExecutionId', rolloutExecutionId),
      isNamed('rolloutStageId', rolloutStageId),
    ];
    if (rolloutExecutionId !== undefined && !stage)
      return [problem('rolloutStageId', 'required', { because: 'rolloutExecution' })];
    if (rolloutStageId !== undefined && !execution)
      return [problem('rolloutExecutionId', 'required', { because: 'rolloutStage' })];
    return execution || stage || isNamed('aliasName', alias)
      ? []
      : [problem('aliasName', 'required', { because: 'rollout' })];
  },
});

export type RolloutActionInput = z.output<typeof rolloutActionDefinition.schema>;
