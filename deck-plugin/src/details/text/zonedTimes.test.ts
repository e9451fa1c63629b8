import { zonedTimes } from './zonedTimes';

const AT = Date.parse('2026-11-21T14:00:05Z');
const DAY_MS = 86_400_000;

describe('zonedTimes', () => {
  it.each([
    ['UTC', '14:00:05', 'UTC'],
    ['America/Los_Angeles', '06:00:05', 'PST'],
    ['Asia/Kolkata', '19:30:05', 'GMT+5:30'],
  ])("writes the time in %s with the zone's name", (zone, time, name) => {
    const times = zonedTimes(zone);

    expect([times.time(AT), times.zoneName(AT)]).toEqual([time, name]);
  });

  it('puts the date in front if the day differs, and the year if that differs', () => {
    const times = zonedTimes('UTC');

    expect([times.time(AT, AT + 60_000), times.time(AT, AT + DAY_MS), times.time(AT, AT + 400 * DAY_MS)]).toEqual([
      '14:00:05',
      '21 Nov 14:00:05',
      '21 Nov 2026 14:00:05',
    ]);
  });

  it('writes dates with their time, and the year only if it differs', () => {
    const times = zonedTimes('UTC');

    expect([times.dayTime(AT), times.dayTime(AT - 400 * DAY_MS, AT)]).toEqual(['21 Nov 14:00', '17 Oct 2025 14:00']);
  });

  it('writes midnight as 00:00', () => {
    expect(zonedTimes('UTC').time(Date.parse('2026-11-21T00:00:00Z'))).toBe('00:00:00');
  });

  it("falls back to UTC if Deck's setting names no zone", () => {
    expect(zonedTimes('Mars/Olympus').time(AT)).toBe('14:00:05');
  });

  it("uses the reader's own zone if none is given", () => {
    expect(zonedTimes(undefined).time(AT)).toMatch(/^\d\d:\d\d:\d\d$/);
  });
});
