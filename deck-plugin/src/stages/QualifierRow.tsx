import * as React from 'react';
import type { RowProps } from '../form/stageForm';
import { FieldControl } from '../fields/FieldControl';
import { FieldLines } from '../fields/FieldLines';
import { FieldRow } from '../fields/FieldRow';
import { Segments } from '../fields/Segments';
import { VersionControl } from '../fields/VersionControl';
import { canShow } from '../transforms/canShow';
import { entryOf, isGiven, textOf } from '../transforms/readValue';
import { AliasRow } from './TargetRows';

/** What is called: an alias, or a version past every alias. Both are shown only where the stage names both. */
export function QualifierRow({ form }: RowProps): React.ReactElement {
  const hasAlias = isGiven(form.values['aliasName']);
  const hasVersion = isGiven(form.values['version']);
  // What `$PREVIOUS` means is a question of the alias, so the two may stand together.
  const previous = textOf(form.values['version'])?.trim() === '$PREVIOUS';
  const [byVersion, setByVersion] = React.useState(hasVersion && (!hasAlias || previous));
  const before = React.useRef<Record<string, unknown>>({});
  const choose = (version: boolean): void => {
    const { aliasName, version: name, versionNumber } = form.values;
    const restored = before.current;
    before.current = version ? { aliasName } : { version: name, versionNumber };
    setByVersion(version);
    form.set(version ? { aliasName: undefined, ...restored } : { version: undefined, versionNumber: undefined, ...restored });
  };
  const id = form.idOf('qualifier');
  return (
    <React.Fragment>
      <div className="lst-row">
        <div className="lst-label"><span id={`${id}-label`}>What to call</span></div>
        <div className="lst-cell">
          <Segments
            id={id} name="qualifier" labelledBy={`${id}-label`} chosen={byVersion ? 'version' : 'alias'}
            options={[{ value: 'alias', label: 'An alias' }, { value: 'version', label: 'A version' }]} choose={(way) => choose(way === 'version')}
          />
        </div>
      </div>
      {!byVersion && <AliasRow form={form} />}
      {(byVersion || hasVersion) && <CalledVersion form={form} />}
      {byVersion && (hasAlias || previous) && <AliasRow form={form} />}
    </React.Fragment>
  );
}

function CalledVersion({ form }: RowProps): React.ReactElement {
  const plain = canShow(form.spec('version'), entryOf(form.values, 'version'));
  return (
    <FieldRow form={form} name="version" below={<FieldLines form={form} name="versionNumber" />}>
      {plain ? <VersionControl form={form} name="version" numberName="versionNumber" /> : <FieldControl form={form} name="version" />}
    </FieldRow>
  );
}
