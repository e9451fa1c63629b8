/** Writes times (ms since 1970) in one time zone, in the format of the pages. */
export interface ZonedTimes {
  /** Name of the zone at that time: UTC, GMT+1, PDT. */
  zoneName(atMs: number): string;
  /** 14:00:05; with the date in front if its day differs from that of `beside`. */
  time(atMs: number, besideMs?: number): string;
  /** 19 Nov 09:40; with the year if it differs from that of `beside`. */
  dayTime(atMs: number, besideMs?: number): string;
}

type Parts = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', string>;

/** An IANA zone that this browser knows, otherwise UTC; undefined is the browser's own, as in Deck's `timestamp`. */
function knownZone(zone: string | undefined): string | undefined {
  try {
    new Intl.DateTimeFormat('en-GB', zone === undefined ? {} : { timeZone: zone });
    return zone;
  } catch {
    return 'UTC';
  }
}

/** Times in the given zone. An unknown zone falls back to UTC, so that a wrong setting of Deck never breaks a page. */
export function zonedTimes(timeZone: string | undefined): ZonedTimes {
  const known = knownZone(timeZone);
  const zone = known === undefined ? {} : { timeZone: known };
  const clock = new Intl.DateTimeFormat('en-GB', {
    ...zone,
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const named = new Intl.DateTimeFormat('en-US', { ...zone, timeZoneName: 'short' });
  const partsOf = (atMs: number): Parts => {
    const parts: Parts = { year: '', month: '', day: '', hour: '', minute: '', second: '' };
    for (const { type, value } of clock.formatToParts(atMs)) if (type in parts) parts[type as keyof Parts] = value;
    return { ...parts, month: parts.month.slice(0, 3) };
  };
  const dayOf = (at: Parts): string => `${at.day} ${at.month}`;
  const yearOf = (at: Parts, beside: Parts | undefined): string =>
    beside !== undefined && at.year !== beside.year ? ` ${at.year}` : '';
  return {
    zoneName: (atMs) => named.formatToParts(atMs).find((part) => part.type === 'timeZoneName')?.value ?? 'UTC',
    time: (atMs, besideMs) => {
      const at = partsOf(atMs);
      const beside = besideMs === undefined ? undefined : partsOf(besideMs);
      const otherDay = beside !== undefined && (dayOf(at) !== dayOf(beside) || at.year !== beside.year);
      return `${otherDay ? `${dayOf(at)}${yearOf(at, beside)} ` : ''}${at.hour}:${at.minute}:${at.second}`;
    },
    dayTime: (atMs, besideMs) => {
      const at = partsOf(atMs);
      return `${dayOf(at)}${yearOf(at, besideMs === undefined ? undefined : partsOf(besideMs))} ${at.hour}:${at.minute}`;
    },
  };
}
