import { named } from '../store/named';
import type { MessageAttribute } from '../strictLambda';
import { invalidSns, snsError } from './snsErrors';

const ENTRY = /^MessageAttributes\.entry\.(\d+)\.(Name|Value\.DataType|Value\.StringValue)$/;
const MOST = 256;

/** Whether a form field belongs to the attributes of a message. */
export const isAttributeField = (field: string): boolean => ENTRY.test(field);

/** The attributes of a message, by name. Throws what SNS throws for attributes that it does not take. */
export function readAttributes(form: URLSearchParams): Record<string, MessageAttribute> {
  const attributes = named<MessageAttribute>();
  for (const entry of entriesOf(form)) {
    const name = form.get(`${entry}.Name`) ?? '',
      type = form.get(`${entry}.Value.DataType`) ?? '',
      value = form.get(`${entry}.Value.StringValue`) ?? '';
    requireName(name);
    if (!/^(String|Number|Binary)(\.|$)/.test(type))
      throw snsError(
        'ParameterValueInvalid',
        `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
      );
    if (type.startsWith('Binary'))
      throw invalidSns('A message attribute of the type Binary is not supported yet by this emulator.');
    if (value === '')
      throw snsError(
        'ParameterValueInvalid',
        `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${type}'.`,
      );
    if (Object.hasOwn(attributes, name)) throw invalidSns(`Message attribute name '${name}' is given twice.`);
    attributes[name] = { type, value };
  }
  return attributes;
}

const entriesOf = (form: URLSearchParams): string[] =>
  [...new Set([...form.keys()].flatMap((field) => ENTRY.exec(field)?.[1] ?? []))].map(
    (number) => `MessageAttributes.entry.${number}`,
  );

/** Source: the developer guide, "Message attribute items and validation". */
function requireName(name: string): void {
  const isName =
    name.length <= MOST && /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/.test(name) && !/^(aws|amazon)\./i.test(name);
  if (!isName) throw invalidSns(`'${name}' is not a name of a message attribute`);
}
