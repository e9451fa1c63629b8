/** A metric, and what to know about it. */
export interface MetricQuery {
  /** Such as `AWS/Lambda`. */
  namespace: string;
  metricName: string;
  dimensions: Readonly<Record<string, string>>;
  /** As AWS names it: `Sum`, `SampleCount`, `p99`, `PR(:300)`. */
  statistic: string;
  /** A figure for each minute, or one for the whole span: percentiles of minutes cannot be added up. */
  per: 'minute' | 'span';
}

/** From a full minute up to before another, in ms since 1970. */
export interface MinuteSpan {
  fromMs: number;
  toMs: number;
}

/** A figure of the minute, or of the span, that begins at a time. */
export interface MetricPoint {
  atMs: number;
  value: number;
}

/** A look at some metrics. */
export interface FiguresSeen {
  /** For each query, in their order: the minutes that have data, oldest first. */
  series: MetricPoint[][];
  /** When the oldest of the answers was read, in ms since 1970. */
  readAtMs: number;
}
