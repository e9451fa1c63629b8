import { joined } from 'stage-contract';
import type { FieldSpec } from './fieldSpec';

/** What an expression must evaluate to, if the field's type says so. */
export function expressionHint(spec: FieldSpec): string | undefined {
  switch (spec.kind.kind) {
    case 'number':
      return spec.kind.min === undefined || spec.kind.max === undefined
        ? 'must evaluate to a whole number'
        : `must evaluate to a whole number from ${spec.kind.min} to ${spec.kind.max}`;
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
