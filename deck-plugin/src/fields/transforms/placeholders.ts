import type { FieldMeta } from 'stage-contract';

/** An example as an empty control shows it: never like a value that is already there. */
export const exampleWords = (example: string): string => `such as ${example}`;

/** What an empty control for an expression shows. */
export const EXPRESSION_EXAMPLE = exampleWords('${parameters.name}');

/** What an empty control for a field shows; undefined for nothing. */
export const placeholderOf = ({
  placeholder,
  example,
}: Pick<FieldMeta, 'placeholder' | 'example'>): string | undefined =>
  placeholder ?? (example === undefined ? undefined : exampleWords(example));
