import { z } from 'zod';

const answerSchema = z.object({ status: z.enum(['Succeeded', 'Failed']), reason: z.string().optional() });

/** What a hook has answered; undefined if its response says nothing that a hook may say. Pure. */
export function hookAnswer(payload: string): z.output<typeof answerSchema> | undefined {
  try {
    return answerSchema.safeParse(JSON.parse(payload)).data;
  } catch {
    return undefined;
  }
}
