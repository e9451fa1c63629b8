import type { FieldSpec } from './fieldSpec';
import { chosenText } from './choiceWords';
import { flagOf, isExpression, isGiven, isMap, listOf, textOf } from '../../values/readValue';

/**
 * Whether a field's control can show a value. A value that it can't show is kept and shown as JSON, with a way to
 * replace it.
 */
export function canShow(spec: FieldSpec, value: unknown): boolean {
  if (!isGiven(value) || isExpression(value)) return true;
  switch (spec.meta.control) {
    case 'json':
    case 'textArea':
      return true;
    case 'artifact':
      return isMap(value);
    default:
      return canShowKind(spec, value);
  }
}

function canShowKind(spec: FieldSpec, value: unknown): boolean {
  switch (spec.kind.kind) {
    case 'flag':
      return flagOf(value) !== undefined;
    case 'choice':
      return chosenText(spec, value) !== undefined;
    case 'list':
      return listOf(value) !== undefined;
    case 'map':
    case 'object':
      return isMap(value);
    case 'any':
      return true;
    case 'text':
    case 'number':
      return textOf(value) !== undefined;
  }
}
