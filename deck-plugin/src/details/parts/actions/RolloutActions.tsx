import React from 'react';
import type { RolloutAction } from 'stage-contract';
import { askOf, onAsk, runOf, type Ask } from '../../actions/asks';
import { askRollout } from '../../actions/askRollout';
import type { StageOutcomeProps } from '../../outcomeTab';
import type { StageDetails } from '../../read/readDetails';
import { actionButtons, addressOf, type ActionButtons } from '../../transforms/actions/actionButtons';
import { actionEffect } from '../../transforms/actions/actionEffect';
import { askLine, asksTold, isAwaited } from '../../transforms/actions/askLine';
import { executionHref } from '../../text/saidPieces';
import { failureBox } from '../../transforms/failure';
import { FailureBox } from '../FailureBox';
import { useNowMs } from '../NowMs';
import { Sentence } from '../Sentence';
import { StatusIcon } from '../StatusIcon';
import { buttonLook, ConfirmAction } from './ConfirmAction';

/** What has become of the last request of this run of the stage. */
function useAsk(details: StageDetails): Ask | undefined {
  const [, redraw] = React.useReducer((count: number) => count + 1, 0);
  React.useEffect(() => onAsk(redraw), []);
  return askOf(runOf(details));
}

const reasonId = (stageId: string | undefined, index: number | string): string =>
  `lambda-stages-why-${stageId ?? ''}-${index}`;

/** The line below the buttons: sent, taken, refused. */
function AskedLine({ ask, isShown, id }: { ask: Ask; isShown: boolean; id: string }): React.ReactElement {
  const { icon, button, text, executionId } = askLine(ask, isShown);
  return (
    <p className="lst-remark" role="status" id={id}>
      <StatusIcon name={icon} />
      <span>
        <b>{button}</b> <Sentence text={text} />{' '}
        {executionId !== undefined && (
          <a className="lst-text-link" href={executionHref(executionId)}>
            Execution of the request
          </a>
        )}
      </span>
    </p>
  );
}

/** Why some buttons do not work now. */
function Reasons({
  reasons,
  stageId,
}: Pick<ActionButtons, 'reasons'> & { stageId: string | undefined }): React.ReactElement {
  return (
    <>
      {reasons.map(({ buttons, text }, index) => (
        <p key={index} id={reasonId(stageId, index)} className="lst-remark">
          <StatusIcon name="info" />
          <span>
            {buttons.length === 0 ? (
              'Nothing to act on: '
            ) : (
              <>
                <b>{buttons.join(', ')}</b> not now:{' '}
              </>
            )}
            <Sentence text={text} />.
          </span>
        </p>
      ))}
    </>
  );
}

/**
 * What people may do to the rollout, with the reasons of what they may not, and the question that confirms it. What is
 * possible is decided by the sidecar alone.
 */
export function RolloutActions({ details, times }: StageOutcomeProps): React.ReactElement | null {
  const nowMs = useNowMs();
  const stageId = details.place?.stageId;
  const ask = useAsk(details);
  const [asked, setAsked] = React.useState<RolloutAction>();
  const close = (): void => setAsked(undefined);
  const actions = actionButtons(details);
  const isWaiting = isAwaited(ask, details, nowMs);
  const question = actions?.buttons.find(({ verb }) => verb === asked);
  const confirm = (reason: string): void => {
    const address = addressOf(details);
    close();
    if (question !== undefined && address !== undefined)
      void askRollout({ verb: question.verb, before: asksTold(details), reason, address, run: runOf(details) });
  };
  if (actions === undefined && ask === undefined) return null;
  const refusal = ask?.state === 'refused' ? failureBox(ask.details, { saysFailure: false }, times) : undefined;
  const waitingId = reasonId(stageId, 'asked');
  return (
    <div>
      {actions !== undefined && (
        <>
          <p className="lst-buttons" role="group" aria-label="Actions">
            {actions.buttons.map(({ verb, words, reason }, index) => (
              <button
                key={verb}
                type="button"
                className={buttonLook(verb, index === 0)}
                aria-disabled={reason !== undefined || isWaiting}
                aria-describedby={reason !== undefined ? reasonId(stageId, reason) : isWaiting ? waitingId : undefined}
                onClick={reason !== undefined || isWaiting ? undefined : () => setAsked(verb)}
              >
                {words}
              </button>
            ))}
          </p>
          <Reasons reasons={actions.reasons} stageId={stageId} />
        </>
      )}
      {ask !== undefined && <AskedLine ask={ask} isShown={!isWaiting} id={waitingId} />}
      {refusal !== undefined && <FailureBox failure={refusal} />}
      {question !== undefined && (
        <ConfirmAction
          verb={question.verb}
          words={question.words}
          effect={actionEffect(question.verb, details, { times, nowMs })}
          refused={question.reason === undefined ? undefined : actions?.reasons[question.reason]?.text}
          onConfirm={confirm}
          onCancel={close}
        />
      )}
    </div>
  );
}
