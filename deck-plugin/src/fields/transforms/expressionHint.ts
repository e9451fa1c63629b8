import { joined } from 'stage-contract';
import type { FieldSpec } from './fieldSpec';

/** What the value of an expression must be, where the field's kind says it. */
export function expressionHint(spec: FieldSpec): string | undefined {
  switch (spec.kind.kind) {
    case 'number':
      return spec.kind.min === undefined || spec.kind.max === undefined
        ? 'must give a whole number'
        : `must give a whole number from ${spec.kind.min} to ${spec.kind.max}`;
    case 'choice':
      return `must give ${joined(spec.kind.values, 'or')}`;
    case 'flag':
      return 'must give true or false';
    case 'list':
      return 'must give a list';
    case 'map':
    case 'object':
      return 'must give a map';
    default:
      return undefined;
  }
}
