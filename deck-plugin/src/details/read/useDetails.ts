import { REST } from '@spinnaker/core';
import React from 'react';
import type { StageType } from 'stage-contract';
import { isOutdated } from '../transforms/isOutdated';
import { readDetails, type StageDetails } from './readDetails';
import { readField, readList, readText, readTimeMs } from './readers';

/** How often Deck itself asks for a running execution. */
const POLL_MS = 5_000;
/** For how long after the end of an execution its stages' outcomes may still arrive: a revert that AWS throttles. */
const AWAITED_MS = 10 * 60_000;

/** Whether the sidecar may still write how this stage ended; it does so once the execution is over. */
function isAwaited(details: StageDetails, execution: unknown): boolean {
  const endedAtMs = readTimeMs(readField(execution, 'endTime'));
  return isOutdated(details) && endedAtMs !== undefined && Date.now() - endedAtMs < AWAITED_MS;
}

/** The stage as Orca has it now; undefined if the execution doesn't have it. */
async function fetchStage(executionId: string, stageId: string): Promise<unknown> {
  const execution: unknown = await REST('/pipelines').path(executionId).get();
  return readList(readField(execution, 'stages'), (stage) => stage).find(
    (stage) => readText(readField(stage, 'id')) === stageId,
  );
}

/**
 * The details of a stage, read when Deck has news of it. Deck stops asking once an execution is over, but after a cancel
 * the sidecar writes the outcome only then; so an outdated stage of an execution that has just ended is asked for until
 * its outcome is there.
 */
export function useDetails(type: StageType, stage: unknown, execution: unknown): StageDetails {
  const [fetched, setFetched] = React.useState<{ after: unknown; stage: unknown }>();
  const details = readDetails(type, fetched?.after === stage ? fetched?.stage : stage, execution);
  const awaits = isAwaited(details, execution);
  const executionId = readText(readField(execution, 'id'));
  const stageId = readText(readField(stage, 'id'));
  React.useEffect(() => {
    if (!awaits || executionId === undefined || stageId === undefined) return undefined;
    let isShown = true;
    const timer = setInterval(() => {
      if (document.hidden) return;
      fetchStage(executionId, stageId).then(
        (latest) => {
          if (isShown && latest !== undefined) setFetched({ after: stage, stage: latest });
        },
        () => undefined, // Gate is away for a moment: the next request asks again.
      );
    }, POLL_MS);
    return () => {
      isShown = false;
      clearInterval(timer);
    };
  }, [awaits, executionId, stageId, stage]);
  return details;
}
