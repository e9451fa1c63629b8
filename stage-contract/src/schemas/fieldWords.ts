import { z } from 'zod';
import type { FieldMeta } from '../fieldMeta';
import type { Schema } from '../schemaForm';
import type { JsonSchema } from './jsonSchema';

/** What an editor shows and suggests for a field, from the words of its form. */
export function fieldWords(meta: FieldMeta, schema: Schema): JsonSchema {
  const description = [
    sentence(meta.help ?? choiceWords(meta)),
    meta.unit === undefined ? '' : `Unit: ${meta.unit}.`,
    meta.whenAbsent === undefined ? '' : `When absent: ${meta.whenAbsent}.`,
  ].filter((part) => part !== '');
  const examples = (meta.suggestions ?? (meta.example === undefined ? [] : [meta.example])).filter(
    (example) => z.safeParse(schema, example).success,
  );
  return {
    title: meta.label,
    ...(description.length === 0 ? {} : { description: description.join(' ') }),
    ...(meta.defaultChoice === undefined ? {} : { default: meta.defaultChoice }),
    ...(examples.length === 0 ? {} : { examples }),
  };
}

/** The words of a field's part are written to follow others. */
const sentence = (words = ''): string =>
  words === '' ? '' : `${words.charAt(0).toUpperCase()}${words.slice(1)}${words.endsWith('.') ? '' : '.'}`;

/** The choices of a field that explains itself by them. */
const choiceWords = ({ choices = {}, choiceHelp = {} }: FieldMeta): string =>
  Object.entries(choices)
    .map(([choice, words]) => {
      const help = choiceHelp[choice];
      return `\`${choice}\` (${words})${help === undefined ? '' : `: ${help.replace(/\.$/, '')}`}.`;
    })
    .join(' ');
