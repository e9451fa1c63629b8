import * as React from 'react';
import type { StageForm } from '../form/stageForm';
import { canShow } from './transforms/canShow';
import type { FieldSpec } from './transforms/fieldSpec';
import { entryOf } from '../values/readValue';
import { ArtifactControl } from './ArtifactControl';
import { ChoiceControl } from './ChoiceControl';
import { FieldRow } from './FieldRow';
import { FlagControl } from './FlagControl';
import { JsonControl } from './JsonControl';
import { KeptValue } from './KeptValue';
import { ListControl } from './ListControl';
import { MapControl } from './MapControl';
import { NumberControl } from './NumberControl';
import { SuggestedControl } from './SuggestedControl';
import { TextControl } from './TextControl';

interface FieldControlProps {
  form: StageForm;
  name: string;
}

/** Controls that are a group of inputs. They are named by the label's ID instead of a bound label. */
const isGroup = ({ kind, meta }: FieldSpec): boolean =>
  meta.control === 'cards' || kind.kind === 'choice' || kind.kind === 'map';

/** The control for a field's type, or the raw value if no control can show it. */
export function FieldControl({ form, name }: FieldControlProps): React.ReactElement {
  const spec = form.spec(name);
  if (!canShow(spec, entryOf(form.values, name))) return <KeptValue form={form} name={name} />;
  if (spec.meta.control === 'json' || spec.meta.control === 'textArea') return <JsonControl form={form} name={name} />;
  if (spec.meta.control === 'artifact') return <ArtifactControl form={form} name={name} />;
  switch (spec.kind.kind) {
    case 'number':
      return <NumberControl form={form} name={name} />;
    case 'flag':
      return <FlagControl form={form} name={name} />;
    case 'choice':
      return <ChoiceControl form={form} name={name} />;
    case 'list':
      return <ListControl form={form} name={name} />;
    case 'map':
      return <MapControl form={form} name={name} />;
    case 'object':
    case 'any':
      return <JsonControl form={form} name={name} />;
    case 'text':
      return spec.meta.suggestions === undefined ? (
        <TextControl form={form} name={name} />
      ) : (
        <SuggestedControl form={form} name={name} suggestions={spec.meta.suggestions} />
      );
  }
}

/** A form row with the control for its field's type. */
export function PlainRow({ form, name }: FieldControlProps): React.ReactElement {
  return (
    <FieldRow form={form} name={name} group={isGroup(form.spec(name))}>
      <FieldControl form={form} name={name} />
    </FieldRow>
  );
}
