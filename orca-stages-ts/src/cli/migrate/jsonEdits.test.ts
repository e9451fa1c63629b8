import { applyEdits, parseTree, type Edit, type Node } from 'jsonc-parser';
import { removeProperties, renameProperty, setText } from './jsonEdits';

function edited(text: string, edit: (object: Node) => Edit[]): string {
  const root = parseTree(text);
  if (root === undefined) throw new Error('The test has no JSON.');
  return applyEdits(text, edit(root));
}

describe('a text that is set', () => {
  it.each([
    ['behind the other one, written as that is', '{ "type" : "x", "a": 1 }', '{ "type" : "x", "alias" : "y", "a": 1 }'],
    ['behind the last one', '{\n  "z": 1,\n  "type": "x"\n}', '{\n  "z": 1,\n  "type": "x",\n  "alias": "y"\n}'],
    ['where sorted names have it', '{"account":1,"type":"x"}', '{"account":1,"alias":"y","type":"x"}'],
    ['before all sorted names', '{\n\t"name": 1,\n\t"type": "x"}', '{\n\t"alias": "y",\n\t"name": 1,\n\t"type": "x"}'],
    ['in the place of another value', '{"alias": null, "type": "x"}', '{"alias": "y", "type": "x"}'],
    ['where every reader takes it from', '{"alias":"a","type":"x","alias":""}', '{"alias":"a","type":"x","alias":"y"}'],
    ['with commas at the beginning of lines', '{ "z": 1\n, "type": "x"\n}', '{ "z": 1\n, "type": "x", "alias": "y"\n}'],
  ])('stands %s', (_, text, expected) => {
    expect(edited(text, (object) => setText(text, object, 'alias', 'y', 'type'))).toBe(expected);
  });
});

describe('a property that is removed', () => {
  it.each([
    ['the first one', '{ "alias": "y", "b": 1 }', '{ "b": 1 }'],
    ['one in the middle', '{ "a": 1,\n "alias": "y", "b": 1 }', '{ "a": 1, "b": 1 }'],
    ['the last one', '{ "a": 1,\n "alias": "y"\n}', '{ "a": 1\n}'],
    ['the only one', '{ "alias": "y" }', '{  }'],
    ['none of that name', '{ "a": 1 }', '{ "a": 1 }'],
    ['every one of that name', '{ "alias": "x", "b": 1, "alias": "y" }', '{ "b": 1 }'],
  ])('leaves the others as they are: %s', (_, text, expected) => {
    expect(edited(text, (object) => removeProperties(object, ['alias']))).toBe(expected);
  });

  it.each([
    ['the first two', '{ "alias": "y", "payload": "", "b": 1 }', '{ "b": 1 }'],
    ['two in the middle', '{ "a": 1, "payload": "", "alias": "y", "b": 1 }', '{ "a": 1, "b": 1 }'],
    ['the first and a later one', '{ "alias": "y", "b": 1, "payload": "", "c": 2 }', '{ "b": 1, "c": 2 }'],
    ['the last two', '{ "a": 1,\n "alias": "y", "payload": ""\n}', '{ "a": 1\n}'],
    ['all there are', '{ "alias": "y", "payload": "" }', '{  }'],
  ])('goes along with another one: %s', (_, text, expected) => {
    expect(edited(text, (object) => removeProperties(object, ['alias', 'payload']))).toBe(expected);
  });
});

describe('a property that is renamed', () => {
  it.each([
    ['keeps its value as it is written', '{"payload" : 1.50, "b": 1}', '{"invokePayload" : 1.50, "b": 1}'],
    ['is not there', '{"b":1}', '{"b":1}'],
  ])('%s', (_, text, expected) => {
    expect(edited(text, (object) => renameProperty(object, 'payload', 'invokePayload'))).toBe(expected);
  });
});
