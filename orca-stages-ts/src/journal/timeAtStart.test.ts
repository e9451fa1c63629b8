import type { MachineTime } from './machineTime';
import type { JournalTime } from './queries/journalTime';
import { timeAtStart } from './timeAtStart';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** When the last process noted the time. */
const NOTED_AT = Date.UTC(2026, 0, 15, 12);
const NOTED: MachineTime = { clockMs: NOTED_AT, countedMs: 1_000_000, boot: 'boot-1' };
const UNFINISHED: JournalTime = {
  noted: { atMs: NOTED_AT, machine: NOTED },
  polledAtMs: NOTED_AT - 3_000,
  endedAtMs: undefined,
};
const IDLE: JournalTime = { ...UNFINISHED, polledAtMs: undefined };

/** What the machine shows two minutes later, if its clock has been set by so much. */
const twoMinutesLater = (setByMs: number, more: Partial<MachineTime> = {}): MachineTime => ({
  clockMs: NOTED.clockMs + 2 * MINUTE + setByMs,
  countedMs: NOTED.countedMs + 2 * MINUTE,
  boot: 'boot-1',
  ...more,
});
const passedAt = (machine: MachineTime, known: JournalTime = UNFINISHED): number =>
  timeAtStart(known, machine) - NOTED_AT;

describe('the time at which a process continues what another has left unfinished', () => {
  it.each([
    ['shows what it did', 0],
    ['was set ahead by an hour', HOUR],
    ['was set back by an hour', -HOUR],
    ['was set back by a year', -365 * DAY],
  ])('is what has really passed, where the clock of the same machine %s', (_, setByMs) => {
    expect(passedAt(twoMinutesLater(setByMs))).toBe(2 * MINUTE);
  });

  it.each<[string, Partial<MachineTime>]>([
    ['the machine was started again', { boot: 'boot-2', countedMs: 5_000 }],
    ['the system does not say which start it is', { boot: undefined }],
    ['the count began again', { countedMs: 5_000 }],
  ])('is what the clock says has passed, where %s', (_, more) => {
    expect(passedAt(twoMinutesLater(0, more))).toBe(2 * MINUTE);
  });

  it('does not go back, where the clock was set back before the machine was started again', () => {
    expect(passedAt(twoMinutesLater(-HOUR, { boot: 'boot-2' }))).toBe(0);
  });

  it('keeps its difference from a clock that was set while the last process ran', () => {
    const setAhead: JournalTime = {
      ...UNFINISHED,
      noted: { atMs: NOTED_AT, machine: { ...NOTED, clockMs: NOTED.clockMs + HOUR } },
    };

    expect(passedAt(twoMinutesLater(HOUR, { boot: 'boot-2' }), setAhead)).toBe(2 * MINUTE);
  });

  it('is after what the last process wrote after its last note, which says nothing about the time since', () => {
    const polledLater: JournalTime = { ...UNFINISHED, polledAtMs: NOTED_AT + 4_000 };

    expect(passedAt(twoMinutesLater(-HOUR, { boot: 'boot-2' }), polledLater)).toBe(4_001);
  });

  it.each([
    ["the machine's clock", 2 * MINUTE, 2 * MINUTE],
    ["just after Orca's last poll, if the clock shows less", -HOUR, -2_999],
  ])('is %s in the journal of a release that noted none', (_, laterMs, wanted) => {
    const machine = { ...NOTED, clockMs: NOTED_AT + laterMs };

    expect(passedAt(machine, { ...UNFINISHED, noted: undefined })).toBe(wanted);
  });
});

describe('the time at which a process begins where nothing is unfinished', () => {
  it.each([
    ["is the machine's clock", twoMinutesLater(0), IDLE, 2 * MINUTE],
    ["is the machine's clock, also after it was set ahead", twoMinutesLater(HOUR), IDLE, HOUR + 2 * MINUTE],
    ['continues what is known, after the clock was set back by an hour', twoMinutesLater(-HOUR), IDLE, 0],
    ['continues after what ended last', twoMinutesLater(-HOUR), { ...IDLE, endedAtMs: NOTED_AT + 500 }, 500],
    ['does not keep a time that was wrong by days', twoMinutesLater(-3 * DAY), IDLE, 2 * MINUTE - 3 * DAY],
  ])('%s', (_, machine, known, wanted) => {
    expect(passedAt(machine, known)).toBe(wanted);
  });

  it("is the machine's clock in a new journal", () => {
    const empty: JournalTime = { noted: undefined, polledAtMs: undefined, endedAtMs: undefined };

    expect(passedAt(twoMinutesLater(0), empty)).toBe(2 * MINUTE);
  });
});
