import { say } from 'stage-contract';
import { noteColumns, progressColumns, worded } from './wordedColumns';

const holding = say('holding', { weightPercent: 10, seconds: 300 });

describe('progress and notes in the journal', () => {
  it('are read with their codes', () => {
    const { progress, progress_told: told } = progressColumns(holding);

    expect(worded(progress, told)).toEqual(holding);
  });

  it('are words only if release 0.1.0 has since written other ones', () => {
    const { progress_told: told } = progressColumns(holding);

    expect(worded('Promote: v42 100%', told)).toEqual({ words: 'Promote: v42 100%' });
  });

  it.each([null, undefined, '{}', 'no JSON', '{"words":7}'])('are words only next to %j', (told) => {
    expect(worded('Starting.', told)).toEqual({ words: 'Starting.' });
  });

  it('have no code if an older release planned the step', () => {
    expect(progressColumns({ words: 'Update code' })).toEqual({ progress: 'Update code', progress_told: null });
  });

  it('are empty if there is nothing to say', () => {
    expect(noteColumns(undefined)).toEqual({ note: null, note_told: null });
  });
});
