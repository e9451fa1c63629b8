import { screen } from '@testing-library/react';
import { click, saved, showForm } from '../../testing/showForm';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const simple = { deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST' };
const selected = (): (string | undefined)[] =>
  screen
    .getAllByRole('radio', { name: /^(Revert|Hold|Revert and delete candidate)$/ })
    .filter((radio) => (radio as HTMLInputElement).checked)
    .map((radio) => radio.closest('label')?.textContent ?? undefined);

describe("destroyOnFail of Spinnaker's own form", () => {
  it('selects Revert and delete candidate, says so, and changes nothing', () => {
    const { container, changes } = showForm(ROUTE, { ...simple, destroyOnFail: true });

    expect(selected()).toEqual(['Revert and delete candidate']);
    expect(container.querySelector('[data-field=onFailure]')?.textContent).toContain(
      'Selected by destroyOnFail, a field of Spinnaker’s own form; selecting an option replaces it.',
    );
    expect(changes).toEqual([]);
  });

  it.each([
    ['Hold', 'hold'],
    ['Revert', 'revert'],
  ])('is replaced by selecting %s', (option, onFailure) => {
    const shown = showForm(ROUTE, { ...simple, destroyOnFail: 'true' });

    click('radio', option);

    expect(saved(shown.stage)).toEqual({ ...simple, onFailure });
    expect(selected()).toEqual([option]);
  });

  it('is removed on demand, which leaves the default', () => {
    const shown = showForm(ROUTE, { ...simple, destroyOnFail: true });

    click('button', 'Remove destroyOnFail');

    expect(saved(shown.stage)).toEqual(simple);
    expect(selected()).toEqual(['Revert']);
  });

  it.each([
    [{ destroyOnFail: false }, ['Revert'], undefined],
    [{ destroyOnFail: true, onFailure: 'hold' }, ['Hold'], 'destroyOnFail is also set, and not used.'],
    [
      { destroyOnFail: '${parameters.destroy}' },
      ['Revert'],
      'if destroyOnFail, ${parameters.destroy}, is true at run time.',
    ],
    [{ destroyOnFail: '${a}', onFailure: 'hold' }, ['Hold'], 'destroyOnFail, ${a}, is not used: On failure is set.'],
  ])('with %j selects %j and says: %s', (fields, options, words) => {
    const { container } = showForm(ROUTE, { ...simple, ...fields });

    expect(selected()).toEqual(options);
    expect(container.querySelector('[id$="-destroyOnFail"]')?.textContent ?? '').toContain(words ?? '');
  });

  it('is called wrong if it is neither true nor false', () => {
    const { container } = showForm(ROUTE, { ...simple, destroyOnFail: 'maybe' });

    expect(container.querySelector('[data-field=onFailure] .lst-error')?.textContent).toContain(
      'Destroy on fail must be true or false.',
    );
  });
});
