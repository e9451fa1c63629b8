import { joined, ownEntry } from 'stage-contract';
import type { FieldSpec } from './fieldSpec';

/** Units that an expression's author has to know, in words. */
const UNITS: Readonly<Record<string, string>> = { s: 'seconds', ms: 'milliseconds' };

const ofUnit = (unit: string | undefined): string => {
  const words = ownEntry(UNITS, unit ?? '');
  return words === undefined ? '' : ` of ${words}`;
};

/** What an expression must evaluate to, if the field's type says so. */
export function expressionHint(spec: FieldSpec): string | undefined {
  switch (spec.kind.kind) {
    case 'number':
      return `must evaluate to a whole number${ofUnit(spec.meta.unit)}${
        spec.kind.min === undefined || spec.kind.max === undefined ? '' : ` from ${spec.kind.min} to ${spec.kind.max}`
      }`;
    case 'choice':
      return `must evaluate to ${joined(spec.kind.values, 'or')}`;
    case 'flag':
      return 'must evaluate to true or false';
    case 'list':
      return 'must evaluate to a list';
    case 'map':
    case 'object':
      return 'must evaluate to a map';
    default:
      return undefined;
  }
}
