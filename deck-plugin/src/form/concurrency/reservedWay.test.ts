import { reservedValue, reservedWay } from './reservedWay';

it.each([
  [undefined, undefined],
  ['', undefined],
  [-1, 'noLimit'],
  ['-1', 'noLimit'],
  [0, 'stopped'],
  [' 0 ', 'stopped'],
  [5, 'limited'],
  ['many', 'limited'],
  ['${parameters.limit}', 'limited'],
])('reserved concurrency %p is the choice %p', (value, way) => {
  expect(reservedWay(value)).toBe(way);
});

it.each([
  ['noLimit', -1],
  ['stopped', 0],
  ['limited', undefined],
  [undefined, undefined],
])('the choice %p writes %p', (way, value) => {
  expect(reservedValue(way)).toBe(value);
});
