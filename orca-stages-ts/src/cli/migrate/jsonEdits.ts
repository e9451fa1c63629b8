import type { Edit, Node } from 'jsonc-parser';

/*
 * Edits of JSON that leave everything around them as it is. jsonc-parser's own `modify` either formats the whole line
 * that it touches, or writes without any white space; these write as the neighbours are written.
 */

/** A name with its value, as they are written. */
interface Property {
  node: Node;
  key: Node;
  value: Node;
  name: string;
}

const endOf = ({ offset, length }: Node): number => offset + length;

const propertiesOf = (object: Node): Property[] =>
  (object.children ?? []).flatMap((node) => {
    const [key, value] = node.children ?? [];
    return key === undefined || value === undefined ? [] : [{ node, key, value, name: String(key.value) }];
  });

/** The property of a name: the last one if there are several, as every reader of JSON takes it. */
const propertyOf = (object: Node, name: string): Property | undefined =>
  propertiesOf(object)
    .reverse()
    .find((property) => property.name === name);

/** Sets a text. A new name stands where sorted names have it, and otherwise behind another one. */
export function setText(text: string, object: Node, name: string, value: string, behind: string): Edit[] {
  const existing = propertyOf(object, name);
  if (existing !== undefined)
    return [{ offset: existing.value.offset, length: existing.value.length, content: JSON.stringify(value) }];
  const properties = propertiesOf(object);
  const names = properties.map((property) => property.name);
  const isSorted = names.length > 1 && names.every((one, index) => index === 0 || (names[index - 1] ?? '') < one);
  const found = properties.findIndex((property) => property.name === behind);
  const position = isSorted ? names.filter((one) => one < name).length - 1 : found;
  const [first, neighbour] = [properties[0], properties[Math.max(0, position)]];
  if (first === undefined || neighbour === undefined) return [];
  const between = text.slice(endOf(neighbour.key), neighbour.value.offset);
  const written = `${JSON.stringify(name)}${between}${JSON.stringify(value)}`;
  const gap = gapBefore(text, object, properties, Math.max(1, position));
  return position < 0
    ? [{ offset: first.node.offset, length: 0, content: `${written},${gap}` }]
    : [{ offset: endOf(neighbour.node), length: 0, content: `,${gap}${written}` }];
}

/** The white space before a property; before the first one if there is no other. */
function gapBefore(text: string, object: Node, properties: readonly Property[], position: number): string {
  const [first, previous, property] = [properties[0], properties[position - 1], properties[position]];
  if (first === undefined) return '';
  if (previous === undefined || property === undefined) return text.slice(object.offset + 1, first.node.offset);
  return text.slice(endOf(previous.node), property.node.offset).replace(/^\s*,/, '');
}

/**
 * Removes properties with their commas, and the white space that {@link setText} would have written with them. All at
 * once, because neighbours share a comma: two edits of it would overlap. One name may be there several times.
 */
export function removeProperties(object: Node, names: readonly string[]): Edit[] {
  const properties = propertiesOf(object);
  const isRemoved = (property: Property | undefined): boolean =>
    property !== undefined && names.includes(property.name);
  return properties.flatMap((property, position) => {
    const [previous, next] = [properties[position - 1], properties[position + 1]];
    if (!isRemoved(property)) return [];
    // Everything up to here goes, and the next property takes the first place.
    const isLeading = properties.slice(0, position).every(isRemoved);
    const start = isLeading || previous === undefined ? property.node.offset : endOf(previous.node);
    const end = isLeading && next !== undefined ? next.node.offset : endOf(property.node);
    return [{ offset: start, length: end - start, content: '' }];
  });
}

/** Gives a property another name. Those of that name that are there already have to be removed. */
export function renameProperty(object: Node, from: string, to: string): Edit[] {
  const property = propertyOf(object, from);
  if (property === undefined) return [];
  const { offset, length } = property.key;
  return [{ offset, length, content: JSON.stringify(to) }];
}
