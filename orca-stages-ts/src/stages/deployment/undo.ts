import type { DeploymentInput } from 'stage-contract';
import { z } from 'zod';
import type { StageUndo } from '../../model/undo';
import { undoRecord, describeUndo, salvageAlias, undoAlias } from '../shared/aliasLedger';
import type { DeploymentFacts, DeploymentStep } from './steps';

const versionLearntSchema = z.object({ version: z.string() });

/**
 * Undoes the aliases that a Deployment moved. Code, configuration and everything else stay, as its failure policy says.
 */
export const deploymentUndo: StageUndo<DeploymentInput, DeploymentStep, DeploymentFacts> = {
  recordOf(step, { facts: { version } }) {
    if (step.kind !== 'moveAlias') return undefined;
    return undoRecord(step.aliasName, step.from, version === undefined ? [] : [{ mainVersion: version }]);
  },
  async salvage(step, { facts, pins }) {
    const learnt = versionLearntSchema.safeParse(facts);
    const left = learnt.success ? [{ mainVersion: learnt.data.version }] : [];
    return salvageAlias(step, { resource: undefined, pins, left });
  },
  describe: describeUndo,
  undo: undoAlias,
};
