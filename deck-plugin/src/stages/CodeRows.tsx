import * as React from 'react';
import type { FormRow, RowProps } from '../form/stageForm';
import { PlainRow } from '../fields/FieldControl';
import { PairRow } from '../fields/PairRow';
import { entryOf, isGiven } from '../transforms/readValue';

/** The zip by bucket and key, or by one address: one of the two is shown, both only where the stage names both. */
function CodePlace({ form }: RowProps): React.ReactElement {
  const byAddress = isGiven(entryOf(form.values, 'codeUri'));
  const byParts = isGiven(entryOf(form.values, 's3bucket')) || isGiven(entryOf(form.values, 's3key'));
  const [wanted, setWanted] = React.useState(byAddress);
  const before = React.useRef<Record<string, unknown>>({});
  const change = (address: boolean): void => {
    const { s3bucket, s3key, codeUri } = form.values;
    const restored = before.current;
    before.current = address ? { s3bucket, s3key } : { codeUri };
    setWanted(address);
    form.set(address ? { s3bucket: undefined, s3key: undefined, ...restored } : { codeUri: undefined, ...restored });
  };
  return (
    <React.Fragment>
      {(!wanted || byParts) && <PairRow form={form} names={['s3bucket', 's3key']} />}
      {(wanted || byAddress) && <PlainRow form={form} name="codeUri" />}
      <LinkRow words={wanted ? 'Use bucket and key instead' : 'Use an s3:// address instead'} click={() => change(!wanted)} />
    </React.Fragment>
  );
}

/** Rarely needed, so asked for by a click, unless the stage holds one of the two. */
function ObjectAndHash({ form }: RowProps): React.ReactElement {
  const [wanted, setWanted] = React.useState(false);
  const given = isGiven(entryOf(form.values, 's3ObjectVersion')) || isGiven(entryOf(form.values, 'codeSha256'));
  if (wanted || given) return <PairRow form={form} names={['s3ObjectVersion', 'codeSha256']} />;
  return <LinkRow words="Pin the object’s version or hash" click={() => setWanted(true)} />;
}

function LinkRow({ words, click }: { words: string; click(): void }): React.ReactElement {
  return (
    <div className="lst-row lst-row-links">
      <div />
      <div className="lst-cell lst-hint"><button type="button" className="lst-link" onClick={click}>{words}</button></div>
    </div>
  );
}

/** Where the code is; shared by the stages that change it. */
export const codeRows: readonly FormRow[] = [
  { fields: ['s3bucket', 's3key', 'codeUri'], Row: CodePlace },
  { fields: ['s3ObjectVersion', 'codeSha256'], Row: ObjectAndHash },
];
