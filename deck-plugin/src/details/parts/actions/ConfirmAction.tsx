import React from 'react';
import { LONGEST_REASON, type RolloutAction } from 'stage-contract';
import type { ActionEffect } from '../../transforms/actions/actionEffect';
import { Sentence } from '../Sentence';
import { StatusIcon } from '../StatusIcon';
import { TrafficBars } from '../TrafficBars';

/** The look of a button: what people usually want, and what takes traffic away. */
export const buttonLook = (verb: RolloutAction, isMain: boolean): string =>
  `lst-button ${verb === 'revert' ? 'lst-button-danger' : isMain ? 'lst-button-main' : ''}`;

/**
 * Opens as a modal dialog, so that the browser keeps the focus inside, closes it on Escape, and gives the focus back. A
 * browser that has none shows it in its place.
 */
function useDialog(onClose: () => void): React.RefObject<HTMLDialogElement> {
  const ref = React.useRef<HTMLDialogElement>(null);
  React.useEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return undefined;
    const opener = document.activeElement;
    if (typeof dialog.showModal === 'function') dialog.showModal();
    else dialog.setAttribute('open', '');
    dialog.querySelector('textarea')?.focus();
    const cancel = (event: Event): void => {
      event.preventDefault();
      onClose();
    };
    dialog.addEventListener('cancel', cancel);
    return () => {
      dialog.removeEventListener('cancel', cancel);
      if (typeof dialog.close === 'function') dialog.close();
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return ref;
}

/** Asks whether an action is meant, says what it does in figures, and takes the reason. */
export function ConfirmAction({
  verb,
  words,
  effect,
  refused,
  onConfirm,
  onCancel,
}: {
  verb: RolloutAction;
  /** The words on the button. */
  words: string;
  effect: ActionEffect;
  /** Why it is no longer possible, if the rollout has gone on meanwhile. */
  refused: string | undefined;
  onConfirm: (reason: string) => void;
  onCancel: () => void;
}): React.ReactElement {
  const dialog = useDialog(onCancel);
  const [reason, setReason] = React.useState('');
  const id = `lambda-stages-${verb}`;
  return (
    <dialog ref={dialog} className="lst-dialog" aria-labelledby={`${id}-question`} aria-describedby={`${id}-effect`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onConfirm(reason);
        }}
      >
        <h4 id={`${id}-question`}>
          <Sentence text={effect.question} />
        </h4>
        <div id={`${id}-effect`}>
          <p className="lst-word">
            <Sentence text={effect.lead} />
          </p>
          {effect.traffic.length > 0 && <TrafficBars rows={effect.traffic} />}
          {effect.lines.map(({ icon, text }) => (
            <p key={text} className="lst-remark">
              <StatusIcon name={icon} />
              <span>
                <Sentence text={text} />
              </span>
            </p>
          ))}
        </div>
        <label>
          <b>Reason</b> shown in the timeline with your name
          <textarea
            className="form-control input-sm"
            rows={2}
            maxLength={LONGEST_REASON}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        {refused !== undefined && (
          <p className="lst-remark" role="alert">
            <StatusIcon name="failed" />
            <span>No longer possible: {refused}.</span>
          </p>
        )}
        <p className="lst-buttons">
          <button type="button" className="lst-button" onClick={onCancel}>
            Cancel
          </button>
          <button type="submit" className={buttonLook(verb, true)} disabled={refused !== undefined}>
            {words}
          </button>
        </p>
      </form>
    </dialog>
  );
}
