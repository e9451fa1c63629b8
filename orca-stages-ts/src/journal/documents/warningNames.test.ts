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

  it('are read with what they say', () => {
    expect(warningsOf(reportDocument.write({ warnings: [paused, head] }))).toEqual([paused, head]);
  });

  it('keep what they say when release 0.1.0 adds one of its own, or leaves one out', () => {
    const { warningsTold } = stored({ warnings: [paused, head] });

    const text = JSON.stringify({ warnings: ['Something else.', head.words], warningsTold });

    expect(warningsOf(text)).toEqual([{ words: 'Something else.' }, head]);
  });

  it('of an older release are words alone', () => {
    expect(warningsOf('{"warnings":["Something else."]}')).toEqual([{ words: 'Something else.' }]);
    expect(stored({ warnings: [{ words: 'Something else.' }] })).toEqual({ warnings: ['Something else.'] });
  });

  it('that are no list are not understood', () => {
    expect(reportDocument.read('{"warnings":"Something else."}').ok).toBe(false);
  });
});
