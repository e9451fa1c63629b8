import { isObject, type StoredNames } from '../../model/storedDocument';

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/**
 * Warnings of a report. The journal keeps their words as release 0.1.0 does, which also adds to them, and next to
 * these the code and values of each warning with the words that it was written with. A warning without such a partner
 * is known by its words only.
 */
export const warningNames: StoredNames = {
  fromStored: ({ warningsTold, ...report }) => {
    const told = listOf(warningsTold).filter(isObject);
    return Array.isArray(report['warnings'])
      ? {
          ...report,
          warnings: report['warnings'].map((words: unknown) => told.find((one) => one['words'] === words) ?? { words }),
        }
      : report;
  },
  toStored: ({ warnings, ...report }) => {
    if (warnings === undefined) return report;
    const all = listOf(warnings).filter(isObject);
    const told = all.filter(({ code }) => code !== undefined);
    return {
      ...report,
      warnings: all.map(({ words }) => words),
      ...(told.length === 0 ? {} : { warningsTold: told }),
    };
  },
};
