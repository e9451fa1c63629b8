import { say } from 'stage-contract';
import type { OutcomeReport } from '../../model/report';
import { reportDocument } from './operationDocuments';

const paused = say('eventSourcePaused', { source: 'orders' });
const head = say('headWasCalled', {});

const stored = (report: OutcomeReport): Record<string, unknown> => JSON.parse(reportDocument.write(report));
const warningsOf = (text: string): OutcomeReport['warnings'] => {
  const reading = reportDocument.read(text);
  return reading.ok ? reading.value.warnings : undefined;
};

describe('warnings in the journal', () => {
  it('are texts, as release 0.1.0 reads them', () => {
    expect(stored({ warnings: [paused, head] })['warnings']).toEqual([paused.words, head.words]);
  });

  it('are read with their codes', () => {
    expect(warningsOf(reportDocument.write({ warnings: [paused, head] }))).toEqual([paused, head]);
  });

  it('keep their codes if release 0.1.0 adds a warning of its own, or drops one', () => {
    const { warningsTold } = stored({ warnings: [paused, head] });

    const text = JSON.stringify({ warnings: ['Something else.', head.words], warningsTold });

    expect(warningsOf(text)).toEqual([{ words: 'Something else.' }, head]);
  });

  it('of an older release are words only', () => {
    expect(warningsOf('{"warnings":["Something else."]}')).toEqual([{ words: 'Something else.' }]);
    expect(stored({ warnings: [{ words: 'Something else.' }] })).toEqual({ warnings: ['Something else.'] });
  });

  it('that are not a list cannot be read', () => {
    expect(reportDocument.read('{"warnings":"Something else."}').ok).toBe(false);
  });
});
