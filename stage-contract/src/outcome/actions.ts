import { z } from 'zod';
import { ROLLOUT_ACTIONS } from '../rollout/rolloutAction';
import { toldBeside } from './told';

/** Somebody has put the operation on hold. */
export const heldSchema = z.object({
  since: z.string().meta({ description: 'When.' }),
  reason: z.string().meta({ description: 'Who has put it on hold, and why.' }),
  told: toldBeside('the reason'),
});

/** An action, and whether it is allowed now. */
export const allowedActionSchema = z.object({
  verb: z.string().meta({
    description: `The action: ${ROLLOUT_ACTIONS.map((verb) => `\`${verb}\``).join(', ')}. A newer sidecar may have more.`,
  }),
  allowed: z.boolean().meta({ description: 'Whether it is possible now.' }),
  reason: z.string().optional().meta({ description: 'Why it is not; absent if it is.' }),
  told: toldBeside('the reason'),
});
export type AllowedActionReport = z.output<typeof allowedActionSchema>;
