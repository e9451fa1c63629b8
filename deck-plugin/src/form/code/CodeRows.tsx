import * as React from 'react';
import type { FormRow, RowProps } from '../stageForm';
import { PlainRow } from '../../fields/FieldControl';
import { PairRow } from '../../fields/PairRow';
import { entryOf, isGiven } from '../../values/readValue';

/**
 * The zip file by bucket and key, or by one URI. The form shows one of the two; it shows both only if the stage has
 * both. Version and hash appear on a click.
 */
function CodePlace({ form }: RowProps): React.ReactElement {
  const given = (...names: string[]): boolean => names.some((name) => isGiven(entryOf(form.values, name)));
  const [byAddress, setByAddress] = React.useState(given('codeUri'));
  const [pinned, setPinned] = React.useState(given('s3ObjectVersion', 'codeSha256'));
  const before = React.useRef<Record<string, unknown>>({});
  const change = (address: boolean): void => {
    const { s3bucket, s3key, codeUri } = form.values;
    const restored = before.current;
    before.current = address ? { s3bucket, s3key } : { codeUri };
    setByAddress(address);
    form.set(address ? { s3bucket: undefined, s3key: undefined, ...restored } : { codeUri: undefined, ...restored });
  };
  return (
    <React.Fragment>
      {(!byAddress || given('s3bucket', 's3key')) && <PairRow form={form} names={['s3bucket', 's3key']} />}
      {(byAddress || given('codeUri')) && <PlainRow form={form} name="codeUri" />}
      <div className="lst-row lst-row-links">
        <div />
        <div className="lst-cell lst-hint">
          <button type="button" className="lst-link" onClick={() => change(!byAddress)}>
            {byAddress ? 'Use bucket and key instead' : 'Use an s3:// URI instead'}
          </button>
          {!pinned && (
            <button type="button" className="lst-link" onClick={() => setPinned(true)}>
              Pin the object’s version or hash
            </button>
          )}
        </div>
      </div>
      {pinned && <PairRow form={form} names={['s3ObjectVersion', 'codeSha256']} />}
    </React.Fragment>
  );
}

/** Where the code is. Shared by the stages that change code. */
export const codeRows: readonly FormRow[] = [
  { fields: ['s3bucket', 's3key', 'codeUri', 's3ObjectVersion', 'codeSha256'], Row: CodePlace },
];
