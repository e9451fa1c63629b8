import React from 'react';
import type { FailureBoxView } from '../transforms/failure';
import { CopyButton } from './CopyButton';
import { Sentence } from './Sentence';
import { StatusIcon } from './StatusIcon';

function Problems({ problems }: Pick<FailureBoxView, 'problems'>): React.ReactElement {
  return (
    <>
      <dt>Fields</dt>
      <dd>
        <ul className="lst-problems">
          {problems.map((problem, index) => (
            <li key={index}>
              {problem.place !== '' && (
                <>
                  <b>{problem.place}</b>{' '}
                </>
              )}
              {problem.words}
            </li>
          ))}
        </ul>
      </dd>
    </>
  );
}

function ExpressionErrors({ texts, more }: FailureBoxView['expressionErrors']): React.ReactElement {
  return (
    <>
      <dt>Expression errors</dt>
      <dd>
        <ul className="lst-problems lst-long">
          {texts.map((text) => (
            <li key={text}>{text}</li>
          ))}
          {more > 0 && <li>and {more} more</li>}
        </ul>
      </dd>
    </>
  );
}

/** Deck finds the application of an execution by itself. Source: its state `executionLookup`. */
const executionLink = (executionId: string): string => `#/executions/${encodeURIComponent(executionId)}`;

/** What failed, where, what AWS said, what was restored, the fields that need correcting, and what to do next. */
export function FailureBox({ failure }: { failure: FailureBoxView }): React.ReactElement {
  return (
    <div className={`lst-panel lst-panel-${failure.icon}`} role="group" aria-label="Failure">
      {failure.title !== undefined && (
        <p className="lst-panel-title">
          <StatusIcon name={failure.icon} />
          <b>
            <Sentence text={failure.title} />
          </b>
        </p>
      )}
      <dl className="lst-terms">
        {failure.rows.map((row) => (
          <React.Fragment key={`${row.term} ${row.text}`}>
            <dt>{row.term}</dt>
            <dd>
              {row.copy === undefined ? (
                <span className="lst-long">
                  <Sentence text={row.text} />
                  {row.executionId !== undefined && (
                    <>
                      {' '}
                      <a href={executionLink(row.executionId)}>Open execution {row.executionId}</a>
                    </>
                  )}
                </span>
              ) : (
                <>
                  <code>{row.text}</code> <CopyButton text={row.copy} what={row.term.toLowerCase()} />
                </>
              )}
            </dd>
          </React.Fragment>
        ))}
        {failure.problems.length > 0 && <Problems problems={failure.problems} />}
        {failure.expressionErrors.texts.length > 0 && <ExpressionErrors {...failure.expressionErrors} />}
        {failure.next !== '' && (
          <>
            <dt>Next</dt>
            <dd>
              <span className="lst-long">
                <Sentence text={failure.next} />
              </span>
            </dd>
          </>
        )}
      </dl>
    </div>
  );
}
