import React from 'react';
import { countOf } from '../text/formats';
import type { AssertionRow, InvocationGroup, InvocationRow } from '../transforms/invocations';
import { CopyButton } from './CopyButton';
import { NOTHING } from './DataTable';
import { Sentence } from './Sentence';
import { Status } from './StatusIcon';

/** Something that opens below its button. */
function Opened({ label, children }: { label: string; children: React.ReactNode }): React.ReactElement {
  const [isOpen, setIsOpen] = React.useState(false);
  return (
    <>
      {' '}
      <button
        type="button"
        className="lst-text-link"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >{`${isOpen ? 'Hide' : 'Show'} ${label}`}</button>
      {isOpen && children}
    </>
  );
}

function RequestId({ row }: { row: InvocationRow }): React.ReactElement | null {
  if (row.requestId === '') return null;
  return (
    <span className="lst-nowrap">
      <code title={row.requestId}>{row.requestIdShort}</code>{' '}
      <CopyButton text={row.requestId} what={`request id of invocation ${row.number}`} />
    </span>
  );
}

/** Conditions with what was expected and what was received. */
function Conditions({ rows }: { rows: readonly AssertionRow[] }): React.ReactElement {
  return (
    <dl className="lst-terms lst-expectations">
      {rows.map((assertion) => (
        <React.Fragment key={assertion.key}>
          <dt>
            <code>{assertion.condition}</code>
          </dt>
          <dd className="lst-long">
            expected{' '}
            <b>
              <Sentence text={assertion.expected} />
            </b>
            , got{' '}
            <b>
              <Sentence text={assertion.got} />
            </b>
          </dd>
        </React.Fragment>
      ))}
    </dl>
  );
}

const isBlank = (row: InvocationRow): boolean =>
  row.answer === '' && row.responseSize === '' && row.logTail === '' && row.assertions.length === 0;

/** Status code, version, and what can be opened: response, conditions and log tail. */
function Answer({ row }: { row: InvocationRow }): React.ReactElement {
  return (
    <>
      {isBlank(row) ? NOTHING : row.answer}
      {row.response !== '' ? (
        <Opened label={row.responseSize}>
          <pre className="lst-pre">{row.response}</pre>
        </Opened>
      ) : (
        row.responseSize !== '' && ` ${row.responseSize}`
      )}
      {row.assertions.length > 0 && (
        <Opened label={countOf(row.assertions.length, 'condition')}>
          <Conditions rows={row.assertions} />
        </Opened>
      )}
      {row.logTail !== '' && (
        <Opened label="log tail">
          <pre className="lst-pre">{row.logTail}</pre>
        </Opened>
      )}
    </>
  );
}

/** Conditions that were not met, and in narrow places the response, below the call's figures. */
function Below({ row, isNarrow }: { row: InvocationRow; isNarrow: boolean }): React.ReactElement {
  return (
    <tr className={`lst-detail${row.ok ? '' : ' lst-bad'}`}>
      <td colSpan={isNarrow ? 3 : 5}>
        {isNarrow && (
          <div>
            <Answer row={row} /> <RequestId row={row} />
          </div>
        )}
        {row.failedAssertions.length > 0 && <Conditions rows={row.failedAssertions} />}
      </td>
    </tr>
  );
}

function Invocation({ row, isNarrow }: { row: InvocationRow; isNarrow: boolean }): React.ReactElement {
  return (
    <>
      <tr className={row.ok ? '' : 'lst-bad'}>
        <td className="lst-state">
          <Status name={row.ok ? 'done' : 'failed'} word={row.ok ? 'As expected' : 'Not as expected'} />
        </td>
        <td className="lst-figure">{row.number}</td>
        <td className="lst-figure">{row.duration === '' ? NOTHING : row.duration}</td>
        {!isNarrow && (
          <>
            <td className="lst-wide">
              <Answer row={row} />
            </td>
            <td>{row.requestId === '' ? NOTHING : <RequestId row={row} />}</td>
          </>
        )}
      </tr>
      {(isNarrow || row.failedAssertions.length > 0) && <Below row={row} isNarrow={isNarrow} />}
    </>
  );
}

function Passed({
  rows,
  group,
  isNarrow,
}: {
  rows: readonly InvocationRow[];
  group: InvocationGroup;
  isNarrow: boolean;
}): React.ReactElement {
  const [isOpen, setIsOpen] = React.useState(false);
  const opener = (
    <button
      type="button"
      className="lst-text-link"
      aria-expanded={isOpen}
      onClick={() => setIsOpen(!isOpen)}
    >{`${isOpen ? 'Hide' : 'Show'} all ${rows.length}`}</button>
  );
  return (
    <>
      <tr>
        <td className="lst-state">
          <Status name="done" word="As expected" />
        </td>
        <td className="lst-figure">{group.count}</td>
        <td className="lst-figure">{group.durations === '' ? NOTHING : group.durations}</td>
        {!isNarrow && (
          <>
            <td className="lst-wide">{group.answers === '' ? NOTHING : group.answers}</td>
            <td>{opener}</td>
          </>
        )}
      </tr>
      {isNarrow && (
        <tr className="lst-detail">
          <td colSpan={3}>
            {group.answers} {opener}
          </td>
        </tr>
      )}
      {isOpen && rows.map((row) => <Invocation key={row.key} row={row} isNarrow={isNarrow} />)}
    </>
  );
}

/** From this number on, passing calls are shown as one row. */
const GROUP_FROM = 2;

interface InvocationsTableProps {
  failed: readonly InvocationRow[];
  passed: readonly InvocationRow[];
  group: InvocationGroup;
  isNarrow: boolean;
}

/**
 * Calls of the function: first those that were not as expected, with expected and actual values; the others as one row.
 */
export function InvocationsTable({ failed, passed, group, isNarrow }: InvocationsTableProps): React.ReactElement {
  return (
    <div className="lst-scroll">
      <table className="lst-data-table" aria-label="Invocations">
        <thead>
          <tr>
            <th scope="col">Result</th>
            <th scope="col" className="lst-figure">
              #
            </th>
            <th scope="col" className="lst-figure">
              Duration
            </th>
            {!isNarrow && (
              <>
                <th scope="col">Response</th>
                <th scope="col">Request id</th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {failed.map((row) => (
            <Invocation key={row.key} row={row} isNarrow={isNarrow} />
          ))}
          {passed.length < GROUP_FROM ? (
            passed.map((row) => <Invocation key={row.key} row={row} isNarrow={isNarrow} />)
          ) : (
            <Passed rows={passed} group={group} isNarrow={isNarrow} />
          )}
        </tbody>
      </table>
    </div>
  );
}
