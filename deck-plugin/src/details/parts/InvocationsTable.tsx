import React from 'react';
import type { InvocationGroup, InvocationRow } from '../transforms/invocations';
import { CopyButton } from './CopyButton';
import { Status } from './StatusIcon';

/** A text that opens below its switch. */
function Opened({ label, text }: { label: string; text: string }): React.ReactElement {
  const [isOpen, setIsOpen] = React.useState(false);
  return (
    <>
      {' '}<button type="button" className="lmd-link" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>{`${isOpen ? 'Hide' : 'Show'} ${label}`}</button>
      {isOpen && <pre className="lmd-pre">{text}</pre>}
    </>
  );
}

function Expectations({ row, columns }: { row: InvocationRow; columns: number }): React.ReactElement {
  return (
    <tr className="lmd-bad lmd-detail">
      <td colSpan={columns}>
        <dl className="lmd-terms lmd-expectations">
          {row.failedAssertions.map((assertion) => (
            <React.Fragment key={assertion.key}><dt><code>{assertion.condition}</code></dt><dd className="lmd-long">expected <b>{assertion.expected}</b>, got <b>{assertion.got}</b></dd></React.Fragment>
          ))}
        </dl>
      </td>
    </tr>
  );
}

function RequestId({ row }: { row: InvocationRow }): React.ReactElement | null {
  if (row.requestId === '') return null;
  return <span className="lmd-nowrap"><code title={row.requestId}>{row.requestIdShort}</code> <CopyButton text={row.requestId} what={`request id of invocation ${row.number}`} /></span>;
}

function Invocation({ row, isNarrow }: { row: InvocationRow; isNarrow: boolean }): React.ReactElement {
  return (
    <>
      <tr className={row.ok ? '' : 'lmd-bad'}>
        <td className="lmd-state"><Status name={row.ok ? 'done' : 'failed'} word={row.ok ? 'As expected' : 'Not as expected'} /></td>
        <td className="lmd-figure">{row.number}</td>
        <td className="lmd-figure">{row.duration}</td>
        <td className="lmd-wide">
          {row.answer}
          {row.response !== '' ? <Opened label={row.responseSize} text={row.response} /> : row.responseSize !== '' && ` ${row.responseSize}`}
          {row.logTail !== '' && <Opened label="log tail" text={row.logTail} />}
          {isNarrow && <div><RequestId row={row} /></div>}
        </td>
        {!isNarrow && <td><RequestId row={row} /></td>}
      </tr>
      {row.failedAssertions.length > 0 && <Expectations row={row} columns={isNarrow ? 4 : 5} />}
    </>
  );
}

function Passed({ rows, group, isNarrow }: { rows: readonly InvocationRow[]; group: InvocationGroup; isNarrow: boolean }): React.ReactElement {
  const [isOpen, setIsOpen] = React.useState(false);
  const opener = <button type="button" className="lmd-link" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>{`${isOpen ? 'Hide' : 'Show'} all ${rows.length}`}</button>;
  return (
    <>
      <tr>
        <td className="lmd-state"><Status name="done" word="As expected" /></td>
        <td className="lmd-figure">{group.count}</td>
        <td className="lmd-figure">{group.durations}</td>
        <td className="lmd-wide">{group.answers}{isNarrow && <div>{opener}</div>}</td>
        {!isNarrow && <td>{opener}</td>}
      </tr>
      {isOpen && rows.map((row) => <Invocation key={row.key} row={row} isNarrow={isNarrow} />)}
    </>
  );
}

/** Calls that pass are put together from this many on. */
const GROUP_FROM = 2;

interface InvocationsTableProps { failed: readonly InvocationRow[]; passed: readonly InvocationRow[]; group: InvocationGroup; isNarrow: boolean }

/** Calls of the function: first those that were not as expected, with expected and got; the others as one row. */
export function InvocationsTable({ failed, passed, group, isNarrow }: InvocationsTableProps): React.ReactElement {
  return (
    <div className="lmd-scroll">
      <table className="lmd-table" aria-label="Invocations">
        <thead><tr><th scope="col">Result</th><th scope="col" className="lmd-figure">#</th><th scope="col" className="lmd-figure">Duration</th><th scope="col">Response</th>{!isNarrow && <th scope="col">Request id</th>}</tr></thead>
        <tbody>
          {failed.map((row) => <Invocation key={row.key} row={row} isNarrow={isNarrow} />)}
          {passed.length < GROUP_FROM ? passed.map((row) => <Invocation key={row.key} row={row} isNarrow={isNarrow} />) : <Passed rows={passed} group={group} isNarrow={isNarrow} />}
        </tbody>
      </table>
    </div>
  );
}
