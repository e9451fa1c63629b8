import { matchingSuggestions } from './matchingSuggestions';

describe('suggestions while the user types', () => {
  it.each([
    ['', ['live', 'Live-2', 'blue']],
    ['LIVE', ['live', 'Live-2']],
    ['live', []],
    ['x', []],
    [' blu', ['blue']],
  ])('for %j are %j', (text, offered) => {
    expect(matchingSuggestions(['live', 'Live-2', 'blue'], text)).toEqual(offered);
  });
});
