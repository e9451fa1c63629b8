import { typedItems } from './typedItems';

describe('texts typed into a list', () => {
  it.each([
    ['a', ['a']],
    ['a, b\nc', ['a', 'b', 'c']],
    ['${a, b}', ['${a, b}']],
    ['  ', []],
  ])('%j is %j', (text, items) => {
    expect(typedItems(text)).toEqual(items);
  });
});
