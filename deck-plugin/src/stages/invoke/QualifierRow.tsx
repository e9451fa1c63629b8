import * as React from 'react';
import type { RowProps } from '../../form/stageForm';
import { FieldControl } from '../../fields/FieldControl';
import { FieldLines } from '../../fields/FieldLines';
import { FieldRow } from '../../fields/FieldRow';
import { Segments } from '../../fields/Segments';
import { VersionControl } from '../../fields/VersionControl';
import { canShow } from '../../fields/transforms/canShow';
import { chosenQualifier, isPrevious, type QualifierKind } from './transforms/qualifier';
import { entryOf, isGiven } from '../../values/readValue';
import { AliasRow } from '../../form/target/AliasRow';

/**
 * What to call: an alias, or a version directly. Shows both only if the stage has both. A choice without a value stays
 * in the stage as an empty string, which the sidecar reads as an absent field.
 */
export function QualifierRow({ form }: RowProps): React.ReactElement {
  const hasAlias = isGiven(form.values['aliasName']);
  const hasVersion = isGiven(form.values['version']);
  const previous = isPrevious(form.values);
  const [picked, setPicked] = React.useState(() => chosenQualifier(form.values));
  const way = picked ?? chosenQualifier(form.values);
  const before = React.useRef<Record<string, unknown>>({});
  const choose = (next: QualifierKind): void => {
    const { aliasName, version, versionNumber } = form.values;
    const restored = before.current;
    before.current = next === 'version' ? { aliasName } : { version, versionNumber };
    setPicked(next);
    form.set(
      next === 'version'
        ? { version: '', ...restored, aliasName: undefined }
        : { aliasName: '', ...restored, version: undefined, versionNumber: undefined },
    );
  };
  const id = form.idOf('qualifier');
  const absent = form.spec('aliasName').meta.whenAbsent;
  return (
    <React.Fragment>
      <div className="lst-row">
        <div className="lst-label">
          <span id={`${id}-label`}>What to call</span>
        </div>
        <div className="lst-cell">
          <Segments
            id={id}
            name="qualifier"
            labelledBy={`${id}-label`}
            chosen={way}
            options={[
              { value: 'alias', label: 'An alias' },
              { value: 'version', label: 'A version' },
            ]}
            choose={(next) => choose(next === 'version' ? 'version' : 'alias')}
          />
          {way === undefined && absent !== undefined && <div className="lst-hint">If empty: {absent}.</div>}
        </div>
      </div>
      {way === 'alias' && <AliasRow form={form} />}
      {(way === 'version' || hasVersion) && <CalledVersion form={form} />}
      {way === 'version' && (hasAlias || previous) && <AliasRow form={form} />}
    </React.Fragment>
  );
}

function CalledVersion({ form: whole }: RowProps): React.ReactElement {
  // Clearing the version does not undo the choice to call a version.
  const form = {
    ...whole,
    set: (changes: Record<string, unknown>) =>
      whole.set('version' in changes && changes['version'] === undefined ? { ...changes, version: '' } : changes),
  };
  const plain = canShow(form.spec('version'), entryOf(form.values, 'version'));
  return (
    <FieldRow form={form} name="version" below={<FieldLines form={form} name="versionNumber" />}>
      {plain ? (
        <VersionControl form={form} name="version" numberName="versionNumber" />
      ) : (
        <FieldControl form={form} name="version" />
      )}
    </FieldRow>
  );
}
